"""Courses: list, read, log, change, delete; the same form and sentences as the page."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import Response, request
from werkzeug.datastructures import MultiDict

from ceapp.api import queries
from ceapp.api.answers import FieldFault, answered, require_match
from ceapp.api.blueprint import allows, api, holder, mine
from ceapp.api.creating import create
from ceapp.api.paging import listed
from ceapp.api.sent import (
    WITHOUT_CSRF,
    as_list,
    as_text,
    as_truth,
    check,
    json_object,
    refuse,
    unknown_fields,
)
from ceapp.clock import now
from ceapp.courses import actions
from ceapp.courses import queries as course_queries
from ceapp.courses.choices import choices_for
from ceapp.courses.forms import NO_FORMAT, CourseForm
from ceapp.courses.models import Course

PLAIN = ("title", "provider", "completed", "hours", "activity", "cost", "notes")
EDITED = (*PLAIN, "format", "academic", "planned", "topics", "approvals")


@api.get("/courses")
@allows("courses:read")
def courses() -> Response:
    """List the courses in the order in which they were logged."""
    return listed(queries.courses_after, as_data)


@api.get("/courses/<int:course_id>")
@allows("courses:read")
def course(course_id: int) -> Response:
    """Give one course."""
    return answered(as_data(mine(course_queries.course, course_id)))


@api.post("/courses")
@allows("courses:write")
def log_course() -> Response:
    """Log a course."""
    data = json_object()

    def make() -> tuple[int, dict[str, Any]]:
        form = _checked(data)
        row = actions.log_course(holder().user_id, form.entry(), now=now())
        return 201, as_data(row)

    return create(request.get_data(), make)


@api.patch("/courses/<int:course_id>")
@allows("courses:write")
def change_course(course_id: int) -> Response:
    """Change what is sent of a course, and leave the rest."""
    row = mine(course_queries.course, course_id)
    current = as_data(row)
    require_match(current)
    data = json_object()
    refuse(unknown_fields(data, EDITED))
    form = _checked({**{name: current[name] for name in EDITED}, **data})
    actions.change_course(row, form.entry(), now=now())
    return answered(as_data(row))


@api.delete("/courses/<int:course_id>")
@allows("courses:write")
def delete_course(course_id: int) -> Response:
    """Delete a course; for 30 days the pages can bring it back."""
    row = mine(course_queries.course, course_id)
    require_match(as_data(row))
    actions.delete_course(row, now=now())
    return Response(status=204)


def as_data(row: Course) -> dict[str, Any]:
    """Give a course as JSON."""
    return {
        "id": row.id,
        "title": row.title,
        "provider": row.provider,
        "completed": row.completed.isoformat(),
        "hours": number(row.hours),
        "topics": [{"topic": part.topic, "hours": number(part.hours)} for part in row.topics],
        "format": row.format,
        "activity": row.activity,
        "academic": _academic(row),
        "planned": row.planned,
        "approvals": [
            {"approval": given.approval, "number": given.number} for given in row.approvals
        ],
        "cost": None if row.cost_cents is None else number(Decimal(row.cost_cents) / 100),
        "notes": row.notes,
        "created_at": row.created_at.isoformat(timespec="seconds"),
        "updated_at": row.updated_at.isoformat(timespec="seconds"),
    }


def _academic(row: Course) -> dict[str, Any] | None:
    credits = row.academic
    return {"amount": number(credits.amount), "unit": credits.unit} if credits else None


def number(value: Decimal) -> int | float:
    """Give an exact amount as JSON can: a float prints the same two digits."""
    return int(value) if value == value.to_integral_value() else float(value)


def _checked(data: Mapping[str, Any]) -> CourseForm:
    refuse(unknown_fields(data, EDITED))
    form = CourseForm(
        today=holder().today,
        choices=choices_for(holder().user_id),
        formdata=_as_typed(data),
        meta=WITHOUT_CSRF,
    )
    check(form, {})
    return form


def _as_typed(data: Mapping[str, Any]) -> MultiDict[str, str]:
    typed: MultiDict[str, str] = MultiDict()
    for name in PLAIN:
        if name in data:
            typed[name] = as_text(data[name], f"/{name}")
    if "format" in data:
        typed["format"] = as_text(data["format"], "/format") or NO_FORMAT
    if as_truth(data.get("planned", False), "/planned"):
        typed["planned"] = "y"  # a box that is not checked is not sent
    typed["academic"] = _as_credits(data.get("academic"))
    for index, part in enumerate(as_list(data.get("topics"), "/topics")):
        for name in ("topic", "hours"):
            pointer = f"/topics/{index}/{name}"
            typed[f"topics-{index}-{name}"] = as_text(part.get(name), pointer)
    for index, given in enumerate(as_list(data.get("approvals"), "/approvals")):
        slug = as_text(given.get("approval"), f"/approvals/{index}/approval")
        typed.add("approvals", slug)
        typed[f"approvals-{slug}"] = as_text(given.get("number"), f"/approvals/{index}/number")
    return typed


def _as_credits(value: Any) -> str:
    """Give academic credits as somebody would type them: 3 semester."""
    if not isinstance(value, dict):
        return as_text(value, "/academic")
    refuse(
        FieldFault(f"/academic{fault.pointer}", fault.text)
        for fault in unknown_fields(value, ("amount", "unit"))
    )
    parts = (as_text(value.get(name), f"/academic/{name}") for name in ("amount", "unit"))
    return " ".join(parts)
