"""The pages of questions to a board: what is open, the drafted letter, and the answer."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from ceapp.boards import catalog
from ceapp.clock import now, today_in
from ceapp.inquiries import actions
from ceapp.inquiries.drafts import Inquiry, inquiries_of
from ceapp.inquiries.forms import AnswerForm
from ceapp.licenses.holding import answers_in_use, answers_of_another_time
from ceapp.licenses.models import License
from ceapp.licenses.queries import license_of
from ceapp.rules.rule_behind import rule_behind
from ceapp.rules.standing import Standing
from ceapp.standing.queries import standing_of
from ceapp.web.forms import form_page
from ceapp.web.ownership import mine_or_404

inquiries = Blueprint("inquiries", __name__)

SETTLED = "This question is settled, or its rule has changed. Below is what is open now."
RECORDED = "The answer is recorded, and your standing goes by it."
FORGOTTEN = "The answer is taken back: the question is open again."


@inquiries.get("/licenses/<int:license_id>/questions")
@login_required
def index(license_id: int) -> str:
    """List what is open with the board, and what it has answered."""
    row, standing = _license(license_id)
    return render_template(
        "inquiries/index.html",
        license=row,
        name=standing.credential.name,
        inquiries=_inquiries(row, standing),
        used=answers_in_use(row, standing.credential),
        outdated=answers_of_another_time(row, standing.credential),
    )


@inquiries.get("/licenses/<int:license_id>/questions/<key>")
@login_required
def show(license_id: int, key: str) -> Response | tuple[str, int]:
    """Show one question with its letter, and ask for the answer."""
    row, standing = _license(license_id)
    inquiry = _open(row, standing, key)
    if inquiry is None:
        return _settled(row)
    return _page(row, standing, inquiry, _form(inquiry, standing))


@inquiries.post("/licenses/<int:license_id>/questions/<key>")
@login_required
def answer(license_id: int, key: str) -> Response | tuple[str, int]:
    """Record the board's answer, or say what is wrong with what was typed."""
    row, standing = _license(license_id)
    inquiry = _open(row, standing, key)
    if inquiry is None:
        return _settled(row)
    form = _form(inquiry, standing)
    if not form.validate():
        return _page(row, standing, inquiry, form)
    actions.record_answer(
        row,
        doubt=inquiry.doubt,
        subject=inquiry.subject,
        accepted=form.accepted,
        answered_on=form.answered_on.data,
        words=form.words.data or "",
        behind=form.rule,
        now=now(),
    )
    flash(RECORDED, "done")
    return redirect(url_for("standing.license_page", license_id=row.id))


@inquiries.post("/licenses/<int:license_id>/questions/forget")
@login_required
def forget(license_id: int) -> Response:
    """Take an answer back."""
    row = mine_or_404(license_of, license_id)
    doubt, subject = request.form.get("doubt", ""), request.form.get("subject", "")
    actions.forget_answer(row, doubt=doubt, subject=subject)
    flash(FORGOTTEN, "done")
    return redirect(url_for("inquiries.index", license_id=row.id))


def _license(license_id: int) -> tuple[License, Standing]:
    row = mine_or_404(license_of, license_id)
    one = standing_of(current_user.id, license_id, _today())
    if one is None or one.standing is None:
        abort(404)  # without rules there is nothing to ask about
    return row, one.standing


def _inquiries(row: License, standing: Standing) -> tuple[Inquiry, ...]:
    return inquiries_of(standing, catalog.topics(), number=row.number, name=current_user.name)


def _open(row: License, standing: Standing, key: str) -> Inquiry | None:
    return next((one for one in _inquiries(row, standing) if one.key == key), None)


def _settled(row: License) -> Response:
    flash(SETTLED, "info")
    return redirect(url_for("inquiries.index", license_id=row.id))


def _form(inquiry: Inquiry, standing: Standing) -> AnswerForm:
    behind = rule_behind(inquiry.doubt, inquiry.subject, standing.credential)
    return AnswerForm(today=_today(), inquiry=inquiry, behind=behind)


def _page(row: License, standing: Standing, inquiry: Inquiry, form: AnswerForm) -> tuple[str, int]:
    return form_page(
        "inquiries/show.html",
        form,
        license=row,
        credential=standing.credential,
        inquiry=inquiry,
    )


def _today() -> date:
    return today_in(current_user.time_zone)
