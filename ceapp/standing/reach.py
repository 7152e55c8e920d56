"""Which courses a person's licenses can use, so that a long log costs no more than a short one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ceapp.rules.due import Due
from ceapp.rules.eligibility import window_of
from ceapp.rules.occasion import Holding, occasion_of
from ceapp.rules.period import months_before
from ceapp.rules.requirement import Credential, Requirement
from ceapp.rules.vocabulary import Topics
from ceapp.standing.assemble import Held

# Hours read beyond what could be used, for courses that may turn out to be one logged twice.
_SPARE = 2


@dataclass(frozen=True, slots=True)
class Reach:
    """All courses since a day, and older ones on some topics.

    `since` is None where every course could matter. Of the older ones, those that are latest on a
    topic and of one format and activity suffice up to `enough` hours; None asks for all of them.
    """

    since: date | None
    older_on: frozenset[str] = frozenset()
    enough: Decimal | None = None


def reach_of(held: Iterable[Held], topics: Topics, *, earlier_periods: int = 0) -> Reach:
    """Give the courses to read for these licenses.

    `earlier_periods` is how many periods before the current one a page wants to show as well.
    """
    known = [(one.credential, one.holding) for one in held if one.credential is not None]
    since = [_first_day(credential, holding, earlier_periods) for credential, holding in known]
    older = [(credential, _looking_back(credential, holding)) for credential, holding in known]
    needs = [need for _credential, some in older for need in some]
    if not known:
        return Reach(date.max)
    if any(need.every.once and not need.topics for need in needs):
        return Reach(None)
    for credential, holding in known:
        months, period = credential.cycle.months, occasion_of(credential, holding).period
        since.extend(
            window_of(need, period, months, holding.issued).start
            for need in _looking_back(credential, holding)
            if not need.topics
        )
    on = frozenset(topic for need in needs for topic in need.topics)
    narrower = frozenset(topic for topic in topics.labels if topics.within(topic, on))
    return Reach(min(since), on | narrower, _enough(older))


def _enough(older: Iterable[tuple[Credential, tuple[Requirement, ...]]]) -> Decimal | None:
    """Give the hours after which further older courses on a topic change nothing.

    Hours of before the period serve only needs that look back, and no limit binds them. Once there
    are as many on one topic as all these needs of a license together ask for, each is met however
    the others are served. That holds only where every course of a kind may serve alike, so not
    where approvals decide.
    """
    most = Decimal(0)
    for credential, needs in older:
        if needs and (credential.approvals_required or any(need.approvals for need in needs)):
            return None
        most = max(most, sum((need.hours for need in needs), Decimal(0)))
    return most * _SPARE


def _first_day(credential: Credential, holding: Holding, earlier_periods: int) -> date:
    start = occasion_of(credential, holding).period.start
    return months_before(start, credential.cycle.months * earlier_periods)


def _looking_back(credential: Credential, holding: Holding) -> tuple[Requirement, ...]:
    due = Due(credential, occasion_of(credential, holding))
    return tuple(
        need
        for need in due.requirements
        if need.is_need
        and not need.every.renewal
        and not (need.every.once and need.id in holding.met)
    )
