"""What courses are worth to one board: converted, capped, counted once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ceapp.rules.requirement import Conversion, Each, Repeats
from ceapp.rules.vocabulary import AcademicCredits, AcademicUnit, Activity
from tests.rules.making import codes, course, credential, decide, doubts, limit, need, of

TEACHING, WRITING = Activity.TEACHING, Activity.PUBLICATION
TOTAL = need("total", 40)
NAMES_THEM = limit("other", 40, activities=[TEACHING, WRITING, Activity.ACADEMIC_COURSE])
TWICE = Conversion(frozenset({TEACHING}), Decimal(2))
TWICE_AT_FIRST = Conversion(frozenset({TEACHING}), Decimal(2), first_time=True)


def test_an_hour_taught_may_count_as_two():
    rules = credential(TOTAL, NAMES_THEM, conversions=(TWICE,))
    standing = decide(rules, course(3, activity=TEACHING, key="taught"), course(3))
    assert [c.counted for c in standing.courses] == [6, 3]
    assert standing.remaining == 31
    assert "3 hours of teaching or presenting make 6 hours at this board, 2 for each." in [
        reason.text for reason in standing.courses[0].reasons
    ]


def test_an_activity_that_a_conversion_names_is_one_that_the_board_accepts():
    taught = course(30, activity=TEACHING)
    assert "activity-unconfirmed" in doubts(decide(credential(TOTAL), course(10), taught))
    assert doubts(decide(credential(TOTAL, conversions=(TWICE,)), taught)) == set()


def test_topics_are_converted_with_their_hours():
    rules = credential(TOTAL, NAMES_THEM, need("ethics", 5, "ethics"), conversions=(TWICE,))
    standing = decide(rules, course(4, {"ethics": 2}, activity=TEACHING))
    assert of(standing, "ethics").remaining == 1
    assert of(standing, "total").counted == 8


def test_only_the_first_time_of_the_same_thing_may_count_double():
    rules = credential(TOTAL, NAMES_THEM, conversions=(TWICE_AT_FIRST,))
    same = {"title": "Grief groups", "provider": "City College", "activity": TEACHING}
    first = course(3, key="first", on=date(2025, 9, 1), **same)
    again = course(3, key="again", on=date(2026, 9, 1), **same)
    other = course(3, key="other", title="Other", activity=TEACHING)
    standing = decide(rules, again, first, other)
    assert [c.counted for c in standing.courses] == [3, 6, 6]


@pytest.mark.parametrize(
    ("unit", "counted"), [(AcademicUnit.SEMESTER, 45), (AcademicUnit.QUARTER, 30)]
)
def test_academic_credits_convert_by_the_board_s_own_factor(unit, counted):
    rules = credential(
        need("total", 60), semester_credit_hours=Decimal(15), quarter_credit_hours=Decimal(10)
    )
    credits_ = AcademicCredits(Decimal(3), unit)
    taken = course(40, "ethics", activity=Activity.ACADEMIC_COURSE, academic=credits_)
    standing = decide(rules, taken)
    assert standing.courses[0].counted == counted
    assert f"3 {unit} credits of academic course" in standing.courses[0].reasons[1].text


def test_without_a_factor_the_hours_of_an_academic_course_stay_as_they_are():
    credits_ = AcademicCredits(Decimal(3), AcademicUnit.SEMESTER)
    taken = course(40, activity=Activity.ACADEMIC_COURSE, academic=credits_)
    assert decide(credential(need("total", 60)), taken).courses[0].counted == 40


def test_no_single_course_brings_more_than_its_limit():
    each = limit("article", 10, activities=[WRITING], each=Each.COURSE, label="One article")
    rules = credential(TOTAL, each)
    logged = [course(14, activity=WRITING, key=str(n)) for n in range(2)]
    standing = decide(rules, *logged)
    assert [c.counted for c in standing.courses] == [10, 10]
    assert standing.remaining == 20
    assert codes(standing)[:2] == ["counted", "over-limit"]
    assert "4 hours are over the limit for one course: One article, at most 10 hours." in [
        reason.text for reason in standing.courses[0].reasons
    ]
    assert of(standing, "article").counted == 10


def test_the_limit_of_one_course_holds_after_it_is_converted():
    each = limit("lecture", 5, activities=[TEACHING], each=Each.COURSE, label="One lecture")
    rules = credential(TOTAL, each, conversions=(TWICE,))
    standing = decide(rules, course(4, activity=TEACHING))
    assert standing.courses[0].counted == 5


@pytest.mark.parametrize(("most", "counted"), [(1, [0, 4]), (2, [3, 4])])
def test_the_same_course_counts_so_often_in_a_period_the_longest_first(most, counted):
    rules = credential(TOTAL, repeats=Repeats(most))
    same = {"title": "Grief groups", "provider": "City College"}
    short = course(3, key="short", on=date(2025, 9, 1), **same)
    long = course(4, key="long", on=date(2026, 9, 1), **same)
    standing = decide(rules, short, long)
    assert [c.counted for c in standing.courses] == counted
    assert (codes(standing) == ["repeated"]) is (most == 1)
    assert standing.remaining == 40 - sum(counted)


def test_the_same_course_in_another_period_is_no_repeat():
    rules = credential(TOTAL, repeats=Repeats(1))
    same = {"title": "Grief groups", "provider": "City College"}
    before = course(4, key="before", on=date(2024, 9, 1), **same)
    now = course(3, key="now", on=date(2026, 9, 1), **same)
    assert [c.counted for c in decide(rules, before, now).courses] == [0, 3]


def test_repeats_of_other_activities_are_no_concern():
    rules = credential(TOTAL, NAMES_THEM, repeats=Repeats(1, frozenset({TEACHING})))
    same = {"title": "Grief groups", "provider": "City College"}
    standing = decide(rules, course(3, key="a", **same), course(3, key="b", **same))
    assert standing.remaining == 34


def test_courses_without_an_approval_may_be_limited():
    rules = credential(
        TOTAL,
        limit("home", 0, formats=["self-paced"], without_approvals=frozenset({"apa"})),
    )
    bare = course(5, format="self-paced", key="bare")
    approved = course(5, format="self-paced", approvals=["apa"], key="approved")
    standing = decide(rules, bare, approved, course(5, key="live"))
    assert [c.counted for c in standing.courses] == [0, 5, 5]
