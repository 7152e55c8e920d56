"""Requirements whose figures depend on what was logged."""

from __future__ import annotations

from datetime import date

import pytest

from ceapp.rules.requirement import Each
from ceapp.rules.vocabulary import Activity
from tests.rules.making import codes, course, credential, decide, limit, need, of

GROUP = Activity.PEER_CONSULTATION


@pytest.mark.parametrize("hours", [0.25, 1, 6])
def test_one_course_completes_a_need_for_a_course_however_long_it_is(hours):
    rules = credential(need("total", 20), need("trafficking", 1, "suicide", completion=True))
    assert of(decide(rules), "trafficking").remaining == 1
    standing = decide(rules, course(hours, "suicide"))
    assert of(standing, "trafficking").remaining == 0
    assert standing.remaining == 20 - hours if hours <= 1 else 14


def test_a_course_on_something_else_completes_nothing():
    rules = credential(need("total", 20), need("trafficking", 1, "suicide", completion=True))
    assert of(decide(rules, course(6, "ethics")), "trafficking").remaining == 1


def test_a_longer_course_beside_a_short_one_takes_nothing_away():
    rules = credential(need("total", 4), need("trafficking", 1, "suicide", completion=True))
    standing = decide(rules, course(0.5, "suicide"), course(3.5, "suicide"))
    assert standing.complete


@pytest.mark.parametrize(("pieces", "left"), [((3, 3), 6), ((5.75,), 6), ((6,), 0), ((8, 1), 0)])
def test_where_one_course_must_bring_all_the_hours_shorter_ones_do_not(pieces, left):
    rules = credential(need("total", 20), need("suicide", 6, "suicide", single=True))
    logged = [course(hours, "suicide", key=str(n)) for n, hours in enumerate(pieces)]
    assert of(decide(rules, *logged), "suicide").remaining == left


@pytest.mark.parametrize(("hours", "counted"), [(9.75, 0), (10, 10), (14, 14)])
def test_hours_may_count_only_from_so_many_up(hours, counted):
    rules = credential(need("total", 30), limit("groups", 20, activities=[GROUP], only_from=10))
    standing = decide(rules, course(hours, activity=GROUP))
    assert standing.courses[0].counted == counted
    assert standing.remaining == 30 - counted
    assert ("counted" in codes(standing)) is (counted > 0)


def test_hours_may_count_only_with_two_kinds_of_them():
    kinds = [Activity.TEACHING, Activity.PUBLICATION]
    rules = credential(need("total", 30), limit("other", 10, activities=kinds, only_kinds=2))
    taught = course(4, activity=Activity.TEACHING, key="taught")
    written = course(3, activity=Activity.PUBLICATION, key="written", on=date(2026, 6, 1))
    assert decide(rules, taught).remaining == 30
    assert decide(rules, taught, written).remaining == 23


def test_nothing_logged_leaves_a_limit_as_it_stands():
    rules = credential(need("total", 30), limit("groups", 20, activities=[GROUP], only_from=10))
    assert of(decide(rules), "groups").hours == 20


def test_no_topic_may_bring_more_than_its_limit():
    rules = credential(need("total", 60), limit("one-topic", 30, each=Each.TOPIC, label="A topic"))
    ethics = course(40, "ethics", key="ethics")
    suicide = course(25, "suicide", key="suicide")
    standing = decide(rules, ethics, suicide)
    assert [c.counted for c in standing.courses] == [30, 25]
    assert standing.remaining == 5
    assert "A topic: Ethics, at most 30 hours" in standing.courses[0].reasons[1].text


def test_a_narrower_topic_falls_under_the_limit_of_the_broader_one():
    rules = credential(need("total", 60), limit("one-topic", 30, each=Each.TOPIC, label="A topic"))
    standing = decide(rules, course(20, "ethics", key="a"), course(20, "boundaries", key="b"))
    assert standing.remaining == 30


def test_the_row_of_a_limit_on_each_topic_shows_the_fullest_topic():
    rules = credential(need("total", 60), limit("one-topic", 30, each=Each.TOPIC, label="A topic"))
    logged = [course(35, "ethics", key="a"), course(20, "suicide", key="b")]
    assert of(decide(rules, *logged), "one-topic").counted == 30
    assert of(decide(rules, logged[1]), "one-topic").counted == 20
