"""When a license is complete with everything planned, or what is missing even then: tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ceapp.rules.requirement import Overlap, Total
from ceapp.rules.standing import Holding
from ceapp.standing.assemble import Held, assemble
from ceapp.standing.forecast import forecast
from tests.rules.making import EXPIRES, TODAY, TOPICS, course, credential, need

RULES = credential(need("total", 10), need("ethics", 3, "ethics"))
JANUARY, FEBRUARY, MARCH = date(2027, 1, 9), date(2027, 2, 6), date(2027, 3, 5)
LATER = date(2027, 5, 3)


def plan(hours, topics=None, *, on, **more):
    return replace(course(hours, topics, on=on, **more), planned=True)


def said(*courses, rules=RULES, today=TODAY):
    holding = Holding(expires=EXPIRES, issued=date(2019, 5, 20))
    held = Held(id=1, credential_id=rules.id, holding=holding, credential=rules)
    (one,) = assemble([held], courses, TOPICS, today=today)
    return forecast(one, TOPICS)


@pytest.mark.parametrize(
    ("courses", "sentence"),
    [
        ([], ""),
        ([course(7)], ""),
        ([course(10, "ethics"), plan(3, on=JANUARY)], ""),
        (
            [course(7), plan(3, "ethics", on=FEBRUARY)],
            "With what you have planned you are complete on February 6, 2027.",
        ),
        (
            [course(7), plan(3, "ethics", on=FEBRUARY), plan(9, on=MARCH), plan(1, on=JANUARY)],
            "With what you have planned you are complete on February 6, 2027.",
        ),
        (
            [plan(5, on=JANUARY), plan(2, on=FEBRUARY), plan(3, "ethics", on=MARCH)],
            "With what you have planned you are complete on March 5, 2027.",
        ),
        (
            [course(7), plan(3, "ethics", on=EXPIRES)],
            "With what you have planned you are complete on March 31, 2027.",
        ),
        (
            [course(7), plan(3, on=JANUARY)],
            "What you have planned changes nothing here: 3 hours to go.",
        ),
        (
            [course(6), plan(3, on=JANUARY)],
            "With the course you have planned: 3 hours to go. Take 3 hours of ethics.",
        ),
        (
            [plan(2, "ethics", on=JANUARY), plan(3, on=MARCH)],
            "With all 2 courses you have planned: 5 hours to go. "
            "Take 1 hour of ethics. The other 4 may be on anything your board accepts.",
        ),
        ([course(7), plan(3, "ethics", on=LATER)], ""),
        ([course(7), plan(3, "ethics", on=date(2026, 11, 1))], ""),
        (
            [course(10), plan(2, "business", on=JANUARY)],
            "What you have planned changes nothing here: 3 hours to go.",
        ),
    ],
)
def test_the_forecast_of_a_license(courses, sentence):
    assert said(*courses) == sentence


def test_a_doubt_is_said_with_the_day_and_so_is_the_day_on_which_it_is_gone():
    rules = replace(RULES, accepted_approvals=frozenset({"apa"}))
    doubtful = course(7)  # names no approval that the board accepts
    first = plan(3, "ethics", on=JANUARY, approvals=("apa",))
    enough = plan(7, on=MARCH, approvals=("apa",))
    adds_up = "With what you have planned it adds up on January 9, 2027, with 1 point to settle"
    assert said(doubtful, first, rules=rules) == f"{adds_up}."
    assert said(doubtful, first, enough, rules=rules) == (
        f"{adds_up}, and you are complete on March 5, 2027."
    )


def test_where_the_total_is_not_known_no_day_is_promised():
    rules = credential(need("ethics", 3, "ethics"), total=Total.UNKNOWN)
    sentence = said(plan(3, "ethics", on=JANUARY), rules=rules)
    assert sentence == (
        "With what you have planned every need that we know is met; the total is not known."
    )


def test_an_overlap_that_the_board_leaves_open_is_said():
    rules = credential(
        need("ethics", 3, "ethics"), need("telehealth", 3, "telehealth"), overlap=Overlap.UNSTATED
    )
    both = plan(3, {"ethics": 3, "telehealth": 3}, on=JANUARY)
    assert "up to 3 hours to go (none if your board lets" in said(both, rules=rules)


def test_after_the_period_nothing_is_forecast():
    assert said(course(7), plan(3, "ethics", on=LATER), today=date(2027, 4, 2)) == ""
