"""A planned course counts for nothing, whatever its date, and finishing it never leaves more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceapp.rules.occasion import Carried
from ceapp.rules.vocabulary import Format
from tests.rules.making import EXPIRES, TODAY, codes, course, credential, decide, limit, need

RULES = credential(
    need("total", 20),
    need("ethics", 6, "ethics"),
    limit("self-paced", 10, formats={Format.SELF_PACED}),
)
HOURS = st.integers(1, 40).map(lambda quarters: quarters / 4)
DAYS = st.dates(date(2022, 1, 1), date(2032, 12, 31))


def plan(hours, topics=None, **more):
    return replace(course(hours, topics, **more), planned=True)


def test_a_planned_course_whose_day_has_passed_does_not_count():
    standing = decide(RULES, plan(20, "ethics", on=date(2026, 5, 1)))
    assert standing.remaining == 20
    assert not standing.complete
    assert codes(standing) == ["planned"]
    assert standing.courses[0].counted == 0
    assert standing.courses[0].reasons[0].text == (
        "Planned for May 1, 2026 and not confirmed yet: "
        "it does not count until you say that you finished it."
    )


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (TODAY, "Planned for November 22, 2026: it counts when you have finished it."),
        (date(2027, 1, 9), "Planned for January 9, 2027: it counts when you have finished it."),
        (
            EXPIRES + timedelta(days=1),
            "Planned for April 1, 2027, after this period ends on March 31, 2027: "
            "not for this renewal.",
        ),
    ],
)
def test_a_course_planned_for_a_day_to_come_says_when_it_counts(on, said):
    standing = decide(RULES, plan(3, on=on))
    assert [reason.text for reason in standing.courses[0].reasons] == [said]
    assert standing.remaining == 20


def test_a_course_dated_after_the_day_of_the_standing_is_planned_as_it_was():
    (only,) = decide(RULES, course(3, on=date(2027, 1, 9))).courses
    assert [str(reason.code) for reason in only.reasons] == ["planned"]
    assert only.reasons[0].text == (
        "Planned: not finished by November 22, 2026, so not counted yet."
    )


def test_a_planned_course_is_neither_a_repeat_nor_a_duplicate_of_a_real_one():
    real = course(20, "ethics", key="real", title="Ethics", provider="Harbor Lane")
    twin = replace(real, key="twin", planned=True)
    standing = decide(RULES, twin, real)
    assert standing.complete
    assert standing.sure


def test_hours_carried_over_from_a_course_that_is_only_planned_now_do_not_count():
    earlier = plan(5, on=date(2025, 3, 1), key="earlier")
    carried = Carried(earlier, earlier.hours, {})
    assert decide(RULES, earlier, carried=(carried,)).remaining == 20


@given(DAYS, HOURS, st.lists(st.tuples(DAYS, HOURS), max_size=4), DAYS)
def test_planning_a_course_changes_nothing_whenever_it_is_looked_at(day, hours, logged, as_of):
    courses = [course(h, "ethics", on=on, key=str(n)) for n, (on, h) in enumerate(logged)]
    with_it = decide(RULES, *courses, plan(hours, "ethics", on=day, key="plan"), as_of=as_of)
    alone = decide(RULES, *courses, as_of=as_of)
    assert with_it.requirements == alone.requirements
    assert (with_it.complete, with_it.sure) == (alone.complete, alone.sure)
    assert (with_it.remaining, with_it.notes) == (alone.remaining, alone.notes)


@given(st.lists(st.tuples(DAYS, HOURS), min_size=1, max_size=5), st.data())
def test_finishing_more_of_what_is_planned_never_leaves_more(planned, data):
    courses = [course(h, "ethics", on=on, key=str(n)) for n, (on, h) in enumerate(planned)]
    done = data.draw(st.sets(st.integers(0, len(courses) - 1)))
    more = done | data.draw(st.sets(st.integers(0, len(courses) - 1)))
    left = [
        decide(
            RULES,
            *(
                one if n in finished else replace(one, planned=True)
                for n, one in enumerate(courses)
            ),
            as_of=EXPIRES,
        ).remaining
        for finished in (done, more)
    ]
    assert left[1] <= left[0]
