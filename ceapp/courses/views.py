"""The pages of the course log: finding, logging, changing, deleting."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from ceapp.boards import catalog
from ceapp.clock import now, today_in
from ceapp.courses import actions, queries
from ceapp.courses.choices import choices_for
from ceapp.courses.cost import dollars
from ceapp.courses.filters import filters, headings
from ceapp.courses.forms import CourseForm
from ceapp.courses.models import Course
from ceapp.courses.proofs import proofs
from ceapp.courses.search import search_from
from ceapp.courses.where_counts import where_counts
from ceapp.courses.would_count import WOULD_COUNT, would_count
from ceapp.web.filters import long_date
from ceapp.web.forms import form_page
from ceapp.web.ownership import mine_or_404
from ceapp.web.redirects import same_site
from ceapp.web.undo import offer_undo

courses = Blueprint("courses", __name__)

LONGEST_NAMED = 80  # messages travel in a cookie, which has little room

SAVED = "Saved: {title}, {readings}."
PLANNED = "Planned: {title}, {readings}. It counts for nothing until you say that you finished it."
FINISHED = "Logged as finished on {day}: {title}."
NOT_YET = "“{title}” is planned for {day}. If you finished it earlier, correct the date."
ALIKE = (
    "This may be a duplicate: “{title}” has the same provider, date and hours. "
    "If both are the same course, delete one of them."
)
DELETED = "Deleted: {title}."
RESTORED = "{title} is back in your log."


@courses.get("/courses")
@login_required
def index() -> str:
    """Show the part of the log that the address asks for."""
    page = queries.page_of_courses(current_user.id, search_from(request.args))
    return render_template(
        "courses/index.html",
        page=page,
        search=page.search,
        filters=filters(queries.used(current_user.id), page.search),
        headings=headings(page.search),
        topics=catalog.topics().labels,
        chips=where_counts(current_user.id, page.courses, _today()),
        today=_today(),
    )


@courses.get("/courses/new")
@login_required
def new() -> tuple[str, int]:
    """Show the empty form; `?planned=1` begins with a course that is not taken yet."""
    return _new_page(_form(suggested={"planned": bool(request.args.get("planned"))}))


@courses.post("/courses/new")
@login_required
def log() -> tuple[str, int] | Response:
    """Log a course, or give the form back: with its faults, another row, what it would count."""
    form = _form()
    if form.rearrange(_button()) or not form.validate() or _button() == WOULD_COUNT:
        return _new_page(form)
    course = actions.log_course(current_user.id, form.entry(), now=now())
    return _saved(course, form)


@courses.get("/courses/<int:course_id>")
@login_required
def edit(course_id: int) -> tuple[str, int]:
    """Show the form with what a course says."""
    course = mine_or_404(queries.course, course_id)
    return _edit_page(_form(course), course)


@courses.post("/courses/<int:course_id>")
@login_required
def change(course_id: int) -> tuple[str, int] | Response:
    """Let a course say what the form says, or give the form back."""
    course = mine_or_404(queries.course, course_id)
    form = _form(course)
    if form.rearrange(_button()) or not form.validate() or _button() == WOULD_COUNT:
        return _edit_page(form, course)
    actions.change_course(course, form.entry(), now=now())
    return _saved(course, form)


@courses.post("/courses/<int:course_id>/finished")
@login_required
def finish(course_id: int) -> Response:
    """Let a planned course whose day has come be one that was taken on it."""
    course = mine_or_404(queries.course, course_id)
    said = {"title": _named(course), "day": long_date(course.completed)}
    if course.completed > _today():
        flash(NOT_YET.format(**said), "note")
        return redirect(url_for("courses.edit", course_id=course_id))
    if course.planned:
        actions.finish_course(course, now=now())
        flash(FINISHED.format(**said), "done")
        _point_out_one_alike(course)
    return redirect(same_site(request.form.get("back")) or url_for("courses.index"))


@courses.post("/courses/<int:course_id>/delete")
@login_required
def delete(course_id: int) -> Response:
    """Delete a course; the next page offers to undo it."""
    course = mine_or_404(queries.course, course_id)
    actions.delete_course(course, now=now())
    undo = url_for("courses.restore", course_id=course_id)
    offer_undo(DELETED.format(title=_named(course)), undo)
    return redirect(url_for("courses.index"))


@courses.post("/courses/<int:course_id>/restore")
@login_required
def restore(course_id: int) -> Response:
    """Bring a deleted course back."""
    course = mine_or_404(queries.deleted_course, course_id)
    actions.restore_course(course)
    flash(RESTORED.format(title=_named(course)), "done")
    return redirect(url_for("courses.index"))


def _form(course: Course | None = None, **more: Any) -> CourseForm:
    return CourseForm(today=_today(), choices=choices_for(current_user.id), course=course, **more)


@courses.app_template_filter("dollars")
def _dollars(cents: int) -> str:
    return dollars(cents)


def _new_page(form: CourseForm) -> tuple[str, int]:
    return form_page(
        "courses/new.html", form, would_count=would_count(current_user.id, form, _button())
    )


def _edit_page(form: CourseForm, course: Course) -> tuple[str, int]:
    return form_page(
        "courses/edit.html",
        form,
        course=course,
        proofs=proofs(course),
        would_count=would_count(current_user.id, form, _button(), course),
    )


def _saved(course: Course, form: CourseForm) -> Response:
    said = PLANNED if course.planned else SAVED
    flash(said.format(title=_named(course), readings=form.readings()), "done")
    _point_out_one_alike(course)
    return redirect(url_for("courses.new" if _button() == "another" else "courses.index"))


def _point_out_one_alike(course: Course) -> None:
    for other in queries.courses_like(course)[:1]:
        flash(ALIKE.format(title=_named(other)), "note")


def _named(course: Course) -> str:
    title = course.title
    return title if len(title) <= LONGEST_NAMED else f"{title[: LONGEST_NAMED - 1]}…"


def _button() -> str:
    return request.form.get("do", "")


def _today() -> date:
    return today_in(current_user.time_zone)
