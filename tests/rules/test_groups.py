"""Topic needs of one group may share an hour, though hours do not overlap otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ceapp.rules.allocation import Need, Offer, share
from tests.rules.definition import Definition
from tests.rules.random_questions import random_question


def topic(hours, **more):
    return Need(hours, on_topics=True, **more)


def course(hours, serves, **topics):
    return Offer(hours, topics=topics, serves=serves)


BOTH = course(3, {0: ("a",), 1: ("b",)}, a=3, b=3)


@pytest.mark.parametrize(("groups", "remaining"), [((None, None), 3), ((1, 2), 3), ((0, 0), 0)])
def test_an_hour_serves_two_needs_only_where_they_are_of_one_group(groups, remaining):
    needs = [topic(3, group=group) for group in groups]
    assert share(needs, [], [BOTH], overlap=False).remaining == remaining


def test_a_further_hour_serves_all_of_a_group_but_no_other_need():
    needs = [topic(3, group=0), topic(2, group=0), topic(4)]
    assert share(needs, [], [], overlap=False).remaining == 3 + 4


def test_what_a_group_takes_is_taken_from_other_needs_once():
    needs = [topic(3, group=0), topic(3, group=0), topic(3)]
    offer = course(5, {0: ("a",), 1: ("b",), 2: ("c",)}, a=5, b=5, c=5)
    got = share(needs, [], [offer], overlap=False)
    assert got.remaining == 1
    assert sum(got.shortages) == 1
    assert (got.given[0, 0], got.given[0, 1], got.given[0, 2]) == (3, 3, 2)


def test_the_hours_on_one_topic_are_used_once_by_a_group_and_not_again_by_another():
    needs = [topic(2, group=0), topic(2, group=0), topic(2)]
    offer = course(6, {0: ("a",), 1: ("a",), 2: ("a",)}, a=2)
    got = share(needs, [], [offer], overlap=False)
    assert (got.remaining, sum(got.shortages)) == (2, 2)


def test_a_part_goes_with_the_need_it_lies_in():
    needs = [topic(3, group=0), topic(2, parent=0), topic(3, group=0)]
    offer = course(3, {0: ("a",), 1: ("a",), 2: ("b",)}, a=3, b=3)
    assert share(needs, [], [offer], overlap=False).remaining == 0


def test_needs_outside_the_total_share_nothing_whatever_their_group():
    needs = [topic(3, group=0), topic(3, group=0, in_total=False)]
    assert share(needs, [], [BOTH], overlap=False).remaining == 3


@pytest.mark.parametrize("seed", range(200))
def test_groups_change_nothing_where_all_hours_may_overlap(seed):
    needs, limits, offers, _how = random_question(seed)
    alone = [replace(need, group=None) for need in needs]
    one = share(needs, limits, offers, overlap=True)
    assert one == share(alone, limits, offers, overlap=True)


@pytest.mark.parametrize("seed", range(200))
def test_forming_groups_never_raises_what_remains_nor_undercuts_overlap_for_all(seed):
    needs, limits, offers, _how = random_question(seed)
    alone = [replace(need, group=None) for need in needs]
    strict = share(alone, limits, offers, overlap=False).remaining
    grouped = share(needs, limits, offers, overlap=False).remaining
    assert share(needs, limits, offers, overlap=True).remaining <= grouped <= strict


@pytest.mark.parametrize("start", range(0, 2000, 100))
def test_seeded_questions_are_answered_as_defined_down_to_the_last_tie(start):
    for seed in range(start, start + 100):
        needs, limits, offers, how = random_question(seed)
        got = share(needs, limits, offers, **how)
        definition = Definition(needs, limits, offers, overlap=how["overlap"])
        best = definition.answer()
        counted, shortages = definition.ties(outside_first=how["outside_first"])
        mine = [got.remaining, sum(got.shortages), sum(got.counted), *got.shortages]
        mine += [x for x, offer in zip(got.counted, offers, strict=True) if offer.inside]
        expected = [*best, *shortages, *counted]
        assert [float(x) for x in mine] == pytest.approx(expected, abs=1e-3), seed
