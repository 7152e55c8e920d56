"""What a course is worth to one credential: converted, no more than one course may bring, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from ceapp.rules.credit import Credit
from ceapp.rules.eligibility import fits
from ceapp.rules.requirement import Credential, Requirement
from ceapp.rules.shorter import HUNDREDTH
from ceapp.rules.vocabulary import AcademicUnit

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Worth:
    """The hours and topic hours of a course as one board reckons them.

    `whole` are the hours before `cap`, a limit on each single course, took some away; `unit` says
    what was converted at `times` hours each: an hour taught, a semester credit.
    """

    hours: Decimal
    topics: Mapping[str, Decimal]
    whole: Decimal
    times: Decimal = _ONE
    unit: str = ""
    cap: Requirement | None = None


def worths(
    credits: Sequence[Credit], credential: Credential, caps: Sequence[Requirement]
) -> dict[str, Worth]:
    """Give, by key, what those courses are worth whose hours are not simply their own.

    `credits` stand in order of date; `caps` are the limits on each single course.
    """
    if not (caps or credential.conversions or any(credit.academic for credit in credits)):
        return {}
    found = {}
    for credit, first_time in _with_first_times(credits):
        whole, times, unit = _converted(credit, credential, first_time=first_time)
        caps_on_it = (one for one in caps if fits(credit, one))
        cap = min(caps_on_it, key=lambda one: one.hours, default=None)
        if cap is not None and cap.hours >= whole:
            cap = None
        if unit or cap:
            hours = cap.hours if cap else whole
            found[credit.key] = Worth(hours, _topics(credit, whole, hours), whole, times, unit, cap)
    return found


def repeated(credits: Iterable[Credit], credential: Credential) -> frozenset[str]:
    """Give the keys of courses that are repeats beyond what the board counts in one period.

    The same course has the same title and provider; of several the longest count, of equally long
    ones the earlier.
    """
    rule = credential.repeats
    if rule is None:
        return frozenset()
    times: Counter[tuple[str, str]] = Counter()
    over = set()
    for credit in sorted(credits, key=lambda one: (-one.hours, one.completed)):
        if not rule.activities or credit.activity in rule.activities:
            times[_same(credit)] += 1
            if times[_same(credit)] > rule.most:
                over.add(credit.key)
    return frozenset(over)


def _with_first_times(credits: Iterable[Credit]) -> Iterator[tuple[Credit, bool]]:
    seen = set()
    for credit in credits:
        this = (credit.activity, _same(credit))
        yield credit, this not in seen
        seen.add(this)


def _same(credit: Credit) -> tuple[str, str]:
    return credit.title.strip().casefold(), credit.provider.strip().casefold()


def _converted(
    credit: Credit, credential: Credential, *, first_time: bool
) -> tuple[Decimal, Decimal, str]:
    """Give the hours of a course, the hours that one unit makes, and the unit ("" as it stands)."""
    if credit.academic is not None:
        unit = credit.academic.unit
        semester = unit is AcademicUnit.SEMESTER
        times = credential.semester_credit_hours if semester else credential.quarter_credit_hours
        if times:
            return credit.academic.amount * times, times, f"{unit} credit"
    for rule in credential.conversions:
        if credit.activity in rule.activities and (first_time or not rule.first_time):
            return credit.hours * rule.times, rule.times, "hour"
    return credit.hours, _ONE, ""


def _topics(credit: Credit, whole: Decimal, hours: Decimal) -> dict[str, Decimal]:
    """Give each topic its part of the converted hours, a part of a hundredth left away."""
    parts = {
        slug: (on * whole / credit.hours).quantize(HUNDREDTH, ROUND_FLOOR)
        for slug, on in credit.topics.items()
    }
    return {slug: min(hours, part) for slug, part in parts.items()}
