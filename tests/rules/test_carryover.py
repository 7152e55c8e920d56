"""Hours that pass from a closed period into the next: surplus only, and only what may."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceapp.rules.carryover import carry_over
from ceapp.rules.requirement import Carryover, Toward
from tests.rules.making import TOPICS, codes, course, credential, decide, limit, need, of

BEFORE = date(2025, 3, 31)
SPRING = date(2024, 5, 1)
TEN = Carryover(Decimal(10))


def rules(*more, carryover=TEN, hours=20):
    return credential(need("total", hours), *more, carryover=carryover)


def closed(credential_, *courses, **held):
    """The standing of the period before, on its last day."""
    return decide(credential_, *courses, as_of=BEFORE, **{"expires": BEFORE, **held})


def passing(credential_, *courses, **held):
    return carry_over(closed(credential_, *courses, **held), TOPICS)


def hours(carried):
    return {one.credit.key: one.hours for one in carried}


@pytest.mark.parametrize(("logged", "carried"), [(20, 0), (26, 6), (30, 10), (40, 10), (19, 0)])
def test_only_surplus_passes_and_no_more_than_the_limit(logged, carried):
    found = passing(rules(), course(logged, on=SPRING, key="a"))
    assert sum(hours(found).values()) == carried


def test_the_latest_courses_pass_first():
    found = passing(
        rules(), course(18, on=SPRING, key="a"), course(8, on=date(2024, 9, 1), key="b")
    )
    assert hours(found) == {"b": 6}


def test_carried_hours_count_in_the_next_period_and_say_where_they_come_from():
    ours, logged = rules(), course(26, on=SPRING, key="a")
    carried = passing(ours, logged)
    standing = decide(ours, logged, course(4, key="new"), carried=carried)
    assert standing.remaining == 10
    assert standing.courses[0].counted == 6
    assert codes(standing) == ["carried-over", "before-period"]
    assert [reason.hours for reason in standing.courses[0].reasons] == [6, 20]
    assert "6 hours from the period before carried over and counted here." in [
        note.text for note in standing.notes
    ]


def test_without_a_closed_period_nothing_is_carried_and_the_page_says_how():
    standing = decide(rules(), course(26, on=SPRING, key="a"))
    assert standing.remaining == 20
    assert "They count here once you have closed that period" in standing.notes[0].text


def test_an_incomplete_period_passes_nothing():
    short = rules(need("ethics", 3, "ethics"))
    assert passing(short, course(30, on=SPRING)) == ()


def test_a_board_without_a_rule_or_with_a_limit_of_zero_lets_nothing_pass():
    assert passing(rules(carryover=None), course(30, on=SPRING)) == ()
    assert passing(rules(carryover=Carryover(Decimal(0))), course(30, on=SPRING)) == ()


def test_hours_that_serve_a_topic_need_do_not_pass():
    ours = rules(need("ethics", 3, "ethics"))
    found = passing(
        ours, course(20, on=SPRING, key="a"), course(4, "ethics", on=date(2025, 2, 1), key="b")
    )
    # Four hours are surplus: one of them on ethics is free, the other three are of the twenty.
    assert hours(found) == {"a": 3, "b": 1}


def test_hours_on_an_excluded_topic_do_not_pass_nor_those_on_a_narrower_one():
    ours = rules(carryover=Carryover(Decimal(10), excludes=("ethics",)))
    found = passing(
        ours, course(20, on=SPRING, key="a"), course(6, "boundaries", on=BEFORE, key="b")
    )
    assert hours(found) == {"a": 6}


def test_only_the_last_months_of_a_period_may_pass():
    ours = rules(carryover=Carryover(Decimal(10), last_months=6))
    early, late = (
        course(25, on=date(2024, 9, 30), key="a"),
        course(3, on=date(2024, 10, 1), key="b"),
    )
    assert hours(passing(ours, early, late)) == {"b": 3}


def test_carried_hours_serve_the_total_only_unless_the_board_says_more():
    ethics = need("ethics", 3, "ethics")
    logged = course(26, "ethics", on=SPRING, key="a")
    for toward, left in ((Toward.TOTAL, 3), (Toward.TOPICS, 0)):
        ours = rules(ethics, carryover=Carryover(Decimal(10), toward=toward))
        standing = decide(ours, logged, carried=passing(ours, logged))
        assert of(standing, "ethics").remaining == left
        assert of(standing, "total").counted == 6


def test_carried_hours_fall_under_the_limits_of_their_format():
    ours = rules(limit("recorded", 4, formats=["self-paced"]), hours=10)
    logged = [course(10, on=SPRING, key="a"), course(4, on=BEFORE, format="self-paced", key="b")]
    carried = passing(ours, *logged)
    assert hours(carried) == {"b": 4}
    now = course(3, format="self-paced", key="now")
    assert decide(ours, *logged, now, carried=carried).remaining == 6


def test_hours_that_were_carried_in_serve_first_and_do_not_pass_again():
    ours, earliest = rules(), date(2023, 3, 31)
    first = course(40, on=date(2022, 5, 1), key="first")
    into_second = carry_over(decide(ours, first, expires=earliest, as_of=earliest), TOPICS)
    assert hours(into_second) == {"first": 10}
    second = course(14, on=SPRING, key="second")
    into_third = passing(ours, first, second, carried=into_second)
    # Ten carried in and ten of the fourteen make the twenty; four pass on, the ten do not.
    assert hours(into_third) == {"second": 4}


def test_surplus_grows_from_period_to_period_up_to_the_limit():
    ours, carried, logged, passed = rules(), (), [], []
    for year in (2017, 2019, 2021, 2023, 2025):
        end = date(year, 3, 31)
        logged.append(course(23, on=date(year - 1, 6, 1), key=str(year)))
        held = {"expires": end, "as_of": end, "issued": date(2010, 1, 1)}
        carried = carry_over(decide(ours, *logged, carried=carried, **held), TOPICS)
        passed.append(hours(carried))
    assert passed == [{"2017": 3}, {"2019": 6}, {"2021": 9}, {"2023": 10}, {"2025": 10}]


@given(
    st.lists(st.integers(1, 40).map(lambda quarters: Decimal(quarters) / 4), max_size=6),
    st.integers(0, 12),
    st.integers(0, 6),
)
def test_a_period_stays_complete_without_the_hours_that_pass(amounts, most, ethics):
    ours = rules(
        *([need("ethics", ethics, "ethics")] if ethics else []),
        carryover=Carryover(Decimal(most)),
    )
    logged = [
        course(amount, "ethics" if n % 2 else None, on=date(2024, 5, n + 1), key=str(n))
        for n, amount in enumerate(amounts)
    ]
    before = closed(ours, *logged)
    carried = hours(carry_over(before, TOPICS))
    assert sum(carried.values()) <= most
    if carried:
        left = [
            course(
                c.hours - carried.get(c.key, 0),
                "ethics" if c.topics else None,
                on=c.completed,
                key=c.key,
            )
            for c in logged
            if c.hours > carried.get(c.key, 0)
        ]
        assert before.complete
        assert closed(ours, *left).complete
