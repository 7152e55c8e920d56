"""The pages of a person's licenses: choosing, adding, changing, retiring, deleting."""

from __future__ import annotations

from datetime import date
from typing import cast

from flask import Blueprint, Flask, abort, flash, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from ceapp.boards import catalog
from ceapp.clock import now, today_in
from ceapp.errors import CeappError
from ceapp.licenses import actions, choosing, queries
from ceapp.licenses.details import Details, details_of
from ceapp.licenses.expiration import expiration_hint, first_day_hint
from ceapp.licenses.forms import ChoiceForm, LicenseForm, RulesForm, license_form
from ceapp.licenses.models import License
from ceapp.licenses.own import own_listed, rules_to_go_by
from ceapp.licenses.questions import questions
from ceapp.own_rules.queries import credential_of
from ceapp.own_rules.uses import Use, register
from ceapp.rules.requirement import Credential
from ceapp.web.forms import form_page
from ceapp.web.ownership import mine_or_404
from ceapp.web.undo import offer_undo

licenses = Blueprint("licenses", __name__)

ADDED = "{name} is added."
ALREADY_HELD = (
    "You now have more than one entry for {name}. If two are the same license, "
    "delete one under Licenses."
)
CHANGED = "{name} is saved."
MOVED = "{name} goes by the rules that you chose. What you answered and logged is untouched."
RETIRED = "{name} is retired: it no longer shows on your standing page, and everything is kept."
IN_USE = "{name} is in use again."
DELETED = "{name} is deleted. Your courses are untouched."
RESTORED = "{name} is back."
RULES_AWAY = (
    "The rules of this license cannot be read at the moment, so it cannot be changed. "
    "Nothing is lost; you can still retire or delete it."
)


@licenses.get("/licenses")
@login_required
def index() -> str:
    """List every license, those in use first."""
    return render_template(
        "licenses/index.html",
        names=choosing.names(current_user.id),
        in_use=queries.licenses(current_user.id),
        retired=queries.licenses(current_user.id, retired=True),
        today=_today(),
    )


@licenses.get("/licenses/new")
@login_required
def new() -> tuple[str, int]:
    """Let the person choose a state and a profession, and show what fits."""
    form = ChoiceForm(request.args)
    form.offer(catalog.jurisdictions())
    asked = bool(request.args)
    valid = asked and form.validate()
    return form_page(
        "licenses/new.html",
        form,
        asked=valid,
        found=choosing.offers(form.state.data, form.profession.data, on=_today()) if valid else (),
        held=queries.credentials_held(current_user.id),
        own=own_listed(current_user.id),
    )


@licenses.get("/licenses/new/<credential_id>")
@login_required
def new_for(credential_id: str) -> tuple[str, int]:
    """Ask what there is to know about a license of this credential."""
    credential = _credential_or_404(credential_id)
    return _form_page("licenses/new_for.html", credential, _form(credential))


@licenses.post("/licenses/new/<credential_id>")
@login_required
def add(credential_id: str) -> Response | tuple[str, int]:
    """Add the license, or say what is wrong with what was typed."""
    credential = _credential_or_404(credential_id)
    form = _form(credential)
    if not form.validate():
        return _form_page("licenses/new_for.html", credential, form)
    row = actions.add_license(credential.id, form.details(), actor=current_user.id, now=now())
    flash(ADDED.format(name=credential.name), "done")
    if len(queries.entries_for(current_user.id, credential.id)) > 1:
        flash(ALREADY_HELD.format(name=credential.name), "info")
    return redirect(url_for("standing.license_page", license_id=row.id))


@licenses.get("/licenses/<int:license_id>/edit")
@login_required
def edit(license_id: int) -> tuple[str, int]:
    """Show what was said about a license, ready to be changed."""
    row = mine_or_404(queries.license_of, license_id)
    credential = credential_of(current_user.id, row.credential_id)
    return _form_page("licenses/edit.html", credential, _form(credential, details_of(row)), row)


@licenses.post("/licenses/<int:license_id>/edit")
@login_required
def change(license_id: int) -> Response | tuple[str, int]:
    """Save what is now said about a license, or say what is wrong with it."""
    row = mine_or_404(queries.license_of, license_id)
    credential = credential_of(current_user.id, row.credential_id)
    form = _form(credential, details_of(row))
    if not form.validate():
        return _form_page("licenses/edit.html", credential, form, row)
    actions.change_license(row, form.details(), now=now())
    flash(CHANGED.format(name=credential.name), "done")
    return redirect(url_for("standing.license_page", license_id=row.id))


