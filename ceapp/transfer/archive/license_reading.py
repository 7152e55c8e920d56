"""Reads the licenses of an exported document, with their closed periods."""

from __future__ import annotations

from ceapp.licenses.models import Answer
from ceapp.rules.doubt import Doubt
from ceapp.transfer.archive.evidence_reading import evidence
from ceapp.transfer.archive.fields import Fields
from ceapp.transfer.archive.license_document import OF_A_COURSE
from ceapp.transfer.archive.parts import BoardAnswerPart, CarriedPart, LicensePart, RenewalPart

_RULE = 20_000  # characters of one rule's text, where a board's answer names it
_RULES = 500_000  # characters of a whole rule file


def license_part(one: Fields) -> LicensePart:
    """Read one license."""
    one.only("credential", "number", "issued", "expires", "starts", "applied", "facts", "retired",
             "answers", "board_answers", "renewals")  # fmt: skip
    part = LicensePart(
        credential=one.slug("credential"),
        number=one.text("number", 60),
        issued=one.day_or_none("issued"),
        expires=one.day("expires"),
        starts=one.day_or_none("starts"),
        applied=one.day_or_none("applied"),
        facts=_facts(one),
        retired=one.truth("retired"),
        answers=one.items("answers", "answer", _answer),
        board_answers=one.items("board_answers", "answer of the board", _board_answer),
        renewals=one.items("renewals", "closed period", _renewal),
    )
    _check(one, part)
    return part


def _check(one: Fields, part: LicensePart) -> None:
    for name, day in (("issued", part.issued), ("starts", part.starts)):
        if day is not None and day > part.expires:
            one.refuse(name, "is after the day on which the license expires")
    if len({requirement for requirement, _, _ in part.answers}) < len(part.answers):
        one.refuse("answers", "answers a requirement twice")
    asked = {(said.doubt, said.subject, said.course) for said in part.board_answers}
    if len(asked) < len(part.board_answers):
        one.refuse("board_answers", "answers a question twice")
    if len({row.expires for row in part.renewals}) < len(part.renewals):
        one.refuse("renewals", "closes a period twice")


def _facts(one: Fields) -> tuple[str, ...]:
    return one.values("facts", lambda fact: fact.slug("value"))


def _answer(one: Fields) -> tuple[str, Answer, int | None]:
    one.only("requirement", "answer", "year")
    return (
        one.slug("requirement"),
        one.word("answer", Answer),
        one.number_or_none("year", 1900, 2100),
    )


def _board_answer(one: Fields) -> BoardAnswerPart:
    one.only("doubt", "subject", "course", "accepted", "answered_on", "words", "behind",
             "recorded_at")  # fmt: skip
    part = BoardAnswerPart(
        doubt=one.word("doubt", Doubt),
        subject=one.text("subject", _RULE),
        course=one.number_or_none("course", 0, 1_000_000),
        accepted=one.truth("accepted"),
        answered_on=one.day("answered_on"),
        words=one.text("words", 2_000),
        behind=one.text("behind", _RULE),
        recorded_at=one.moment("recorded_at"),
    )
    if (part.course is None) == (part.doubt in OF_A_COURSE):
        one.refuse("course", "must be given where the answer is about a course, and only there")
    return part


def _renewal(one: Fields) -> RenewalPart:
    one.only("credential", "starts", "ends", "expires", "next_expires", "renewed_on", "carried",
             "before", "evidence", "rules", "closed_at")  # fmt: skip
    before = one.inside("before")
    before.only("starts", "applied", "facts")
    for name in ("starts", "applied"):
        before.day_or_none(name)
    part = RenewalPart(
        credential=one.slug("credential"),
        starts=one.day("starts"),
        ends=one.day("ends"),
        expires=one.day("expires"),
        next_expires=one.day("next_expires"),
        renewed_on=one.day("renewed_on"),
        carried=one.items("carried", "carried course", _carried),
        before={**before.data, "facts": list(_facts(before))},
        evidence=evidence(one.inside("evidence")),
        rules=one.text("rules", _RULES),
        closed_at=one.moment("closed_at"),
    )
    if part.expires >= part.next_expires:
        one.refuse("next_expires", "must be after the day that was renewed")
    if part.starts > part.ends:
        one.refuse("starts", "is after the period’s last day")
    return part


def _carried(one: Fields) -> CarriedPart:
    one.only("course", "hours", "topics")
    topics = one.items("topics", "topic", lambda on: (on.slug("topic"), on.amount("hours")))
    course = one.number_or_none("course", 0, 1_000_000)
    if course is None:
        one.refuse("course", "must be the place of a course")
    return CarriedPart(course, one.amount("hours"), dict(topics))
