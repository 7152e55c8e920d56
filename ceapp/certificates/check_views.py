"""The check page: what was read beside where it was read, until the person says that it is so."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from ceapp.certificates import actions, queries
from ceapp.certificates.blueprint import certificates
from ceapp.certificates.checking import check_of
from ceapp.certificates.models import Certificate, State
from ceapp.certificates.places import course_in, drafts_of, open_places
from ceapp.certificates.suggested import suggested
from ceapp.clock import now, today_in
from ceapp.courses import queries as course_queries
from ceapp.courses.choices import choices_for
from ceapp.courses.forms import CourseForm
from ceapp.courses.would_count import WOULD_COUNT, would_count
from ceapp.web.forms import UNPROCESSABLE
from ceapp.web.ownership import mine_or_404

SAVED = "Saved with its certificate: {title}, {readings}."
ALIKE = "This may be a duplicate: “{title}” has the same provider, date and hours."
ATTACHED = "The certificate is now kept with “{title}”."
PASSED = "Left out. Its line on the transcript stays where it is."
NOT_A_COURSE = "Choose one of your courses"
LONGEST_NAMED = 80


@certificates.get("/certificates/<int:certificate_id>/check")
@login_required
def check(certificate_id: int) -> Response:
    """Go to the first course of a certificate that is still open."""
    certificate = mine_or_404(queries.certificate, certificate_id)
    place = next(iter(open_places(certificate)), 0)
    return redirect(_address(certificate, place))


@certificates.get("/certificates/<int:certificate_id>/check/<int:number>")
@login_required
def check_course(certificate_id: int, number: int) -> str | Response:
    """Show one course of a certificate, filled in where the reading is sure."""
    certificate = mine_or_404(queries.certificate, certificate_id)
    place = _place(certificate, number)
    if logged := course_in(certificate, place):
        return redirect(url_for("certificates.of_course", course_id=logged.id))
    return _page(certificate, place)


@certificates.post("/certificates/<int:certificate_id>/check/<int:number>")
@login_required
def confirm(certificate_id: int, number: int) -> tuple[str, int] | str | Response:
    """Log the course with its certificate, or give the form back."""
    certificate = mine_or_404(queries.certificate, certificate_id)
    place = _place(certificate, number)
    if logged := course_in(certificate, place):  # sent twice
        return redirect(url_for("certificates.of_course", course_id=logged.id))
    form = _form(certificate, place)
    button = request.form.get("do", "")
    if form.rearrange(button):
        return _page(certificate, place, form)
    if not form.validate():
        return _page(certificate, place, form), UNPROCESSABLE
    if button == WOULD_COUNT:
        return _page(certificate, place, form)
    course = actions.confirm(certificate, place, form.entry(), now=now())
    flash(SAVED.format(title=_named(course.title), readings=form.readings()), "done")
    for other in course_queries.courses_like(course)[:1]:
        flash(ALIKE.format(title=_named(other.title)), "note")
    return _onward(certificate, go_on=button == "next")


@certificates.post("/certificates/<int:certificate_id>/check/<int:number>/pass-over")
@login_required
def pass_over(certificate_id: int, number: int) -> Response:
    """Leave one course of a transcript out."""
    certificate = mine_or_404(queries.certificate, certificate_id)
    actions.pass_over(certificate, _place(certificate, number))
    flash(PASSED, "done")
    return _onward(certificate)


@certificates.post("/certificates/<int:certificate_id>/check/<int:number>/attach")
@login_required
def attach(certificate_id: int, number: int) -> Response:
    """Keep the certificate with a course of the log, instead of logging it twice."""
    certificate = mine_or_404(queries.certificate, certificate_id)
    place = _place(certificate, number)
    course_id = request.form.get("course_id", type=int)
    if course_id is None:
        abort(400, NOT_A_COURSE)
    course = mine_or_404(course_queries.course, course_id)
    actions.attach(certificate, course, place, now=now())
    flash(ATTACHED.format(title=_named(course.title)), "done")
    return _onward(certificate)


def _page(certificate: Certificate, place: int, form: CourseForm | None = None) -> str:
    form = form or _form(certificate, place)
    return render_template(
        "certificates/check.html",
        form=form,
        would_count=would_count(current_user.id, form, request.form.get("do", "")),
        check=check_of(certificate, place, own_name=current_user.name),
        waiting=certificate.state == State.WAITING,
        closed=certificate.state in {State.CONFIRMED, State.SET_ASIDE},
    )


def _form(certificate: Certificate, place: int) -> CourseForm:
    choices = choices_for(current_user.id)
    return CourseForm(
        today=today_in(current_user.time_zone),
        choices=choices,
        suggested=suggested(drafts_of(certificate)[place], choices),
        proved=True,
    )


def _place(certificate: Certificate, number: int) -> int:
    if not 1 <= number <= len(drafts_of(certificate)):
        abort(404)
    return number - 1


def _onward(certificate: Certificate, *, go_on: bool = False) -> Response:
    """Go to the next course of this certificate, or to the next certificate, or to the inbox."""
    for place in open_places(certificate):
        return redirect(_address(certificate, place))
    following = queries.next_open(current_user.id, certificate.id) if go_on else None
    if following is None:
        return redirect(url_for("certificates.index"))
    return redirect(url_for("certificates.check", certificate_id=following.id))


def _address(certificate: Certificate, place: int) -> str:
    return url_for("certificates.check_course", certificate_id=certificate.id, number=place + 1)


def _named(title: str) -> str:
    return title if len(title) <= LONGEST_NAMED else f"{title[: LONGEST_NAMED - 1]}…"
