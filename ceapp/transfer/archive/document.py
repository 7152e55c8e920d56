"""A person's records as the JSON that `export.schema.json` describes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from ceapp.certificates.file_names import made
from ceapp.certificates.models import Certificate, CourseCertificate, State
from ceapp.courses.models import Course
from ceapp.reminders.models import ReminderChoice
from ceapp.transfer.archive.everything import Everything
from ceapp.transfer.archive.license_document import Names, license_part, own_rules_part
from ceapp.web.filters import hours

FORMAT = "good-standing-export"
VERSION = 2
FILE = "good-standing.json"
STATES: Mapping[State, str] = {
    State.WAITING: "to-confirm",
    State.READ: "to-confirm",
    State.CONFIRMED: "confirmed",
    State.SET_ASIDE: "set-aside",
}


def document_of(all_of_it: Everything, exported: date, schema: str) -> dict[str, Any]:
    """Give the document; `schema` is the address where its schema is served."""
    names = file_names(all_of_it)
    kept = {one.id: one for one in all_of_it.certificates}
    ties: dict[int, list[CourseCertificate]] = defaultdict(list)
    for tie in sorted(all_of_it.ties, key=lambda tie: tie.certificate_id):
        if tie.certificate_id in kept:
            ties[tie.course_id].append(tie)
    person, names_here = all_of_it.person, Names.of(all_of_it)
    return {
        "$schema": schema,
        "format": FORMAT,
        "version": VERSION,
        "exported": exported.isoformat(),
        "person": {"name": person.name, "email": person.email, "time_zone": person.time_zone},
        "own_rules": [own_rules_part(row, names_here) for row in all_of_it.own_rules],
        "licenses": [
            license_part(row, all_of_it.renewals, names_here) for row in all_of_it.licenses
        ],
        "courses": [_course(row, ties[row.id], kept) for row in all_of_it.courses],
        "certificates": [_certificate(row, names[row.id]) for row in all_of_it.certificates],
        "reminders": _reminders(all_of_it.reminders),
    }


def file_names(all_of_it: Everything) -> dict[int, str]:
    """Name each certificate's file in the ZIP: after its course where it has one."""
    titles: dict[int, Course] = {}
    for tie in all_of_it.ties:
        titles.setdefault(tie.certificate_id, tie.course)
    names = {}
    for number, row in enumerate(all_of_it.certificates, 1):
        course = titles.get(row.id)
        stem = row.name.rpartition(".")[0] or row.name
        name = made(
            course.title if course else stem, course.completed if course else None, row.media_type
        )
        names[row.id] = f"certificates/{number:04}-{name}"
    return names


def _course(
    row: Course, ties: list[CourseCertificate], kept: Mapping[int, Certificate]
) -> dict[str, Any]:
    return {
        "title": row.title,
        "provider": row.provider,
        "completed": row.completed.isoformat(),
        "hours": hours(row.hours),
        "format": str(row.format) if row.format else None,
        "activity": str(row.activity),
        "academic": _academic(row),
        "planned": row.planned,
        "topics": [{"topic": one.topic, "hours": hours(one.hours)} for one in row.topics],
        "approvals": [{"approval": one.approval, "number": one.number} for one in row.approvals],
        "cost": None if row.cost_cents is None else dollars(row.cost_cents),
        "notes": row.notes,
        "certificates": [
            {"sha256": kept[tie.certificate_id].sha256, "place": tie.place} for tie in ties
        ],
    }


def _certificate(row: Certificate, file: str) -> dict[str, Any]:
    return {
        "file": file,
        "name": row.name,
        "sha256": row.sha256,
        "state": STATES[State(row.state)],
        "passed_over": list(row.passed_over),
    }


def _academic(row: Course) -> dict[str, str] | None:
    credits = row.academic
    return {"amount": hours(credits.amount), "unit": str(credits.unit)} if credits else None


def _reminders(choice: ReminderChoice | None) -> dict[str, Any] | None:
    if choice is None:
        return None
    return {
        "active": choice.active,
        "days": list(choice.days),
        "lapsed": choice.lapsed,
        "digest_day": choice.digest_day,
    }


def dollars(cents: int) -> str:
    """Write 4950 cents as 49.50."""
    return f"{cents // 100}.{cents % 100:02}"