@licenses.get("/licenses/<int:license_id>/rules")
@login_required
def rules(license_id: int) -> tuple[str, int]:
    """Show which rules a license goes by, and which others it could."""
    row = mine_or_404(queries.license_of, license_id)
    return _rules_page(row, _rules_form(row))


@licenses.post("/licenses/<int:license_id>/rules")
@login_required
def move(license_id: int) -> Response | tuple[str, int]:
    """Let a license go by other rules: the person's own copy, or ours again."""
    row = mine_or_404(queries.license_of, license_id)
    form = _rules_form(row)
    if not form.validate():
        return _rules_page(row, form)
    actions.move_license(row, form.rules.data)
    flash(MOVED.format(name=choosing.name_of(row.user_id, row.credential_id)), "done")
    return redirect(url_for("standing.license_page", license_id=license_id))


@licenses.post("/licenses/<int:license_id>/retire")
@login_required
def retire(license_id: int) -> Response:
    """Stop showing a license on the standing page."""
    row = mine_or_404(queries.license_of, license_id)
    actions.retire_license(row, now=now())
    _flash_undo(RETIRED, row, "licenses.unretire")
    return redirect(url_for("licenses.index"))


@licenses.post("/licenses/<int:license_id>/unretire")
@login_required
def unretire(license_id: int) -> Response:
    """Show a retired license on the standing page again."""
    row = mine_or_404(queries.license_of, license_id)
    actions.unretire_license(row)
    flash(IN_USE.format(name=choosing.name_of(row.user_id, row.credential_id)), "done")
    return redirect(url_for("licenses.index"))


@licenses.post("/licenses/<int:license_id>/delete")
@login_required
def delete(license_id: int) -> Response:
    """Take a license out of sight, with the offer to undo it."""
    row = mine_or_404(queries.license_of, license_id)
    actions.delete_license(row, now=now())
    _flash_undo(DELETED, row, "licenses.restore")
    return redirect(url_for("licenses.index"))


@licenses.post("/licenses/<int:license_id>/restore")
@login_required
def restore(license_id: int) -> Response:
    """Bring a deleted license back."""
    row = mine_or_404(queries.deleted_license_of, license_id)
    actions.restore_license(row)
    flash(RESTORED.format(name=choosing.name_of(row.user_id, row.credential_id)), "done")
    return redirect(url_for("licenses.index"))


@licenses.errorhandler(catalog.UnknownCredential)
@licenses.errorhandler(catalog.BrokenRuleFile)
def rules_away(_error: CeappError) -> Response:
    """Take the person to their list where the rules of a license they hold cannot be read."""
    flash(RULES_AWAY, "info")
    return redirect(url_for("licenses.index"))


@licenses.record_once
def _tell_who_goes_by_what(state: BlueprintSetupState) -> None:
    """Let the pages of a person's own rules, which stand before this feature, name licenses."""
    register(cast("Flask", state.app), _uses)


def _uses(user_id: int) -> list[Use]:
    names = choosing.names(user_id)
    return [
        Use(
            row.credential_id,
            names.get(row.credential_id, row.credential_id),
            url_for("standing.license_page", license_id=row.id),
            url_for("licenses.rules", license_id=row.id),
        )
        for row in queries.all_licenses(user_id)
    ]


def _rules_form(row: License) -> RulesForm:
    form = RulesForm(data={"rules": row.credential_id})
    form.offer(rules_to_go_by(row))
    return form


def _rules_page(row: License, form: RulesForm) -> tuple[str, int]:
    name = choosing.name_of(row.user_id, row.credential_id)
    return form_page("licenses/rules.html", form, license=row, name=name)


def _today() -> date:
    return today_in(current_user.time_zone)


def _credential_or_404(credential_id: str) -> Credential:
    try:
        return credential_of(current_user.id, credential_id)
    except catalog.UnknownCredential:
        abort(404)


def _form(credential: Credential, said: Details | None = None) -> LicenseForm:
    today = _today()
    asked = questions(credential, catalog.topics(), catalog.circumstances(), today=today)
    return license_form(asked, today=today, said=said)


def _form_page(
    template: str, credential: Credential, form: LicenseForm, row: License | None = None
) -> tuple[str, int]:
    cycle, issued = credential.cycle, form.sound_issued
    return form_page(
        template,
        form,
        credential=credential,
        license=row,
        expires_hint=expiration_hint(cycle, today=form.today, issued=issued),
        starts_hint=first_day_hint(cycle, form.sound_expires, issued, today=form.today),
    )


def _flash_undo(message: str, row: License, endpoint: str) -> None:
    name = choosing.name_of(row.user_id, row.credential_id)
    offer_undo(message.format(name=name), url_for(endpoint, license_id=row.id))
