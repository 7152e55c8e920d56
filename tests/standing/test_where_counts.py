"""The chips that say where a course counts."""

from datetime import date
from decimal import Decimal

import pytest

from ceapp.rules.requirement import Every
from ceapp.rules.standing import Holding
from ceapp.rules.vocabulary import Format
from ceapp.standing.assemble import Held, assemble
from ceapp.standing.where_counts import chips_of
from tests.rules.making import EXPIRES, TODAY, TOPICS, course, credential, limit, need

RULES = credential(
    need("total", 36),
    need("suicide", 6, "suicide", every=Every(once=True)),
    limit("home", 2, formats=[Format.SELF_PACED]),
    accepted_approvals=["apa"],
)
APA = {"key": "7", "approvals": ["apa"]}


def held(number=1, rules=RULES):
    return Held(number, rules.id, Holding(EXPIRES, issued=date(2015, 1, 1)), credential=rules)


def chip(credit, key=7):
    standings = assemble([held()], [credit], TOPICS, today=TODAY)
    (found,) = chips_of(standings, [key], lambda number: f"/{number}")[key]
    return found


@pytest.mark.parametrize(
    ("credit", "hours", "kind", "reason", "url"),
    [
        (course(3, **APA), 3, "yes", "", "/1"),
        (course(3, format=Format.SELF_PACED, **APA), 2, "yes", "over a limit", "/1#course-7"),
        (course(3, key="7"), 3, "ask", "approval to confirm", "/1#course-7"),
        (course(3, on=date(2027, 1, 9), **APA), 0, "no", "planned", "/1#course-7"),
        (course(3, on=date(2025, 3, 9), **APA), 0, "no", "before this period", "/1#course-7"),
        (
            course(6, "suicide", on=date(2021, 3, 9), **APA),
            6,
            "yes",
            "for one need only",
            "/1#course-7",
        ),
    ],
)
def test_a_chip_says_how_much_counts_and_why_not_more(credit, hours, kind, reason, url):
    found = chip(credit)
    assert (found.license, found.hours, found.kind) == ("ZZ", Decimal(hours), kind)
    assert (found.reason, found.url) == (reason, url)


def test_a_course_that_was_not_read_lies_before_the_period():
    found = chip(course(3, **APA), key=8)
    assert (found.hours, found.kind, found.reason) == (0, "no", "before this period")
    assert found.url == "/1"


def test_two_licenses_of_one_state_are_told_apart_by_their_titles():
    standings = assemble([held(), held(2)], [course(3, **APA)], TOPICS, today=TODAY)
    chips = chips_of(standings, [7], str)
    assert [one.license for one in chips[7]] == ["ZZ Licensed Tester", "ZZ Licensed Tester"]


def test_a_license_without_rules_has_no_chip():
    broken = Held(2, "us-zz-gone", Holding(EXPIRES))
    standings = assemble([held(), broken], [course(3, **APA)], TOPICS, today=TODAY)
    assert len(chips_of(standings, [7], str)[7]) == 1
