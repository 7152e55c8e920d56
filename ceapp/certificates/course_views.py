"""The certificates of one course: seeing what they show, attaching more, taking one away."""

from __future__ import annotations

from typing import cast

from flask import Flask, flash, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from ceapp.certificates import actions, limits, queries
from ceapp.certificates.actions import Outcome
from ceapp.certificates.blueprint import certificates
from ceapp.certificates.checking import audit_of
from ceapp.certificates.forms import UploadForm
from ceapp.clock import now
from ceapp.courses import queries as course_queries
from ceapp.courses.models import Course
from ceapp.courses.proofs import register
from ceapp.web.forms import form_page
from ceapp.web.ownership import mine_or_404
from ceapp.web.undo import offer_undo

ATTACHED = "“{name}” is attached."
REMOVED = "“{name}” no longer belongs to this course. The file is kept under Certificates."
GIVEN_BACK = "“{name}” belongs to this course again."


@certificates.get("/courses/<int:course_id>/certificates")
@login_required
def of_course(course_id: int) -> tuple[str, int]:
    """Show the certificates of a course, and take another."""
    course = mine_or_404(course_queries.course, course_id)
    return _page(course, UploadForm())


@certificates.post("/courses/<int:course_id>/certificates")
@login_required
def attach_to_course(course_id: int) -> tuple[str, int] | Response:
    """Store files and tie them to the course; those that cannot be stored are said."""
    course = mine_or_404(course_queries.course, course_id)
    form = UploadForm()
    if not form.validate():
        return _page(course, form)
    for file in form.chosen:
        content = file.stream.read(limits.LARGEST_FILE + 1)
        sent = actions.store_for_course(course, file.filename or "", content, now=now())
        if sent.outcome == Outcome.REFUSED:
            form.refuse(form.files, sent.why_not.format(name=sent.name))
        else:
            flash(ATTACHED.format(name=sent.name), "done")
    if form.errors:
        return _page(course, form)
    return redirect(url_for("certificates.of_course", course_id=course_id))


@certificates.post("/courses/<int:course_id>/certificates/<int:certificate_id>/remove")
@login_required
def remove(course_id: int, certificate_id: int) -> Response:
    """Take a certificate from a course; the next page offers to undo it."""
    certificate = mine_or_404(queries.certificate, certificate_id)
    proof = mine_or_404(
        lambda owner, _id: queries.proof(owner, course_id, certificate_id), course_id
    )
    actions.detach(proof)
    undo = url_for("certificates.give_back", course_id=course_id, certificate_id=certificate_id)
    offer_undo(REMOVED.format(name=certificate.name), undo)
    return redirect(url_for("certificates.of_course", course_id=course_id))


@certificates.post("/courses/<int:course_id>/certificates/<int:certificate_id>/give-back")
@login_required
def give_back(course_id: int, certificate_id: int) -> Response:
    """Give a certificate back to the course that it was taken from."""
    certificate = mine_or_404(queries.certificate, certificate_id)
    course = mine_or_404(course_queries.course, course_id)
    actions.attach_again(certificate, course, now=now())
    flash(GIVEN_BACK.format(name=certificate.name), "done")
    return redirect(url_for("certificates.of_course", course_id=course_id))


@certificates.record_once
def _serve_course_pages(state: BlueprintSetupState) -> None:
    """Let the course's own page, which stands before this feature, show its certificates."""
    register(cast("Flask", state.app), part_of_course_page)


def part_of_course_page(course: Course) -> str:
    """Give the part of a course's page that names its certificates."""
    proofs = queries.proofs_of(course.user_id, course.id)
    return render_template(
        "certificates/_of_course.html", course=course, proofs=proofs, limits=limits
    )


def _page(course: Course, form: UploadForm) -> tuple[str, int]:
    proofs = [
        (row, audit_of(row, tie.place, own_name=current_user.name))
        for tie, row in queries.proofs_of(course.user_id, course.id)
    ]
    return form_page(
        "certificates/of_course.html", form, course=course, proofs=proofs, limits=limits
    )
