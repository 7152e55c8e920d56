"""What a standing would be if courses that are not taken yet were: nothing here is written down."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from ceapp.rules.credit import Credit
from ceapp.rules.standing import Standing
from ceapp.rules.vocabulary import Topics
from ceapp.standing.assemble import Held, LicenseStanding, decide


def supposing(one: LicenseStanding, done: Collection[Credit], topics: Topics) -> Standing | None:
    """Decide a license's standing as if the courses `done` were finished by their dates.

    One that is in the log stands as it is given here, all others as they are. The day is the later
    of the standing's own and the last course's. None where the license has no standing.
    """
    if one.standing is None:
        return None
    given = {credit.key: replace(credit, planned=False) for credit in done}
    logged = credits_of(one.standing)
    credits_ = [given.pop(credit.key, credit) for credit in logged] + list(given.values())
    day = max([one.standing.as_of, *(credit.completed for credit in done)])
    return _decided(one.held, credits_, topics, day)


def without(one: LicenseStanding, key: str, topics: Topics) -> Standing | None:
    """Decide a license's standing without one course of the log; a planned one does nothing yet."""
    if one.standing is None:
        return None
    logged = credits_of(one.standing)
    others = [credit for credit in logged if credit.key != key or credit.planned]
    if len(others) == len(logged):
        return one.standing
    return _decided(one.held, others, topics, one.standing.as_of)


def credits_of(standing: Standing) -> tuple[Credit, ...]:
    """Give the courses that a standing was decided from."""
    return tuple(course.credit for course in standing.courses)


def planned_in(standing: Standing) -> tuple[Credit, ...]:
    """Give the courses planned for the days that are left of a period, by date."""
    left = (
        credit
        for credit in credits_of(standing)
        if credit.planned and standing.as_of <= credit.completed <= standing.period.end
    )
    return tuple(sorted(left, key=lambda credit: credit.completed))


def _decided(held: Held, credits_: list[Credit], topics: Topics, day: date) -> Standing | None:
    by_date = sorted(credits_, key=lambda credit: credit.completed)
    return decide(held, by_date, topics, day)
