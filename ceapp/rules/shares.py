"""The best sharing of a case's hours, as the case stands or as a doubt would leave it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ceapp.rules.allocation import Need, Offer, Sharing, share
from ceapp.rules.bearing import Bearing
from ceapp.rules.case import Case
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

    `shortages` by need's id, `counted` by course's key, `by_course` the hours that a course gives a
    need, by key and id. Needs without topics take all hours that count and match.
    """

    remaining: Decimal
    shortages: dict[str, Decimal]
    counted: dict[str, Decimal]
    by_course: dict[str, dict[str, Decimal]]
    remaining_if_overlap: Decimal | None

    def serving(self, key: str, need: Requirement) -> Decimal:
        """Give the hours of a course, by its key, that serve a need."""
        return self.by_course.get(key, {}).get(need.id, Decimal(0))


def share_case(case: Case, variant: Variant) -> Share:
    """Give the best sharing of the hours that bear on a case, in this variant.

    Raises `TooLarge` where it would take longer than anybody waits.
    """
    sharing, hours = _shared(case, variant), case.units.hours
    bearings = [b for b in case.bearings if b.key not in variant.without]
    names = [need.id for need in case.needs]
    given: list[dict[str, Decimal]] = [{} for _ in bearings]
    for (c, n), units in sharing.given.items():
        given[c][names[n]] = hours[units]
    if not sharing.uncontested or case.outside:
        _give_to_plain_needs(case, bearings, sharing.counted, given)
    shortages = zip(names, sharing.shortages, strict=True)
    counted = zip(bearings, sharing.counted, strict=True)
    overlapping = sharing.remaining_if_overlap
    return Share(
        remaining=hours[sharing.remaining],
        shortages={name: hours[u] for name, u in shortages if name not in variant.not_asked},
        counted={bearing.key: hours[units] for bearing, units in counted},
        by_course={b.key: served for b, served in zip(bearings, given, strict=True)},
        remaining_if_overlap=None if overlapping is None else hours[overlapping],
    )


def remaining_in(case: Case, variant: Variant) -> Decimal:
    """Give only the fewest further hours of a variant; may raise `TooLarge` as well."""
    return case.hours(_shared(case, variant).remaining)


def _shared(case: Case, variant: Variant) -> Sharing:
    needs, limits, offers = question_of(case, variant)
    return share(
        needs, limits, offers, overlap=variant.overlap, outside_first=variant.outside_first
    )


def question_of(case: Case, variant: Variant) -> tuple[list[Need], list[int], list[Offer]]:
    """Give the needs, limits and courses of a variant as the sharing sees them."""
    places = {need.id: place for place, need in enumerate(case.needs)}
    return (
        [_need(case, need, variant, places) for need in case.needs],
        [case.units.of[limit.hours] for limit in case.limits],
        list(_offers(case, variant)),
    )


def counted_under(case: Case, answer: Share, limit: Requirement) -> Decimal:
    """Give the counted hours that match a limit; the others of a course are counted first.

    Of a limit on each course or topic, give the most that one of them counts.
    """
    by_portion: dict[str, Decimal] = defaultdict(Decimal)
    for bearing in case.bearings:
        if limit.id in bearing.fit.limits:
            spared = bearing.hours - bearing.on(bearing.fit.limits[limit.id])
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
        hours=0 if need.id in variant.not_asked else case.units.of[need.hours],
        on_topics=bool(need.topics),
        in_total=need.in_total,
        parent=places.get(case.parents.get(need.id, "")),
        group=case.groups.get(need.id),
    )


def _offers(case: Case, variant: Variant) -> Iterator[Offer]:
    """Give the offers of the courses in a variant.

    Some from before the period may not meet a one-time need.
    """
    once = {place for place, need in enumerate(case.needs) if need.every.once}
    for bearing, offer in zip(case.bearings, case.offers, strict=True):
        if bearing.key in variant.without:
            continue
        if bearing.inside or bearing.key not in variant.not_earlier:
            yield offer
        else:
            serves = {n: on for n, on in offer.serves.items() if n not in once}
            yield offer._replace(serves=serves)


def _give_to_plain_needs(
    case: Case,
    bearings: list[Bearing],
    counted: Sequence[Number],
    given: list[dict[str, Decimal]],
) -> None:
    """Give what counts of each course to the needs without topics that it matches."""
    plain = {need.id for need in case.needs if need.in_total and not need.topics}
    for bearing, units, served in zip(bearings, counted, given, strict=True):
        matched = plain & bearing.fit.serves.keys()
        if not matched:
            continue
        hours = case.hours(units if bearing.inside else bearing.hours)
        for name in case.outside:
            hours -= served.get(name, 0)
        if hours:
            served.update(dict.fromkeys(matched, hours))
