"""What is logged, laid out: which needs each course may serve, and which limits it meets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ceapp.rules.credit import Credit
from ceapp.rules.eligibility import fits, matching_topics
from ceapp.rules.period import Period
from ceapp.rules.requirement import Requirement
from ceapp.rules.sharing import Offer
from ceapp.rules.units import Units
from ceapp.rules.vocabulary import Topics

On = tuple[str, ...]  # the topics of a course that match; none where a requirement names none


class Fit(NamedTuple):
    """The needs that courses may serve and the limits they meet, by id, with the topics that match.

    `all_on` has each of those topics once. Courses of one kind share a fit: what differs between
    them is only how many hours they have.
    """

    serves: Mapping[str, On]
    limits: Mapping[str, On]
    all_on: Collection[On]


class Bearing(NamedTuple):
    """A usable course and what it bears on, in whole units of the case.

    `key` tells it from every other bearing. `carried` are surplus hours of a closed period, which
    stand beside what the course itself does. A need is in `fit` where the course lies in its
    window, a limit where it lies in the period.
    """

    credit: Credit
    key: str
    inside: bool
    hours: int
    topics: Mapping[str, int]
    fit: Fit
    carried: bool = False

    def on(self, topics: On) -> int:
        """Give the hours on any of these topics, at most the course's; without topics, all."""
        return _hours_on(topics, self.hours, self.topics)


class Layout:
    """Lays courses out against the requirements of a case, those of one kind once."""

    def __init__(
        self,
        requirements: Sequence[Requirement],
        windows: Mapping[str, Period],
        period: Period,
        topics: Topics,
        units: Units,
    ) -> None:
        self.windows, self.period = windows, period
        self.topics, self.units = topics, units
        self._rules = [self._asked(rule) for rule in requirements]
        self._fitting: dict[object, list[_Asked]] = {}
        self._kinds: dict[object, _Kind] = {}

    def bearing(self, credit: Credit, reckoned: Credit, *, carried: bool = False) -> Bearing:
        """Lay out one course with the hours that the board reckons it at."""
        units = self.units.of
        day = self.period.start if carried else credit.completed
        inside = carried or day in self.period
        hours = units[reckoned.hours]
        topics = {slug: units[amount] for slug, amount in reckoned.topics.items()}
        kind = self._kind_of(reckoned)
        if inside and kind.alike and hours and all(topics.values()):
            fit = kind.fit
        else:
            fit = _fit(
                (asked, on)
                for asked, on in kind.matched
                if asked.admits(day, _hours_on(on, hours, topics), inside=inside)
            )
        key = carried_key(credit.key) if carried else credit.key
        return Bearing(credit, key, inside, hours, topics, fit, carried)

    def _asked(self, rule: Requirement) -> _Asked:
        window, period = self.windows[rule.id], self.period
        least = self.units.of[rule.hours] if rule.single else 0
        own = None if window == period else window
        holds_period = own is None or (period.start in own and period.end in own)
        return _Asked(rule, rule.id, rule.is_need, least, own, least > 0 or not holds_period)

    def _kind_of(self, credit: Credit) -> _Kind:
        # Courses of the same kind match the same requirements; most of a log is of few kinds.
        looks = (credit.format, credit.activity, credit.approvals)
        kind = self._kinds.get((looks, *credit.topics))
        if kind is None:
            fitting = self._fitting.get(looks)
            if fitting is None:
                fitting = [asked for asked in self._rules if fits(credit, asked.rule)]
                self._fitting[looks] = fitting
            kind = self._kinds[looks, *credit.topics] = self._kind(credit, fitting)
        return kind

    def _kind(self, credit: Credit, fitting: Iterable[_Asked]) -> _Kind:
        matched = []
        for asked in fitting:
            wanted = asked.rule.topics
            on = matching_topics(credit, asked.rule, self.topics) if wanted else ()
            if on or not wanted:
                matched.append((asked, on))
        return _Kind(matched, _fit(matched), not any(asked.narrow for asked, _on in matched))


class _Asked(NamedTuple):
    """A requirement as it is laid out.

    One course must bring `least` hours in the days of `window`, None for the period itself. It is
    `narrow` where a course of the period that matches it may fail in that.
    """

    rule: Requirement
    id: str
    is_need: bool
    least: int
    window: Period | None
    narrow: bool

    def admits(self, day: date, brought: int, *, inside: bool) -> bool:
        """Say whether a course that matches lies in the window and brings enough hours."""
        in_time = inside if self.window is None else day in self.window
        return in_time and brought > 0 and brought >= self.least


class _Kind(NamedTuple):
    """Courses that match the same; those of the period share `fit` where they are `alike`."""

    matched: Sequence[tuple[_Asked, On]]
    fit: Fit
    alike: bool


def earned_by_id(bearings: Iterable[Bearing]) -> dict[str, int]:
    """Add up the hours that match each need or limit, courses of one fit together."""
    by_fit: dict[int, tuple[Fit, dict[On, int]]] = {}
    for bearing in bearings:
        fit = bearing.fit
        _fit, sums = by_fit.setdefault(id(fit), (fit, {}))
        for on in fit.all_on:
            sums[on] = sums.get(on, 0) + bearing.on(on)
    earned: dict[str, int] = {}
    for fit, sums in by_fit.values():
        for name, on in (*fit.serves.items(), *fit.limits.items()):
            earned[name] = earned.get(name, 0) + sums[on]
    return earned


def offers_of(
    bearings: Iterable[Bearing], needs: Sequence[Requirement], limits: Sequence[Requirement]
) -> list[Offer]:
    """Give the bearings as the sharing sees them, with needs and limits by their places."""
    need_at = {need.id: place for place, need in enumerate(needs)}
    limit_at = {limit.id: place for place, limit in enumerate(limits)}
    serves: dict[int, dict[int, On]] = {}
    offers = []
    for bearing in bearings:
        fit = bearing.fit
        if id(fit) not in serves:
            serves[id(fit)] = {need_at[k]: on for k, on in fit.serves.items() if k in need_at}
        met = {limit_at[k]: (bearing.on(on), on) for k, on in fit.limits.items() if k in limit_at}
        offers.append(Offer(bearing.hours, bearing.inside, bearing.topics, serves[id(fit)], met))
    return offers


def carried_key(key: str) -> str:
    """Give the key under which the carried hours of a course stand."""
    return f"carried over: {key}"


def _fit(matched: Iterable[tuple[_Asked, On]]) -> Fit:
    serves: dict[str, On] = {}
    limits: dict[str, On] = {}
    for asked, on in matched:
        (serves if asked.is_need else limits)[asked.id] = on
    return Fit(serves, limits, {*serves.values(), *limits.values()})


def _hours_on(on: On, hours: int, topics: Mapping[str, int]) -> int:
    return min(hours, sum([topics[slug] for slug in on])) if on else hours
