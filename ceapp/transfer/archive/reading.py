"""Reads an exported document back; a fault names the record and the field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ceapp.courses.academic import MOST_CREDITS
from ceapp.courses.entry import Entry
from ceapp.rules.vocabulary import AcademicCredits, AcademicUnit, Activity, Format
from ceapp.transfer.archive.document import FORMAT, VERSION
from ceapp.transfer.archive.fields import SHA256, Fields
from ceapp.transfer.archive.license_reading import license_part
from ceapp.transfer.archive.own_reading import own_rules_part, reminders_part
from ceapp.transfer.archive.parts import CertificatePart, CoursePart, Document, FileState
from ceapp.transfer.sheets.sheet import NotRead

BROKEN = (
    "The document in the export is no JSON that can be read. Export it again where it came from"
)
NOT_OURS = "This ZIP holds no export of Good Standing of version 1 or 2"


def read_document(text: str | bytes) -> Document:
    """Read a document; raise `NotRead` with a sentence at its first fault."""
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise NotRead(BROKEN) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotRead(NOT_OURS)
    if data.get("version") not in (1, VERSION) or isinstance(data["version"], bool):
        raise NotRead(NOT_OURS)
    top = Fields(data if data["version"] == VERSION else raised(data), "")
    top.only("$schema", "format", "version", "exported", "person", "own_rules", "licenses",
             "courses", "certificates", "reminders")  # fmt: skip
    top.day("exported")
    found = Document(
        own_rules=top.items("own_rules", "own rules", own_rules_part),
        licenses=top.items("licenses", "license", license_part),
        courses=top.items("courses", "course", _course),
        certificates=top.items("certificates", "certificate", _certificate),
        reminders=reminders_part(top),
    )
    _check_hashes(found)
    _check_names(found)
    return found


def raised(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give a document of version 1 as one of this version: it knew less, and says so."""
    return {
        "own_rules": [],
        "reminders": None,
        **data,
        "licenses": _with(
            data.get("licenses"), {"applied": None, "board_answers": [], "renewals": []}
        ),
        "courses": _with(data.get("courses"), {"academic": None, "planned": False}),
    }


def _with(rows: Any, more: Mapping[str, Any]) -> Any:
    if not isinstance(rows, list):
        return rows
    return [{**more, **row} if isinstance(row, dict) else row for row in rows]


def _course(one: Fields) -> CoursePart:
    one.only("title", "provider", "completed", "hours", "format", "activity", "academic", "planned",
             "topics", "approvals", "cost", "notes", "certificates")  # fmt: skip
    hours = one.hours("hours")
    entry = Entry(
        title=one.text("title", 300, least=1),
        provider=one.text("provider", 200),
        completed=one.day("completed"),
        hours=hours,
        format=None if one.data.get("format", "") is None else one.word("format", Format),
        activity=one.word("activity", Activity),
        topics=_topics(one, hours),
        approvals=_approvals(one),
        academic=_academic(one),
        planned=one.truth("planned"),
        cost_cents=one.cents("cost"),
        notes=one.text("notes", 5_000),
    )
    if entry.academic and entry.activity is not Activity.ACADEMIC_COURSE:
        one.refuse("academic", "goes with an academic course only")
    return CoursePart(entry, one.items("certificates", "certificate", _tie))


def _academic(one: Fields) -> AcademicCredits | None:
    if one.data.get("academic", "") is None:
        return None
    said = one.inside("academic")
    said.only("amount", "unit")
    amount = said.hours("amount")
    if amount > MOST_CREDITS:
        said.refuse("amount", f"must be {MOST_CREDITS} or less")
    return AcademicCredits(amount, said.word("unit", AcademicUnit))


def _topics(one: Fields, most: Decimal) -> Mapping[str, Decimal]:
    parts = one.items("topics", "topic", lambda part: (part.slug("topic"), part.hours("hours")))
    if len(dict(parts)) < len(parts):
        one.refuse("topics", "names a topic twice")
    if any(len(topic) > 60 or part > most for topic, part in parts):
        one.refuse("topics", "gives a topic more hours than the course has")
    return dict(parts)


def _approvals(one: Fields) -> Mapping[str, str]:
    def part_of(part: Fields) -> tuple[str, str]:
        return part.slug("approval"), part.text("number", 60)

    parts = one.items("approvals", "approval", part_of)
    if len(dict(parts)) < len(parts) or any(len(slug) > 60 for slug, _ in parts):
        one.refuse("approvals", "names an approval twice")
    return dict(parts)


def _tie(one: Fields) -> tuple[str, int | None]:
    one.only("sha256", "place")
    return one.text("sha256", 64, shape=SHA256), one.number_or_none("place", 0, 1000)


def _certificate(one: Fields) -> CertificatePart:
    one.only("file", "name", "sha256", "state", "passed_over")
    return CertificatePart(
        file=one.text("file", 300, least=1),
        name=one.text("name", 200, least=1),
        sha256=one.text("sha256", 64, shape=SHA256),
        state=one.word("state", FileState),
        passed_over=tuple(
            place
            for place in one.values("passed_over", lambda v: v.number_or_none("value", 0, 1000))
            if place is not None
        ),
    )


def _check_hashes(found: Document) -> None:
    known = [one.sha256 for one in found.certificates]
    top = Fields({}, "")
    if len(set(known)) < len(known):
        top.refuse("certificates", "names a file twice")
    for number, course in enumerate(found.courses, 1):
        for sha256, _ in course.certificates:
            if sha256 not in known:
                Fields({}, f"course {number}").refuse(
                    "certificates", "names a file that is missing"
                )


def _check_names(found: Document) -> None:
    """Refuse a license that names rules or courses which the document lacks."""
    own = [one.credential for one in found.own_rules]
    if len(set(own)) < len(own):
        Fields({}, "").refuse("own_rules", "gives two rules one name")
    for number, part in enumerate(found.licenses, 1):
        where = Fields({}, f"license {number}")
        if {one for one in part.credentials if one.startswith("own-")} - set(own):
            where.refuse("credential", "names rules that are missing")
        if any(place >= len(found.courses) for place in part.courses):
            where.refuse("course", "names a course that is missing")


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)
