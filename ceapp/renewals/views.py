"""The pages of renewals: closing a period, what was kept of it, and opening it again."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from ceapp.boards import catalog
from ceapp.clock import now, today_in
from ceapp.licenses.models import License, Renewal
from ceapp.licenses.queries import license_of, renewal_of
from ceapp.renewals import actions
from ceapp.renewals.forms import RenewalForm
from ceapp.renewals.queries import closed_periods, closing_of, hours_carried
from ceapp.rules.period import months_before
from ceapp.rules.standing import Standing
from ceapp.standing.queries import standing_of
from ceapp.web.filters import long_date
from ceapp.web.forms import form_page
from ceapp.web.ownership import mine_or_404

renewals = Blueprint("renewals", __name__)

CLOSED = "{name}: the period to {ends} is closed and kept. The next one runs to {expires}."
REOPENED = "{name}: the period to {ends} is open again."
ONLY_THE_LAST = "Only the last period that you closed can be opened again, and only as it was left."


@renewals.get("/licenses/<int:license_id>/renew")
@login_required
def new(license_id: int) -> tuple[str, int]:
    """Ask until when the license was renewed, and show what will be kept."""
    row, standing = _open_period(license_id)
    return _page(row, standing, _form(row, standing))


@renewals.post("/licenses/<int:license_id>/renew")
@login_required
def close(license_id: int) -> Response | tuple[str, int]:
    """Close the period, or say what is wrong with what was typed."""
    row, standing = _open_period(license_id)
    form = _form(row, standing)
    if not form.validate():
        return _page(row, standing, form)
    circumstances = catalog.circumstances()
    actions.close_period(
        row,
        closing_of(current_user.id, standing),
        next_expires=form.next_expires.data,
        renewed_on=form.renewed_on.data,
        applied=form.application,
        ended_facts=[slug for slug, one in circumstances.items() if one.per_period],
        now=now(),
    )
    name, ends = standing.credential.name, long_date(standing.period.end)
    flash(CLOSED.format(name=name, ends=ends, expires=long_date(row.expires)), "done")
    return redirect(url_for("standing.license_page", license_id=row.id))


@renewals.get("/renewals/<int:renewal_id>")
@login_required
def kept(renewal_id: int) -> str:
    """Show a closed period as it was kept."""
    renewal = mine_or_404(renewal_of, renewal_id)
    return render_template(
        "renewals/kept.html",
        renewal=renewal,
        evidence=renewal.evidence,
        is_last=_is_last(renewal),
    )


@renewals.get("/renewals/<int:renewal_id>/rules.toml")
@login_required
def rules(renewal_id: int) -> Response:
    """Give the text of the rules that a closed period was judged by."""
    renewal = mine_or_404(renewal_of, renewal_id)
    return Response(renewal.rules, mimetype="text/plain")


@renewals.post("/renewals/<int:renewal_id>/reopen")
@login_required
def reopen(renewal_id: int) -> Response:
    """Take a renewal back."""
    renewal = mine_or_404(renewal_of, renewal_id)
    row = mine_or_404(license_of, renewal.license_id)
    if not _is_last(renewal) or row.expires != renewal.next_expires:
        flash(ONLY_THE_LAST, "info")
        return redirect(url_for("renewals.kept", renewal_id=renewal.id))
    name, ends = renewal.evidence["name"], long_date(renewal.ends)
    actions.reopen_period(row, renewal)
    flash(REOPENED.format(name=name, ends=ends), "done")
    return redirect(url_for("standing.license_page", license_id=row.id))


def _open_period(license_id: int) -> tuple[License, Standing]:
    row = mine_or_404(license_of, license_id)
    one = standing_of(current_user.id, license_id, _today())
    if one is None or one.standing is None:
        abort(404)  # without rules there is nothing to keep
    return row, one.standing


def _form(row: License, standing: Standing) -> RenewalForm:
    cycle, window = standing.credential.cycle, standing.credential.window
    return RenewalForm(
        today=_today(),
        period=standing.period,
        expires=row.expires,
        application=window is not None and window.from_application,
        data={
            "next_expires": months_before(row.expires, -cycle.months),
            "renewed_on": min(_today(), max(row.expires, standing.period.end)),
        },
    )


def _page(row: License, standing: Standing, form: RenewalForm) -> tuple[str, int]:
    return form_page(
        "renewals/new.html",
        form,
        license=row,
        standing=standing,
        carried=hours_carried(standing),
        over=_today() > standing.period.end,
    )


def _is_last(renewal: Renewal) -> bool:
    return closed_periods(current_user.id, renewal.license_id)[0].id == renewal.id


def _today() -> date:
    return today_in(current_user.time_zone)
