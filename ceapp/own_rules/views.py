"""The pages of a person's own rules as a whole: making, copying, comparing, deleting them."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response as AnyResponse

from ceapp.boards import catalog
from ceapp.clock import now
from ceapp.own_rules import actions, queries, rule_views
from ceapp.own_rules.actions import MOST_OWN, TooMuch
from ceapp.own_rules.blueprint import own_rules, today
from ceapp.own_rules.document import Document
from ceapp.own_rules.forms import WholeForm, whole_form
from ceapp.own_rules.models import OwnRules
from ceapp.own_rules.page import may_share_an_hour, names_of_rules, ours_changed, own_page
from ceapp.own_rules.places import as_slugs, as_words
from ceapp.own_rules.reading import name_of, read_own
from ceapp.own_rules.shown import Names
from ceapp.own_rules.uses import uses
from ceapp.rules.rule_fields import RuleMistakes
from ceapp.rules.rule_text import parse
from ceapp.web.forms import form_page
from ceapp.web.ownership import mine_or_404
from ceapp.web.undo import offer_undo

__all__ = ["own_rules", "rule_views"]

STARTED = "Saved. Add what else is asked, or add your license with these rules."
COPIED = "This is your own copy of the {name} rules. Change what differs; ours stay as they are."
SAVED = "Saved."
UNDONE = "The last change is undone."
SEEN = "From now on your rules are compared with ours of today."
DELETED = "{name}: your own rules are deleted."
RESTORED = "{name}: your own rules are back."
IN_USE = "{name} still goes by these rules. Move it to others, or delete it, and try again."


@own_rules.get("")
@login_required
def index() -> str:
    """List the person's own rules, and say how to make more."""
    rows = queries.own_rules(current_user.id)
    return render_template(
        "own_rules/index.html",
        rows=[(row, name_of(row.document), ours_changed(row)) for row in rows],
        uses=uses(current_user.id),
        full=len(rows) >= MOST_OWN,
    )


@own_rules.get("/new")
@login_required
def new() -> tuple[str, int]:
    """Ask what a license is that we do not carry."""
    return form_page("own_rules/whole.html", whole_form(None, today()), row=None, name="")


@own_rules.post("/new")
@login_required
def start() -> AnyResponse | tuple[str, int]:
    """Make the rules, or say what is wrong with what was typed."""
    form = whole_form(None, today())
    if form.validate():
        document: Document = {"id": "own-1", "reviewed": today()}
        form.fill(document)
        as_slugs(document)
        document["requirement"] = form.total()
        try:
            row = actions.start_own_rules(
                document, form.why.data or "", actor=current_user.id, now=now()
            )
        except (RuleMistakes, TooMuch) as wrong:
            _refuse(form, wrong, None)
        else:
            flash(STARTED, "done")
            return redirect(url_for("own_rules.show", own_id=row.id))
    return form_page("own_rules/whole.html", form, row=None, name="")


@own_rules.post("/copy/<credential_id>")
@login_required
def copy(credential_id: str) -> AnyResponse:
    """Copy one of our credentials' rules for the person."""
    try:
        row = actions.copy_our_rules(credential_id, actor=current_user.id, now=now())
    except catalog.UnknownCredential:
        abort(404)
    except (catalog.BrokenRuleFile, TooMuch) as wrong:
        flash(str(wrong), "info")
        return redirect(url_for("own_rules.index"))
    flash(COPIED.format(name=name_of(row.document)), "done")
    return redirect(url_for("own_rules.show", own_id=row.id))


@own_rules.get("/<int:own_id>")
@login_required
def show(own_id: int) -> str:
    """Show the rules, what differs from ours, and which licenses go by them."""
    row = _mine(own_id)
    licenses = uses(current_user.id)
    return render_template(
        "own_rules/show.html",
        page=own_page(row, today()),
        uses=[use for use in licenses if use.credential_id == row.credential_id],
        could_use=[
            use for use in licenses if row.copied_from and use.credential_id == row.copied_from
        ],
    )


