"""What binds one renewal: circumstances, dates of periods, years, replaced totals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ceapp.rules.requirement import Each, Every, Side, Window
from tests.rules.making import course, credential, decide, doubts, limit, need, of

YEARLY = need("yearly", 10, each=Each.YEAR, label="Hours in each year")


def ids(standing):
    return [item.requirement.id for item in standing.requirements]


def test_a_need_falls_away_for_those_of_whom_a_circumstance_is_true():
    rules = credential(need("total", 20), need("ethics", 3, "ethics", unless="prescriber"))
    assert ids(decide(rules)) == ["total", "ethics"]
    assert ids(decide(rules, facts=["prescriber"])) == ["total"]


def test_a_total_that_replaces_another_may_be_smaller():
    rules = credential(
        need("total", 40), need("total-two", 30, applies_if="two-licences", replaces="total")
    )
    assert decide(rules).remaining == 40
    standing = decide(rules, facts=["two-licences"])
    assert ids(standing) == ["total-two"]
    assert standing.remaining == 30


@pytest.mark.parametrize(
    ("starts", "binds"),
    [(date(2025, 3, 31), False), (date(2025, 4, 1), True), (date(2026, 1, 1), True)],
)
def test_a_rule_may_bind_periods_by_the_day_they_begin(starts, binds):
    rules = credential(
        need("total", 36), need("boundaries", 3, "boundaries", periods_from=date(2025, 4, 1))
    )
    assert ("boundaries" in ids(decide(rules, starts=starts))) is binds


def test_a_need_for_each_year_stands_once_for_each_year():
    standing = decide(credential(need("total", 20), YEARLY))
    assert ids(standing) == ["total", "yearly-2026", "yearly-2027"]
    windows = [(str(r.window.start), str(r.window.end)) for r in standing.requirements[1:]]
    assert windows == [("2025-04-01", "2026-03-31"), ("2026-04-01", "2027-03-31")]
    assert of(standing, "yearly-2027").requirement.label == (
        "Hours in each year, year to March 31, 2027"
    )


def test_hours_of_one_year_do_not_serve_the_other():
    rules = credential(need("total", 20), YEARLY)
    standing = decide(rules, course(20, on=date(2025, 9, 1)))
    assert of(standing, "total").remaining == 0
    assert of(standing, "yearly-2026").remaining == 0
    assert of(standing, "yearly-2027").remaining == standing.remaining == 10


def test_a_limit_for_each_year_takes_from_the_courses_of_that_year_only():
    rules = credential(
        need("total", 30),
        limit("recorded", 10, formats=["self-paced"], each=Each.YEAR, label="Recorded"),
    )
    first = course(14, on=date(2025, 9, 1), format="self-paced", key="first")
    second = course(8, on=date(2026, 9, 1), format="self-paced", key="second")
    standing = decide(rules, first, second)
    assert [c.counted for c in standing.courses] == [10, 8]
    assert standing.remaining == 12


def test_a_part_of_a_year_is_asked_for_nothing_and_said_to_be_unsettled():
    standing = decide(credential(need("total", 20), YEARLY), issued=date(2025, 10, 10))
    assert ids(standing) == ["total", "yearly-2027"]
    assert doubts(standing) == {"unknown-rule"}
    assert "October 10, 2025 to March 31, 2026, which is less than one" in standing.notes[0].text


def test_the_day_of_issue_belongs_to_the_first_of_the_years_to_its_anniversary():
    rules = credential(need("total", 20), YEARLY)
    standing = decide(rules, starts=date(2025, 3, 31), issued=date(2025, 3, 31))
    assert ids(standing) == ["total", "yearly-2026", "yearly-2027"]
    assert of(standing, "yearly-2026").window.start == date(2025, 3, 31)
    assert standing.sure


def test_a_whole_first_year_is_a_year():
    standing = decide(credential(need("total", 20), YEARLY), issued=date(2026, 4, 1))
    assert ids(standing) == ["total", "yearly-2027"]
    assert standing.sure


@pytest.mark.parametrize(
    ("window", "expires", "period"),
    [
        (Window("12-31"), date(2027, 6, 30), ("2025-01-01", "2026-12-31")),
        (Window("12-31"), date(2026, 12, 31), ("2025-01-01", "2026-12-31")),
        (Window("09-30"), date(2027, 10, 15), ("2025-10-01", "2027-09-30")),
        (Window("11-30", Side.AFTER), date(2026, 10, 1), ("2024-12-01", "2026-11-30")),
        (Window("02-29"), date(2027, 3, 31), ("2025-03-01", "2027-02-28")),
        (Window("02-29"), date(2028, 3, 31), ("2026-03-01", "2028-02-29")),
    ],
)
def test_courses_may_be_counted_to_another_day_than_the_expiration(window, expires, period):
    standing = decide(credential(need("total", 20), window=window), expires=expires)
    assert (str(standing.period.start), str(standing.period.end)) == period


def test_courses_count_from_the_last_application_on():
    rules = credential(need("total", 20), window=Window(from_application=True))
    early = course(5, on=date(2025, 3, 10), key="early")
    without = decide(rules, early)
    assert without.courses[0].counted == 0
    assert "Give that day where you edit the license" in without.notes[0].text
    standing = decide(rules, early, applied=date(2025, 3, 10))
    assert standing.courses[0].counted == 5
    assert str(standing.period.start) == "2025-03-10"
    assert not standing.notes


def test_an_application_for_another_period_changes_nothing():
    rules = credential(need("total", 20), window=Window(from_application=True))
    assert str(decide(rules, applied=date(2027, 5, 1)).period.start) == "2025-04-01"
    first = decide(rules, issued=date(2026, 1, 1), applied=date(2025, 11, 1))
    assert str(first.period.start) == "2026-01-01"


def test_only_newer_courses_serve_a_need_with_a_first_day():
    update = need(
        "update",
        2,
        "suicide",
        every=Every(once=True),
        courses_from=date(2024, 1, 1),
        in_total=False,
    )
    rules = credential(need("total", 20), update)
    old = course(2, "suicide", on=date(2023, 12, 31), key="old")
    new = course(2, "suicide", on=date(2024, 1, 1), key="new")
    assert of(decide(rules, old), "update").remaining == 2
    assert of(decide(rules, new), "update").remaining == 0


@pytest.mark.parametrize(
    ("deadline", "day"),
    [({"due_months": 6}, date(2026, 1, 1)), ({"due_on": date(2026, 2, 15)}, date(2026, 2, 15))],
)
def test_a_need_with_its_own_deadline_says_when_a_course_was_late(deadline, day):
    rules = credential(need("total", 5), need("violence", 2, "suicide", **deadline))
    in_time = course(5, "suicide", on=day, key="in time")
    late = course(5, "suicide", on=day + timedelta(days=1), key="late")
    issued = date(2025, 7, 1)
    assert of(decide(rules, issued=issued), "violence").due == day
    assert decide(rules, in_time, issued=issued).sure
    standing = decide(rules, late, issued=issued)
    assert standing.complete
    assert not standing.sure
    assert "“late” was finished later" in standing.notes[0].text


def test_months_after_the_issue_date_are_a_deadline_of_the_first_renewal_only():
    rules = credential(need("total", 5), need("violence", 2, "suicide", due_months=6))
    assert of(decide(rules), "violence").due == date(2027, 3, 31)


def test_a_license_issued_after_the_last_day_that_counts_has_its_own_few_days():
    rules = credential(need("total", 20), window=Window("09-30"))
    standing = decide(rules, expires=date(2026, 10, 15), issued=date(2026, 10, 5))
    assert (str(standing.period.start), str(standing.period.end)) == ("2026-10-05", "2026-10-15")
