"""A requirement as a row: what it asks and how often, how far it is, and the courses behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ceapp.rules.naming import within_a_sentence
from ceapp.rules.reasons import Code
from ceapp.rules.requirement import Renewals, Requirement
from ceapp.rules.standing import Doubt, RequirementStanding, Standing, Use
from ceapp.rules.vocabulary import LABELS, Format, Topics
from ceapp.standing.answers import is_total, name_of, total_of
from ceapp.standing.laws import Law, law_of
from ceapp.web.filters import count, hours, long_date

_LIVE = frozenset({Format.IN_PERSON, Format.LIVE_ONLINE})


@dataclass(frozen=True, slots=True)
class Used:
    """A course behind a requirement."""

    course_id: str
    title: str
    when: date
    hours: Decimal
    remark: str


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement, ready to be written; `kind` is open, asked, met or limit.

    `unit` is empty for hours; `check` says what is not counted here and is to be checked.
    """

    id: str
    kind: str
    name: str
    what: str
    unit: str
    needed: Decimal
    counted: Decimal
    earned: Decimal
    remaining: Decimal
    law: Law
    note: str
    prorated: str
    check: tuple[str, ...]
    used: tuple[Used, ...]
    used_elsewhere: tuple[str, ...]
    declared_met: bool


def row_of(
    row: RequirementStanding, standing: Standing, topics: Topics, facts: Mapping[str, str]
) -> Row:
    """Give the row of one requirement; `facts` gives each circumstance in words."""
    rule = row.requirement
    return Row(
        id=rule.id,
        kind=kind_of(row),
        name=name_of(rule, topics),
        what=what_of(rule, standing, facts, row.due),
        unit="course" if rule.completion else "",
        needed=row.hours,
        counted=row.hours if row.declared_met else row.counted,
        earned=row.earned,
        remaining=row.remaining,
        law=law_of(rule, standing.credential),
        note=rule.note,
        prorated=rule.prorated,
        check=tuple(_to_check(rule, standing)),
        used=tuple(_used(use, standing) for use in row.uses),
        used_elsewhere=tuple(_used_elsewhere(rule, standing)),
        declared_met=row.declared_met,
    )


def kind_of(row: RequirementStanding) -> str:
    """Say what a row is: limit, asked (a question), open or met."""
    if not row.requirement.is_need:
        return "limit"
    if row.asked:
        return "asked"
    return "open" if row.remaining > 0 else "met"


def _used(use: Use, standing: Standing) -> Used:
    credit, used, remarks = use.credit, use.hours, []
    if used < credit.hours:
        remarks.append(f"{hours(used)} of its {count(credit.hours, 'hour')}")
    if use.carried:
        remarks.append("carried over from the period before")
    elif credit.completed < standing.period.start:
        remarks.append("from before this period, for this only")
    return Used(credit.key, credit.title, credit.completed, used, ", ".join(remarks))


def _used_elsewhere(rule: Requirement, standing: Standing) -> Iterable[str]:
    """Give a sentence for each course whose hours match this need too, but serve another."""
    for course in standing.courses:
        for reason in course.reasons:
            if reason.code is Code.USED_ELSEWHERE and rule in reason.requirements:
                yield f"{course.credit.title}: {reason.text}"


def _to_check(rule: Requirement, standing: Standing) -> Iterator[str]:
    """Give the rules about this requirement that are not evaluated though they may matter here."""
    for note in standing.notes:
        if note.doubt is Doubt.RULE and note.requirement == rule.id:
            yield note.text


def what_of(
    rule: Requirement, standing: Standing, facts: Mapping[str, str], due: date | None = None
) -> str:
    """Say how often, of which kind and for whom a requirement is; by when, if that is earlier."""
    total = total_of(standing)
    parts = [_how_often(rule)]
    if due is not None and due < standing.period.end:
        parts.append(f"due by {long_date(due)}")
    if rule.single:
        parts.append("one course of that length")
    if rule.formats == _LIVE:
        parts.append("live, in person or online")
    elif rule.formats and rule.topics:
        parts.append(" or ".join(within_a_sentence(LABELS[way]) for way in sorted(rule.formats)))
    if rule.activities and rule.topics:
        parts.append(
            " or ".join(within_a_sentence(LABELS[kind]) for kind in sorted(rule.activities))
        )
    if rule.is_need and not is_total(rule) and total is not None:
        within = f"within the {hours(total.hours)}"
        parts.append(within if rule.in_total else f"on top of the {hours(total.hours)}")
    if rule.applies_if:
        parts.append(f"because {facts.get(rule.applies_if, rule.applies_if)}")
    return ", ".join(parts)


def _how_often(rule: Requirement) -> str:
    every = rule.every
    if not rule.is_need:
        each = f" of each {rule.each}" if rule.each else ""
        return f"a limit: at most this many{each} count"
    if every.once:
        return "once, not at every renewal"
    if rule.renewals is Renewals.FIRST:
        return "first renewal only"
    if every.renewals:
        return f"every {every.renewals} renewals"
    if every.years:
        return "every year" if every.years == 1 else f"every {every.years} years"
    return "every renewal after the first" if rule.renewals is Renewals.LATER else "every renewal"
