"""The best sharing of a case's hours, as the case stands or as a doubt would leave it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ceapp.rules.allocation import Need, Offer, share
from ceapp.rules.case import Bearing, Case
from ceapp.rules.linear import Number
from ceapp.rules.requirement import Each, Requirement


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to see the case: which courses are left out, which needs, and whether hours overlap.

    `without` holds credits' keys; `not_earlier` those that may not meet a one-time need from
    before the period; `not_asked` the ids of needs left out because the person is not sure.
    `outside_first` gives ties to needs outside the total.
    """

    overlap: bool
    without: frozenset[str] = frozenset()
    not_earlier: frozenset[str] = frozenset()
    not_asked: frozenset[str] = frozenset()
    outside_first: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """The best sharing of a variant in CE hours.

    `shortages` by need's id, `counted` by course's key, `by_course` and `by_need` the hours that a
    course gives a need, by key and id. Needs without topics take all hours that count and match.
    """

    remaining: Decimal
    shortages: dict[str, Decimal]
    counted: dict[str, Decimal]
    by_course: dict[str, dict[str, Decimal]]
    by_need: dict[str, dict[str, Decimal]]
    remaining_if_overlap: Decimal | None

    def serving(self, key: str, need: Requirement) -> Decimal:
        """Give the hours of a course, by its key, that serve a need."""
        return self.by_course.get(key, {}).get(need.id, Decimal(0))


def share_case(case: Case, variant: Variant) -> Share:
    """Give the best sharing of the hours that bear on a case, in this variant.

    Raises `TooLarge` where it would take longer than anybody waits.
    """
    bearings = [b for b in case.bearings if b.key not in variant.without]
    needs, limits, offers = question_of(case, variant)
    sharing = share(
        needs, limits, offers, overlap=variant.overlap, outside_first=variant.outside_first
    )
    by_course: dict[str, dict[str, Decimal]] = {bearing.key: {} for bearing in bearings}
    by_need: dict[str, dict[str, Decimal]] = {need.id: {} for need in case.needs}
    keys, names = [*by_course], [*by_need]
    for (c, n), units in sharing.given.items():
        by_course[keys[c]][names[n]] = by_need[names[n]][keys[c]] = _hours(case, units)
    for key, name, hours in _given_to_plain_needs(case, bearings, sharing.counted, by_course):
        by_course[key][name] = by_need[name][key] = hours
    overlapping = sharing.remaining_if_overlap
    return Share(
        remaining=_hours(case, sharing.remaining),
        shortages={
            name: _hours(case, short)
            for name, short in zip(names, sharing.shortages, strict=True)
            if name not in variant.not_asked
        },
        counted=dict(zip(keys, (_hours(case, units) for units in sharing.counted), strict=True)),
        by_course=by_course,
        by_need=by_need,
        remaining_if_overlap=None if overlapping is None else _hours(case, overlapping),
    )


def question_of(case: Case, variant: Variant) -> tuple[list[Need], list[int], list[Offer]]:
    """Give the needs, limits and courses of a variant as the sharing sees them."""
    places = {need.id: place for place, need in enumerate(case.needs)}
    limits = {limit.id: place for place, limit in enumerate(case.limits)}
    return (
        [_need(case, need, variant, places) for need in case.needs],
        [case.units(limit.hours) for limit in case.limits],
        [
            _offer(bearing, places, limits, _barred(case, bearing, variant))
            for bearing in case.bearings
            if bearing.key not in variant.without
        ],
    )


def counted_under(case: Case, answer: Share, limit: Requirement) -> Decimal:
    """Give the counted hours that match a limit; the others of a course are counted first.

    Of a limit on each course or topic, give the most that one of them counts.
    """
    by_portion: dict[str, Decimal] = defaultdict(Decimal)
    for bearing in case.bearings:
        if limit.id in bearing.limits:
            spared = bearing.hours - bearing.limits[limit.id][0]
            counted = max(Decimal(0), answer.counted[bearing.key] - case.hours(spared))
            for portion, hours in _portions(case, bearing, limit):
                by_portion[portion] += min(counted, hours)
    return max(by_portion.values(), default=Decimal(0))


def _portions(case: Case, bearing: Bearing, limit: Requirement) -> Iterator[tuple[str, Decimal]]:
    """Give each course or topic that a limit looks at by itself, with a course's hours on it."""
    if limit.each is Each.TOPIC:
        yield from ((slug, case.hours(units)) for slug, units in bearing.topics.items())
    else:
        yield bearing.key if limit.each is Each.COURSE else "", case.hours(bearing.hours)


def _need(case: Case, need: Requirement, variant: Variant, places: dict[str, int]) -> Need:
    # A need that asks for nothing is met at once and takes no hour from another.
    return Need(
        hours=0 if need.id in variant.not_asked else case.units(need.hours),
        on_topics=bool(need.topics),
        in_total=need.in_total,
        parent=places.get(case.parents.get(need.id, "")),
        group=case.groups.get(need.id),
    )


def _offer(
    bearing: Bearing, places: dict[str, int], limits: dict[str, int], barred: frozenset[str]
) -> Offer:
    return Offer(
        hours=bearing.hours,
        inside=bearing.inside,
        topics=bearing.topics,
        serves={
            places[name]: on
            for name, (_hours_on, on) in bearing.serves.items()
            if name in places and name not in barred
        },
        limits={limits[name]: match for name, match in bearing.limits.items() if name in limits},
    )


def _barred(case: Case, bearing: Bearing, variant: Variant) -> frozenset[str]:
    """Give the one-time needs that a course from before the period may not meet."""
    if bearing.inside or bearing.key not in variant.not_earlier:
        return frozenset()
    return frozenset(need.id for need in case.needs if need.every.once)


def _given_to_plain_needs(
    case: Case,
    bearings: list[Bearing],
    counted: tuple[Number, ...],
    given: dict[str, dict[str, Decimal]],
) -> Iterator[tuple[str, str, Decimal]]:
    """Give what counts of each course to the needs without topics that it matches."""
    plain = {need.id for need in case.needs if need.in_total and not need.topics}
    outside = [n.id for n in case.needs if not n.in_total and n.id not in case.parents]
    for bearing, units in zip(bearings, counted, strict=True):
        matched = plain & bearing.serves.keys()
        if not matched:
            continue
        hours = _hours(case, units if bearing.inside else bearing.hours)
        for name in outside:
            hours -= given[bearing.key].get(name, 0)
        if hours:
            yield from ((bearing.key, name, hours) for name in matched)


def _hours(case: Case, units: Number) -> Decimal:
    if isinstance(units, int):
        return case.hours(units)
    return Decimal(units.numerator) / units.denominator * case.hours(1)
