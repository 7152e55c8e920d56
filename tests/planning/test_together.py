"""What courses do together, and which of them could be left out: on rules made for the test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ceapp.planning.priced import Priced, per_hour, price_of
from ceapp.planning.together import together
from ceapp.rules.standing import Holding
from ceapp.standing.assemble import Held, assemble
from ceapp.standing.effects import effects_of
from tests.rules.making import EXPIRES, TODAY, TOPICS, course, credential, need

RULES = credential(need("total", 10), need("ethics", 3, "ethics"))
OTHER = replace(credential(need("total", 12)), id="us-yy-test", jurisdiction_name="Yonder")


def plan(hours, topics=None, *, cents=None, key=None, on=date(2027, 2, 6), **more):
    credit = replace(course(hours, topics, on=on, key=key, **more), planned=True)
    return Priced(credit, cents, "")


def licenses(*logged, planned=(), rules=(RULES,)):
    holding = Holding(expires=EXPIRES, issued=date(2019, 5, 20))
    held = [
        Held(id=n, credential_id=one.id, holding=holding, credential=one)
        for n, one in enumerate(rules, 1)
    ]
    return assemble(held, [*logged, *(one.credit for one in planned)], TOPICS, today=TODAY)


@pytest.mark.parametrize(
    ("planned", "answer"),
    [
        ([plan(3, "ethics"), plan(7)], "With these two you are complete"),
        ([plan(10, "ethics")], "With this course you are complete"),
        ([plan(3, "ethics"), plan(7), plan(2)], "With two of these three you are complete"),
        ([plan(3, "ethics"), plan(2)], "What each of these would count for"),
        ([plan(3, on=date(2027, 5, 3))], "This course changes nothing of what is left"),
    ],
)
def test_the_answer_of_one_license(planned, answer):
    assert together(licenses(planned=planned), planned, TOPICS).answer == answer


def test_one_license_of_two_is_named():
    planned = [plan(3, "ethics"), plan(7)]
    found = together(licenses(planned=planned, rules=(RULES, OTHER)), planned, TOPICS)
    assert found.answer == "Together they complete Zeeland Licensed Tester"
    assert [(one.complete, one.left) for one in found.outcomes] == [
        (True, "complete"),
        (False, "2 hours to go"),
    ]


def test_what_only_adds_up_is_not_called_complete():
    rules = replace(RULES, accepted_approvals=frozenset({"apa"}))
    planned = [plan(3, "ethics"), plan(7)]
    found = together(licenses(planned=planned, rules=(rules,)), planned, TOPICS)
    assert found.answer == "What each of these would count for"
    assert found.outcomes[0].left == "adds up, with 1 point to settle"


def test_of_courses_that_do_the_same_the_dearest_is_left_out():
    cheap, dear = plan(10, "ethics", cents=4800), plan(10, "ethics", cents=9900, key="dear")
    found = together(licenses(planned=[cheap, dear]), [cheap, dear], TOPICS)
    assert found.needless == (dear,)
    assert found.answer == "With one of these two you are complete"


def test_nothing_is_left_out_where_everything_is_needed():
    planned = [plan(3, "ethics"), plan(2)]
    assert together(licenses(planned=planned), planned, TOPICS).needless == ()


def test_prices_add_up_and_a_missing_one_is_said():
    assert price_of([plan(1, cents=7550), plan(1, cents=124950)]) == "$1,325"
    assert price_of([plan(1, cents=7550), plan(1)]) == "$75.50, and 1 without a price"
    assert price_of([plan(1), plan(1)]) == "not given"
    assert price_of([plan(1, cents=0)]) == "free"


def test_the_price_of_an_hour_is_that_of_the_hours_that_count():
    one = plan(3, cents=7500)
    both = effects_of(licenses(planned=[one], rules=(RULES, OTHER)), one.credit, TOPICS)
    assert per_hour(one.cents, both) == "$12.50 for each hour counted, all licenses together"
    assert per_hour(one.cents, both[:1]) == "$25 for each hour counted"
    assert per_hour(None, both) == per_hour(0, both) == per_hour(7500, ()) == ""
