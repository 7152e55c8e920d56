"""Which courses are read: no more than can matter."""

from datetime import date
from decimal import Decimal

from ceapp.rules.requirement import Every, Renewals
from ceapp.rules.standing import Holding
from ceapp.standing.assemble import Held
from ceapp.standing.reach import reach_of
from tests.rules.making import EXPIRES, TOPICS, credential, need

TOTAL = need("total", 36)


def held(*rules, number=1, expires=EXPIRES, **holding):
    issued = holding.pop("issued", date(2009, 5, 20))
    for several in ("met", "facts"):
        holding[several] = frozenset(holding.get(several, ()))
    return Held(
        id=number,
        credential_id="us-zz-test",
        holding=Holding(expires, issued=issued, **holding),
        credential=credential(*rules) if rules else None,
    )


def test_courses_are_read_from_the_first_day_of_the_earliest_period():
    long_ago = held(TOTAL, number=2, expires=date(2026, 12, 31))
    assert reach_of([held(TOTAL), long_ago], TOPICS).since == date(2025, 1, 1)


def test_a_corrected_first_day_is_read_from():
    assert reach_of([held(TOTAL, starts=date(2024, 9, 1))], TOPICS).since == date(2024, 9, 1)


def test_the_period_before_is_read_where_a_page_shows_it():
    reach = reach_of([held(TOTAL)], TOPICS, earlier_periods=1)
    assert reach.since == date(2023, 4, 1)


def test_a_one_time_need_reads_older_courses_on_its_topics_and_narrower_ones():
    reach = reach_of(
        [held(TOTAL, need("law", 6, "law-and-ethics", every=Every(once=True)))], TOPICS
    )
    assert reach.since == date(2025, 4, 1)
    assert reach.older_on == {"law-and-ethics", "ethics", "boundaries"}


def test_a_one_time_need_without_topics_reads_everything():
    assert reach_of([held(need("any", 6, every=Every(once=True)))], TOPICS).since is None


def test_a_one_time_need_that_was_met_or_does_not_apply_reads_nothing_older():
    once = Every(once=True)
    met = held(TOTAL, need("law", 6, "ethics", every=once), met=["law"])
    other = held(TOTAL, need("law", 6, "ethics", every=once, applies_if="supervisor"))
    assert not reach_of([met], TOPICS).older_on
    assert not reach_of([other], TOPICS).older_on


def test_a_need_of_another_renewal_reads_nothing_older():
    once = Every(once=True)
    first = need("law", 6, "ethics", every=once, renewals=Renewals.FIRST)
    ended = need("old", 6, "ethics", every=once, renewing_until=date(2024, 1, 1))
    assert not reach_of([held(TOTAL, first, ended)], TOPICS).older_on


def test_a_need_of_every_third_renewal_reads_three_periods():
    rules = need("big", 60, every=Every(renewals=3))
    assert reach_of([held(TOTAL, rules)], TOPICS).since == date(2021, 4, 1)


def test_nothing_is_read_without_rules():
    assert reach_of([held()], TOPICS).since == date.max


def test_older_courses_suffice_up_to_twice_what_is_asked_for():
    law = need("law", 6, "law-and-ethics", every=Every(once=True))
    tele = need("tele", 3, "telehealth", every=Every(years=6))
    assert reach_of([held(TOTAL, law, tele)], TOPICS).enough == Decimal(18)


def test_where_approvals_decide_all_older_courses_are_read():
    law = need("law", 6, "law-and-ethics", every=Every(once=True), approvals=["apa"])
    assert reach_of([held(TOTAL, law)], TOPICS).enough is None
