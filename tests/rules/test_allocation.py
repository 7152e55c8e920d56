"""The sharing of hours is the best there is, by the definition and by what must never happen."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ceapp.rules.allocation import Need, Offer, TooLarge, share
from tests.rules.definition import Definition

TOPICS = "abcd"


@st.composite
def questions(draw):
    """Small questions of every kind: shared topics, parts, limits that cross, hours outside."""
    needs = []
    for _ in range(draw(st.integers(1, 5))):
        on_topics, in_total = draw(st.booleans()), draw(st.integers(0, 5)) > 0
        alike = [n for n, d in enumerate(needs) if d.on_topics and d.in_total is in_total]
        parent = draw(st.sampled_from([None, None, *alike])) if on_topics else None
        group = draw(st.sampled_from([None, 1, 1, 2])) if parent is None else None
        needs.append(Need(draw(st.integers(1, 9)), on_topics, in_total, parent, group))
    wanted = [draw(st.sets(st.sampled_from(TOPICS), min_size=1, max_size=2)) for _ in needs]
    limits = draw(st.lists(st.integers(0, 6), max_size=3))
    on = [draw(st.sets(st.sampled_from(TOPICS), max_size=1)) for _ in limits]
    offers = [draw(offers_for(needs, wanted, on)) for _ in range(draw(st.integers(0, 6)))]
    return needs, limits, offers


@st.composite
def offers_for(draw, needs, wanted, on):
    hours, inside = draw(st.integers(1, 6)), draw(st.integers(0, 5)) > 0
    names = draw(st.sets(st.sampled_from(TOPICS), max_size=3))
    topics = {k: draw(st.integers(1, hours)) for k in sorted(names)}
    serves, limits = {}, {}
    for n, need in enumerate(needs):
        matching = tuple(k for k in topics if k in wanted[n])
        if (matching or not need.on_topics) and draw(st.integers(0, 5)) > 0:
            serves[n] = matching if need.on_topics else ()
    for place, limited in enumerate(on):
        matching = tuple(k for k in topics if k in limited)
        matched = min(hours, sum(topics[k] for k in matching)) if limited else hours
        if inside and matched and draw(st.booleans()):
            limits[place] = (matched, matching)
    return Offer(hours, inside, topics, serves, limits)


@settings(max_examples=400)
@given(questions(), st.booleans())
def test_the_sharing_is_the_best_by_the_definition_and_so_are_its_ties(question, overlap):
    needs, limits, offers = question
    got = share(needs, limits, offers, overlap=overlap)
    definition = Definition(needs, limits, offers, overlap=overlap)
    best = definition.answer()
    mine = (got.remaining, sum(got.shortages), sum(got.counted))
    assert [float(number) for number in mine] == pytest.approx(best, abs=1e-4)
    counted, shortages = definition.ties(outside_first=False)
    mine = [x for x, offer in zip(got.counted, offers, strict=True) if offer.inside]
    assert [float(x) for x in mine] == pytest.approx(counted, abs=1e-3)
    assert [float(x) for x in got.shortages] == pytest.approx(shortages, abs=1e-3)


@settings(max_examples=200)
@given(questions(), st.booleans(), st.data())
def test_one_more_course_never_raises_what_remains(question, overlap, data):
    needs, limits, offers = question
    assume(offers)
    less = list(offers)
    less.pop(data.draw(st.integers(0, len(offers) - 1)))
    before = share(needs, limits, less, overlap=overlap)
    assert share(needs, limits, offers, overlap=overlap).remaining <= before.remaining


@settings(max_examples=200)
@given(questions(), st.data())
def test_the_order_of_courses_changes_no_figure(question, data):
    needs, limits, offers = question
    shuffled = data.draw(st.permutations(offers))
    one = share(needs, limits, offers, overlap=False)
    two = share(needs, limits, shuffled, overlap=False)
    assert one.remaining == two.remaining
    assert sum(one.shortages) == sum(two.shortages)
    assert sum(one.counted) == sum(two.counted)


@settings(max_examples=200)
@given(questions(), st.booleans())
def test_the_same_question_gets_the_same_answer_and_the_sharing_stays_when_asked_again(
    question, overlap
):
    needs, limits, offers = question
    got = share(needs, limits, offers, overlap=overlap)
    assert share(needs, limits, offers, overlap=overlap) == got
    # A course that counted in full may as well have met no limit but what it takes of it.
    if all(x == o.hours for x, o in zip(got.counted, offers, strict=True) if o.inside):
        free = [offer._replace(limits={}) for offer in offers]
        again = share(needs, limits, free, overlap=overlap)
        assert (again.remaining, sum(again.shortages)) == (got.remaining, sum(got.shortages))


@settings(max_examples=200)
@given(questions(), st.booleans())
def test_what_topics_are_called_changes_nothing(question, overlap):
    needs, limits, offers = question
    got = share(needs, limits, offers, overlap=overlap)
    renamed = share(needs, limits, [_renamed(offer) for offer in offers], overlap=overlap)
    assert (renamed.remaining, renamed.shortages, renamed.counted) == (
        got.remaining,
        got.shortages,
        got.counted,
    )


def _renamed(offer):
    return offer._replace(
        topics={k.upper(): hours for k, hours in reversed(offer.topics.items())},
        serves={n: tuple(k.upper() for k in on) for n, on in reversed(offer.serves.items())},
        limits={m: (h, tuple(k.upper() for k in on)) for m, (h, on) in offer.limits.items()},
    )


@settings(max_examples=200)
@given(questions())
def test_letting_hours_overlap_never_raises_what_remains(question):
    needs, limits, offers = question
    strict = share(needs, limits, offers, overlap=False)
    assert share(needs, limits, offers, overlap=True).remaining <= strict.remaining


@settings(max_examples=200)
@given(questions(), st.booleans())
def test_no_hour_is_used_twice_and_no_limit_is_passed(question, overlap):
    needs, limits, offers = question
    got = share(needs, limits, offers, overlap=overlap)
    for c, offer in enumerate(offers):
        assert 0 <= got.counted[c] <= (offer.hours if offer.inside else 0)
    for place, most in enumerate(limits):
        used = sum(
            max(0, got.counted[c] - offer.hours + offer.limits[place][0])
            for c, offer in enumerate(offers)
            if offer.inside and place in offer.limits
        )
        assert used <= most
    if not overlap:
        roots = [n for n, need in enumerate(needs) if need.parent is None and need.on_topics]
        for c, offer in enumerate(offers):
            base = got.counted[c] if offer.inside else offer.hours
            taken = {}
            for n in roots:
                group = needs[n].group if needs[n].in_total else None
                key = ("alone", n) if group is None else ("group", group)
                taken[key] = max(taken.get(key, 0), got.given.get((c, n), 0))
            assert sum(taken.values()) <= base


def test_needs_nested_beyond_all_measure_are_refused_before_anything_is_added_up():
    needs = [Need(3, on_topics=True, parent=n - 1 if n else None) for n in range(200)]
    offers = [Offer(4, topics={"a": 4}, serves={c % 200: ("a",)}) for c in range(10_000)]
    with pytest.raises(TooLarge):
        share(needs, [], offers, overlap=False)
    assert share(
        needs[:50], [], [o._replace(serves={0: ("a",)}) for o in offers[:500]], overlap=True
    )


def test_a_question_that_nobody_should_wait_for_is_refused_and_soon():
    rng = random.Random(1)
    topics = [f"t{k}" for k in range(60)]
    wanted = [set(rng.sample(topics, 4)) for _ in range(200)]
    offers = []
    for _ in range(2000):
        hours = {k: rng.randint(1, 400) for k in rng.sample(topics, 10)}
        on = {n: tuple(k for k in hours if k in names) for n, names in enumerate(wanted)}
        serves = {n: matching for n, matching in on.items() if matching}
        limits = {n: (min(400, sum(hours[k] for k in m)), m) for n, m in serves.items()}
        offers.append(Offer(400, topics=hours, serves=serves, limits=limits))
    needs = [Need(rng.randint(1, 9000), on_topics=True) for _ in wanted]
    with pytest.raises(TooLarge):
        share(needs, [rng.randint(0, 9000) for _ in wanted], offers, overlap=False)


def test_where_nothing_competes_nothing_is_solved():
    needs = [Need(10), Need(3, on_topics=True), Need(2, on_topics=True)]
    offers = [
        Offer(4, topics={"a": 4}, serves={0: (), 1: ("a",)}),
        Offer(5, topics={"b": 2}, serves={0: (), 2: ("b",)}),
    ]
    got = share(needs, [], offers, overlap=False)
    assert got.remaining_if_overlap == 1
    assert (got.remaining, got.shortages, got.counted) == (1, (1, 0, 0), (4, 5))


@settings(max_examples=200)
@given(questions())
def test_what_remains_with_overlap_is_known_where_nothing_competes(question):
    needs, limits, offers = question
    strict = share(needs, limits, offers, overlap=False)
    if strict.remaining_if_overlap is not None:
        free = share(needs, limits, offers, overlap=True)
        assert strict.remaining_if_overlap == free.remaining


def test_a_course_wanted_by_two_needs_goes_where_it_saves_most():
    needs = [Need(3, on_topics=True), Need(3, on_topics=True)]
    both = {0: ("a",), 1: ("b",)}
    offers = [
        Offer(3, topics={"a": 3, "b": 3}, serves=both),
        Offer(3, topics={"a": 3}, serves={0: ("a",)}),
    ]
    got = share(needs, [], offers, overlap=False)
    assert got.remaining == 0
    assert got.given[0, 1] == 3


def test_a_part_serves_the_need_it_lies_in():
    needs = [Need(4, on_topics=True), Need(2, on_topics=True, parent=0)]
    offers = [Offer(2, topics={"b": 2}, serves={1: ("b",)})]
    assert share(needs, [], offers, overlap=False).shortages == (2, 0)


def test_a_further_hour_for_a_part_mends_the_whole_too():
    needs = [Need(4, on_topics=True), Need(3, on_topics=True, parent=0)]
    offers = [Offer(2, topics={"a": 2}, serves={0: ("a",)})]
    got = share(needs, [], offers, overlap=False)
    assert got.shortages == (2, 3)
    assert got.remaining == 3


def test_hours_outside_the_total_are_taken_from_it_only_when_that_costs_nothing():
    needs = [Need(6), Need(2, on_topics=True, in_total=False)]
    offers = [Offer(3, topics={"a": 3}, serves={0: (), 1: ("a",)})]
    got = share(needs, [], offers, overlap=False)
    assert got.remaining == 5


def test_a_tie_goes_to_the_earlier_need_or_if_asked_to_the_one_outside_the_total():
    needs = [Need(6), Need(2, on_topics=True, in_total=False)]
    offers = [Offer(2, topics={"a": 2}, serves={0: (), 1: ("a",)})]
    plain = share(needs, [], offers, overlap=False)
    outside = share(needs, [], offers, overlap=False, outside_first=True)
    assert (plain.remaining, plain.shortages) == (6, (4, 2))
    assert (outside.remaining, outside.shortages) == (6, (6, 0))


def test_crossing_limits_are_shared_exactly_between_their_courses():
    # Three courses, each under two of three limits of 1: half an hour of each counts.
    pairs = [(0, 1), (1, 2), (0, 2)]
    offers = [Offer(1, serves={0: ()}, limits=dict.fromkeys(pair, (1, ()))) for pair in pairs]
    got = share([Need(3)], [1, 1, 1], offers, overlap=False)
    assert got.remaining * 2 == 3
    assert [x * 2 for x in got.counted] == [1, 1, 1]


def test_ties_go_to_the_earlier_course():
    offers = [Offer(2, serves={0: ()}, limits={0: (2, ())}) for _ in range(3)]
    assert share([Need(9)], [3], offers, overlap=False).counted == (2, 1, 0)


def test_of_a_partly_counted_course_the_hours_outside_the_limit_count_first():
    offer = Offer(5, topics={"a": 3}, serves={0: ()}, limits={0: (3, ("a",))})
    assert share([Need(9)], [1], [offer], overlap=False).counted == (3,)


def test_a_larger_need_never_lowers_what_remains():
    needs = [Need(3), Need(2, on_topics=True)]
    offers = [Offer(3, topics={"a": 1}, serves={0: (), 1: ("a",)})]
    before = share(needs, [], offers, overlap=False).remaining
    needs[1] = replace(needs[1], hours=4)
    assert share(needs, [], offers, overlap=False).remaining >= before