@own_rules.get("/<int:own_id>/whole")
@login_required
def whole(own_id: int) -> tuple[str, int]:
    """Show what is said of the license as a whole, ready to be changed."""
    row = _mine(own_id)
    form = _whole_form(row)
    return form_page("own_rules/whole.html", form, row=row, name=name_of(row.document))


@own_rules.post("/<int:own_id>/whole")
@login_required
def change_whole(own_id: int) -> AnyResponse | tuple[str, int]:
    """Save what is said of the license as a whole, or say what is wrong with it."""
    row = _mine(own_id)
    document = parse(row.document)
    form = _whole_form(row)
    if form.validate():
        form.fill(document)
        as_slugs(document)
        try:
            actions.change_own_rules(row, document, now=now(), today=today())
        except (RuleMistakes, TooMuch) as wrong:
            _refuse(form, wrong, row)
        else:
            actions.say_why(row, form.why.data or "")
            flash(SAVED, "done")
            return redirect(url_for("own_rules.show", own_id=own_id))
    return form_page("own_rules/whole.html", form, row=row, name=name_of(row.document))


@own_rules.post("/<int:own_id>/undo")
@login_required
def undo(own_id: int) -> AnyResponse:
    """Go back to the rules before the last change."""
    actions.undo_last_change(_mine(own_id), now=now())
    flash(UNDONE, "done")
    return redirect(url_for("own_rules.show", own_id=own_id))


@own_rules.post("/<int:own_id>/seen")
@login_required
def seen(own_id: int) -> AnyResponse:
    """Take note of how our rules have changed."""
    row = _mine(own_id)
    if not row.copied_from:
        abort(404)
    actions.see_our_changes(row)
    flash(SEEN, "done")
    return redirect(url_for("own_rules.show", own_id=own_id))


@own_rules.get("/<int:own_id>/rules.toml")
@login_required
def as_file(own_id: int) -> Response:
    """Give the rules as the text file that they are."""
    row = _mine(own_id)
    named = f'attachment; filename="{row.credential_id}.toml"'
    return Response(
        row.document, mimetype="application/toml", headers={"Content-Disposition": named}
    )


@own_rules.post("/<int:own_id>/delete")
@login_required
def delete(own_id: int) -> AnyResponse:
    """Delete the rules, unless a license goes by them; the next page offers to undo it."""
    row = _mine(own_id)
    held = [use for use in uses(current_user.id) if use.credential_id == row.credential_id]
    if held:
        flash(IN_USE.format(name=held[0].name), "info")
        return redirect(url_for("own_rules.show", own_id=own_id))
    actions.delete_own_rules(row, now=now())
    restore_url = url_for("own_rules.restore", own_id=own_id)
    offer_undo(DELETED.format(name=name_of(row.document)), restore_url)
    return redirect(url_for("own_rules.index"))


@own_rules.post("/<int:own_id>/restore")
@login_required
def restore(own_id: int) -> AnyResponse:
    """Bring deleted rules back."""
    row = mine_or_404(queries.deleted_own_rules_of, own_id)
    actions.restore_own_rules(row)
    flash(RESTORED.format(name=name_of(row.document)), "done")
    return redirect(url_for("own_rules.index"))


def _mine(own_id: int) -> OwnRules:
    return mine_or_404(queries.own_rules_of, own_id)


def _whole_form(row: OwnRules) -> WholeForm:
    needs = may_share_an_hour(read_own(row.document))
    return whole_form(as_words(parse(row.document)), today(), needs=needs, why=row.why)


def _refuse(form: WholeForm, wrong: RuleMistakes | TooMuch, row: OwnRules | None) -> None:
    if isinstance(wrong, TooMuch):
        form.form_errors.append(str(wrong))
        return
    names = Names(names_of_rules(read_own(row.document)) if row else {})
    form.refuse_mistakes(wrong.mistakes, "", names)
