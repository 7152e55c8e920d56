"""Reads an exported document back; a fault names the record and the field."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from ceapp.courses.entry import Entry
from ceapp.licenses.models import Answer
from ceapp.rules.vocabulary import Activity, Format
from ceapp.transfer.archive.document import FORMAT, VERSION
from ceapp.transfer.archive.fields import SHA256, Fields
from ceapp.transfer.sheets.sheet import NotRead

BROKEN = (
    "The document in the export is no JSON that can be read. Export it again where it came from"
)
NOT_OURS = "This ZIP holds no export of Good Standing of version 1"


class FileState(StrEnum):
    """How far a certificate has come, in the words of the document."""

    TO_CONFIRM = "to-confirm"
    CONFIRMED = "confirmed"
    SET_ASIDE = "set-aside"


@dataclass(frozen=True, slots=True)
class LicensePart:
    """A license of the document."""

    credential: str
    number: str
    issued: date | None
    expires: date
    starts: date | None
    facts: tuple[str, ...]
    retired: bool
    answers: tuple[tuple[str, Answer, int | None], ...]


@dataclass(frozen=True, slots=True)
class CoursePart:
    """A course of the document, with the hashes of its certificates and their places."""

    entry: Entry
    certificates: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class CertificatePart:
    """A certificate of the document; its bytes lie in `file` of the ZIP."""

    file: str
    name: str
    sha256: str
    state: FileState
    passed_over: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What an export holds."""

    licenses: tuple[LicensePart, ...]
    courses: tuple[CoursePart, ...]
    certificates: tuple[CertificatePart, ...]


def read_document(text: str | bytes) -> Document:
    """Read a document; raise `NotRead` with a sentence at its first fault."""
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise NotRead(BROKEN) from None
    if not isinstance(data, dict) or data.get("format") != FORMAT or data.get("version") != VERSION:
        raise NotRead(NOT_OURS)
    top = Fields(data, "")
    top.only("$schema", "format", "version", "exported", "person", "licenses", "courses",
             "certificates")  # fmt: skip
    top.day("exported")
    found = Document(
        top.items("licenses", "license", _license),
        top.items("courses", "course", _course),
        top.items("certificates", "certificate", _certificate),
    )
    _check_hashes(found)
    return found


def _license(one: Fields) -> LicensePart:
    one.only("credential", "number", "issued", "expires", "starts", "facts", "retired", "answers")
    part = LicensePart(
        credential=one.slug("credential"),
        number=one.text("number", 60),
        issued=one.day_or_none("issued"),
        expires=one.day("expires"),
        starts=one.day_or_none("starts"),
        facts=one.values("facts", lambda fact: fact.slug("value")),
        retired=one.truth("retired"),
        answers=one.items("answers", "answer", _answer),
    )
    for name, day in (("issued", part.issued), ("starts", part.starts)):
        if day is not None and day > part.expires:
            one.refuse(name, "is after the day on which the license expires")
    if len({requirement for requirement, _, _ in part.answers}) < len(part.answers):
        one.refuse("answers", "answers a requirement twice")
    return part


def _answer(one: Fields) -> tuple[str, Answer, int | None]:
    one.only("requirement", "answer", "year")
    return (
        one.slug("requirement"),
        one.word("answer", Answer),
        one.number_or_none("year", 1900, 2100),
    )


def _course(one: Fields) -> CoursePart:
    one.only("title", "provider", "completed", "hours", "format", "activity", "topics", "approvals",
             "cost", "notes", "certificates")  # fmt: skip
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
        cost_cents=one.cents("cost"),
        notes=one.text("notes", 5_000),
    )
    return CoursePart(entry, one.items("certificates", "certificate", _tie))


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


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)
