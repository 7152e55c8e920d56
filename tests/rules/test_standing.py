"""What a standing says, one settled reading of the rules a test."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceapp.rules.requirement import Confidence, CycleEnd, Every, Overlap, Renewals, Total
from ceapp.rules.vocabulary import Activity, Format
from tests.rules.making import (
    EXPIRES,
    TODAY,
    TOPICS,
    codes,
    course,
    credential,
    decide,
    doubts,
    limit,
    need,
    of,
)

ONCE = Every(once=True)
BEFORE = date(2024, 5, 1)  # in the period before the one that ends on EXPIRES


def test_with_nothing_logged_everything_remains():
    standing = decide(credential(need("total", 36), need("ethics", 6, "ethics")))
    assert (standing.complete, standing.remaining) == (False, 36)
    assert of(standing, "ethics").remaining == 6


def test_exactly_the_hours_needed_are_complete_and_one_quarter_less_is_not():
    rules = credential(need("total", 10))
    assert decide(rules, course(10)).complete
    short = decide(rules, course("9.75"))
    assert (short.complete, short.remaining) == (False, Decimal("0.25"))


def test_a_topic_hour_still_to_take_is_also_one_of_the_total():
    rules = credential(need("total", 10), need("ethics", 3, "ethics"))
    assert decide(rules, course(8)).remaining == 3
    assert decide(rules, course(6)).remaining == 4


def test_a_narrower_topic_satisfies_a_broader_need_and_not_the_reverse():
    assert decide(credential(need("e", 3, "ethics")), course(3, "boundaries")).complete
    assert not decide(credential(need("b", 3, "boundaries")), course(3, "ethics")).complete


def test_two_topics_of_a_course_add_up_but_not_past_its_hours():
    rules = credential(need("e", 4, "ethics", "telehealth"))
    assert decide(rules, course(5, {"ethics": 2, "telehealth": 2})).complete
    assert decide(rules, course(3, {"ethics": 3, "telehealth": 3})).remaining == 1


def test_an_hour_serves_one_topic_need_where_overlap_is_forbidden():
    rules = credential(need("e", 3, "ethics"), need("t", 3, "telehealth"))
    both = course(3, {"ethics": 3, "telehealth": 3})
    standing = decide(rules, both)
    assert standing.remaining == 3
    assert standing.remaining_if_overlap is None
    assert codes(standing) == ["counted", "used-elsewhere"]


def test_an_hour_serves_both_topic_needs_where_overlap_is_allowed():
    rules = credential(need("e", 3, "ethics"), need("t", 3, "telehealth"), overlap=Overlap.ALLOWED)
    assert decide(rules, course(3, {"ethics": 3, "telehealth": 3})).complete


def test_unstated_overlap_gives_both_figures_and_is_not_sure():
    rules = credential(need("e", 3, "ethics"), need("t", 3, "telehealth"), overlap=Overlap.UNSTATED)
    standing = decide(rules, course(3, {"ethics": 3, "telehealth": 3}))
    assert (standing.remaining, standing.remaining_if_overlap) == (3, 0)
    assert doubts(standing) == {"overlap-unstated"}
    assert not standing.sure


def test_unstated_overlap_is_no_doubt_where_no_hour_could_serve_two():
    rules = credential(need("e", 3, "ethics"), need("t", 3, "telehealth"), overlap=Overlap.UNSTATED)
    standing = decide(rules, course(3, "ethics"))
    assert standing.remaining == standing.remaining_if_overlap == 3
    assert standing.sure


def test_hours_over_a_limit_do_not_count_and_the_limit_is_named():
    rules = credential(need("total", 10), limit("paced", 4, formats=[Format.SELF_PACED]))
    standing = decide(rules, course(6, format=Format.SELF_PACED))
    assert standing.remaining == 6
    assert standing.courses[0].counted == 4
    assert codes(standing) == ["counted", "over-limit"]
    over = standing.courses[0].reasons[1]
    assert over.hours == 2
    assert [r.id for r in over.requirements] == ["paced"]
    assert of(standing, "paced").earned == 6
    assert of(standing, "paced").counted == 4


def test_an_activity_with_a_limit_of_zero_is_not_accepted():
    rules = credential(need("total", 10), limit("none", 0, activities=[Activity.SELF_STUDY]))
    standing = decide(rules, course(6, activity=Activity.SELF_STUDY))
    assert standing.courses[0].counted == 0
    assert codes(standing) == ["activity-not-accepted"]


def test_the_limit_gives_way_to_the_course_that_a_topic_needs():
    rules = credential(
        need("total", 10),
        need("e", 3, "ethics"),
        limit("paced", 3, formats=[Format.SELF_PACED]),
    )
    early = course(3, format=Format.SELF_PACED, on=date(2025, 5, 1))
    ethics = course(3, "ethics", format=Format.SELF_PACED)
    standing = decide(rules, early, ethics)
    assert of(standing, "e").remaining == 0
    assert [c.counted for c in standing.courses] == [0, 3]


def test_hours_outside_the_total_serve_nothing_else():
    rules = credential(need("total", 3), need("abuse", 2, "suicide", in_total=False))
    standing = decide(rules, course(3, "suicide"))
    assert standing.remaining == 2
    done = decide(rules, course(3, "suicide"), course(2, key="another"))
    assert done.complete
    assert "not-in-total" in codes(done)


def test_a_one_time_need_accepts_any_earlier_course_which_the_total_does_not():
    rules = credential(need("total", 2), need("s", 6, "suicide", every=ONCE))
    standing = decide(rules, course(6, "suicide", on=BEFORE))
    assert of(standing, "s").remaining == 0
    assert of(standing, "total").counted == 0
    assert standing.courses[0].counted == 0
    assert codes(standing) == ["not-in-total", "before-period"]


def test_a_one_time_need_met_by_an_earlier_course_is_not_sure_until_confirmed():
    rules = credential(need("s", 6, "suicide", every=ONCE))
    earlier = course(6, "suicide", on=BEFORE)
    standing = decide(rules, earlier)
    assert standing.complete
    assert doubts(standing) == {"one-time-earlier"}
    assert decide(rules, earlier, met=["s"]).sure


def test_a_one_time_need_declared_met_owes_nothing():
    standing = decide(credential(need("s", 6, "suicide", every=ONCE)), met=["s"])
    assert (standing.complete, standing.sure) == (True, True)
    assert of(standing, "s").declared_met


def test_a_one_time_need_in_question_is_no_debt_but_keeps_the_standing_unsure():
    rules = credential(need("total", 2), need("s", 6, "suicide", every=ONCE))
    standing = decide(rules, course(2), asked=["s"])
    assert (standing.complete, standing.sure, standing.remaining) == (True, False, 0)
    assert of(standing, "s").asked
    assert not of(standing, "s").met
    assert doubts(standing) == {"one-time-asked"}


def test_a_one_time_need_in_question_is_answered_by_a_course():
    rules = credential(need("total", 6), need("s", 6, "suicide", every=ONCE))
    standing = decide(rules, course(6, "suicide"), asked=["s"])
    assert (standing.complete, standing.sure) == (True, True)
    assert not of(standing, "s").asked


def test_every_third_renewal_looks_back_over_three_periods():
    rules = credential(need("dv", 2, "ethics", every=Every(renewals=3)))
    inside = course(2, "ethics", on=date(2021, 4, 1))
    assert decide(rules, inside).complete
    assert not decide(rules, course(2, "ethics", on=date(2021, 3, 31))).complete


def test_every_third_renewal_does_not_look_back_past_the_license():
    rules = credential(need("dv", 2, "ethics", every=Every(renewals=3)))
    early = course(2, "ethics", on=date(2023, 1, 1))
    assert decide(rules, early, issued=date(2022, 6, 1)).complete
    assert not decide(rules, early, issued=date(2023, 6, 1)).complete


def test_every_six_years_looks_back_six_years_from_the_expiration():
    rules = credential(need("s", 6, "suicide", every=Every(years=6)))
    assert decide(rules, course(6, "suicide", on=date(2021, 4, 1))).complete
    assert not decide(rules, course(6, "suicide", on=date(2021, 3, 31))).complete


def test_a_yearly_need_inside_a_longer_period_says_that_it_is_only_partly_evaluated():
    rules = credential(need("annual", 20, every=Every(years=1)))
    standing = decide(rules, course(20))
    assert standing.complete
    assert doubts(standing) == {"unknown-rule"}


@pytest.mark.parametrize(
    ("renewals", "issued", "applies"),
    [
        (Renewals.FIRST, date(2025, 4, 1), True),
        (Renewals.FIRST, date(2025, 3, 31), False),
        (Renewals.FIRST, None, False),
        (Renewals.LATER, date(2025, 4, 1), False),
        (Renewals.LATER, date(2025, 3, 31), True),
        (Renewals.LATER, None, True),
    ],
)
def test_first_and_later_renewals(renewals, issued, applies):
    rules = credential(need("total", 10, renewals=renewals))
    assert decide(rules, issued=issued).complete is not applies


@pytest.mark.parametrize(
    ("dates", "applies"),
    [
        ({"renewing_from": EXPIRES}, True),
        ({"renewing_from": EXPIRES + timedelta(days=1)}, False),
        ({"renewing_until": EXPIRES}, True),
        ({"renewing_until": EXPIRES - timedelta(days=1)}, False),
    ],
)
def test_effective_dates_include_both_days(dates, applies):
    assert decide(credential(need("total", 10, **dates))).complete is not applies


def test_a_total_known_only_for_other_dates_is_said():
    rules = credential(need("total", 10, renewing_from=EXPIRES + timedelta(days=1)))
    assert doubts(decide(rules)) == {"total-unknown"}
    first_only = credential(need("total", 10, renewals=Renewals.FIRST))
    assert decide(first_only).sure


def test_a_license_issued_on_its_anniversary_is_in_its_first_period():
    rules = credential(need("total", 10, renewals=Renewals.FIRST), ends=CycleEnd.ANNIVERSARY)
    assert decide(rules, issued=date(2025, 3, 31)).remaining == 10
    assert decide(rules, issued=date(2025, 3, 31)).period.start == date(2025, 3, 31)
    assert decide(rules, issued=date(2025, 3, 30)).complete


def test_a_corrected_first_day_decides_whether_the_license_was_issued_in_the_period():
    rules = credential(need("total", 10, renewals=Renewals.FIRST))
    issued = date(2025, 3, 20)
    assert decide(rules, issued=issued).complete
    assert decide(rules, issued=issued, starts=issued).remaining == 10
    assert decide(rules, issued=issued, starts=date(2025, 6, 1)).complete


def test_a_circumstance_brings_its_need_only_to_those_of_whom_it_is_true():
    rules = credential(need("sup", 6, "ethics", applies_if="supervisor"))
    assert decide(rules).complete
    assert decide(rules, facts=["supervisor"]).remaining == 6


def test_of_several_totals_the_largest_decides():
    rules = credential(need("total", 20), need("total-two", 30, applies_if="two"))
    assert decide(rules, facts=["two"]).remaining == 30


def test_a_need_for_live_hours_is_met_by_live_hours_only():
    rules = credential(
        need("total", 10), need("live", 6, formats=[Format.IN_PERSON, Format.LIVE_ONLINE])
    )
    standing = decide(rules, course(8, format=Format.SELF_PACED), course(2))
    assert standing.remaining == 4
    assert of(standing, "live").counted == 2


def test_a_need_with_an_approval_is_met_by_courses_that_name_it():
    rules = credential(need("board", 3, "ethics", approvals=["state-board"]))
    assert not decide(rules, course(3, "ethics")).complete
    assert decide(rules, course(3, "ethics", approvals=["state-board"])).complete


def test_a_course_without_an_accepted_approval_counts_only_provisionally():
    rules = credential(need("total", 3), accepted_approvals=["apa"])
    standing = decide(rules, course(3))
    assert (standing.complete, standing.sure) == (True, False)
    assert codes(standing) == ["counted", "approval-unconfirmed"]
    assert decide(rules, course(3, approvals=["apa"])).sure


def test_an_unconfirmed_approval_that_changes_nothing_is_no_doubt():
    rules = credential(need("total", 3), accepted_approvals=["apa"])
    assert decide(rules, course(3, approvals=["apa"]), course(3, key="extra")).sure


def test_a_doubt_names_only_courses_that_are_in_the_figures():
    rules = credential(need("total", 3), accepted_approvals=["apa"])
    long_ago = course(9, title="Long ago", on=date(2020, 5, 1))
    (note,) = decide(rules, long_ago, course(3, title="Recent")).notes
    assert "Recent" in note.text
    assert "Long ago" not in note.text


def test_where_approval_is_required_a_course_without_it_serves_nothing():
    rules = credential(need("total", 3), accepted_approvals=["apa"], approvals_required=True)
    standing = decide(rules, course(3), course(2, activity=Activity.TEACHING))
    assert standing.remaining == 1
    assert codes(standing) == ["approval-not-accepted"]
    assert standing.courses[1].counted == 2


def test_an_activity_that_no_rule_names_is_not_sure():
    rules = credential(need("total", 3))
    standing = decide(rules, course(3, activity=Activity.ADVOCACY))
    assert (standing.complete, standing.sure) == (True, False)
    assert codes(standing) == ["counted", "activity-unconfirmed"]
    named = credential(need("total", 3), limit("adv", 3, activities=[Activity.ADVOCACY]))
    assert decide(named, course(3, activity=Activity.ADVOCACY)).sure


def test_two_courses_alike_in_provider_date_and_hours_are_not_sure():
    rules = credential(need("total", 6))
    twice = [course(3, key=key, provider="Harbor Lane ") for key in ("one", "two")]
    assert doubts(decide(rules, *twice)) == {"possible-duplicate"}
    assert decide(rules, twice[0], course(3, key="three", provider="Another")).sure


def test_weak_sources_are_never_sure():
    standing = decide(credential(confidence=Confidence.LOW))
    assert doubts(standing) == {"weak-source"}


@pytest.mark.parametrize("total", [Total.UNKNOWN, Total.NONE])
def test_without_a_known_total_nothing_is_simply_complete(total):
    assert doubts(decide(credential(total=total))) == {"total-unknown"}


def test_a_rule_that_is_not_evaluated_is_said():
    rules = credential(need("total", 1), doubts=("Not evaluated: 15 hours from listed providers.",))
    standing = decide(rules, course(1))
    assert doubts(standing) == {"unknown-rule"}
    assert "15 hours from listed providers." in standing.notes[0].text


def test_proration_makes_a_first_period_unsure_and_no_other():
    rules = credential(need("total", 1, prorated="half in the first year"))
    assert doubts(decide(rules, course(1), issued=date(2026, 1, 1))) == {"unknown-rule"}
    assert decide(rules, course(1)).sure


def test_a_course_on_the_first_and_last_day_counts_and_their_neighbors_do_not():
    rules = credential(need("total", 9))
    days = [date(2025, 3, 31), date(2025, 4, 1), EXPIRES, date(2027, 4, 1)]
    standing = decide(rules, *[course(3, on=day) for day in days], as_of=date(2027, 5, 1))
    assert [c.counted for c in standing.courses] == [0, 3, 3, 0]
    assert codes(standing, 0) == ["before-period"]
    assert codes(standing, 3) == ["after-period"]
    assert standing.courses[0].reasons[0].period.end == date(2025, 3, 31)
    assert standing.courses[3].reasons[0].period.start == date(2027, 4, 1)


def test_a_course_after_the_day_of_the_standing_is_planned():
    standing = decide(credential(need("total", 3)), course(3, on=TODAY + timedelta(days=1)))
    assert standing.remaining == 3
    assert codes(standing) == ["planned"]
    assert decide(credential(need("total", 3)), course(3, on=TODAY)).complete


def test_one_hour_of_another_period_belongs_to_it_and_two_belong():
    courses = course(1, on=BEFORE), course(2, on=BEFORE)
    one, two = decide(credential(need("total", 9)), *courses).courses
    assert "; 1 hour belongs to the period" in one.reasons[0].text
    assert "; 2 hours belong to the period" in two.reasons[0].text


def test_an_earlier_course_before_the_license_was_issued_lies_in_no_period():
    standing = decide(credential(need("total", 3)), course(3, on=date(2018, 1, 1)))
    assert standing.courses[0].reasons[0].period is None


def test_a_part_and_its_whole_are_mended_by_the_same_hour():
    rules = credential(need("whole", 6, "ethics"), need("part", 3, "boundaries", part_of="whole"))
    assert decide(rules).remaining == 6
    standing = decide(rules, course(3, "ethics"))
    assert (of(standing, "whole").remaining, of(standing, "part").remaining) == (3, 3)
    assert standing.remaining == 3


def test_carryover_is_said_and_takes_nothing_from_how_sure_it_is():
    from ceapp.rules.requirement import Carryover

    standing = decide(credential(need("total", 1), carryover=Carryover(Decimal(5))), course(1))
    assert standing.sure
    assert "carry over" in standing.notes[0].text


def test_courses_keep_the_order_in_which_they_were_entered():
    late, early = course(1, on=date(2026, 6, 1)), course(1, on=date(2025, 6, 1))
    standing = decide(credential(need("total", 2)), late, early)
    assert [c.credit for c in standing.courses] == [late, early]


RULES = credential(
    need("total", 12),
    need("law", 4, "law-and-ethics"),
    need("bounds", 2, "boundaries", part_of="law"),
    need("tele", 3, "telehealth"),
    need("once", 2, "suicide", every=ONCE),
    need("live", 6, formats=[Format.LIVE_ONLINE]),
    limit("paced", 5, formats=[Format.SELF_PACED]),
    limit("business", 2, "business"),
    overlap=Overlap.UNSTATED,
    accepted_approvals=["apa"],
)


@st.composite
def logged(draw):
    """A few courses of every kind around the period, in quarter hours."""
    found = []
    for key in range(draw(st.integers(0, 7))):
        quarters = draw(st.integers(1, 24))
        names = draw(st.sets(st.sampled_from(sorted(RULES_TOPICS)), max_size=3))
        topics = {k: Decimal(draw(st.integers(1, quarters))) / 4 for k in sorted(names)}
        found.append(
            course(
                Decimal(quarters) / 4,
                topics,
                key=str(key),
                on=draw(st.dates(date(2024, 1, 1), date(2027, 12, 31))),
                format=draw(st.sampled_from(Format)),
                approvals=draw(st.sampled_from([[], ["apa"]])),
            )
        )
    return found


RULES_TOPICS = {"boundaries", "ethics", "telehealth", "suicide", "business"}


@settings(max_examples=150)
@given(logged())
def test_every_hour_of_every_course_has_a_reason(courses):
    standing = decide(RULES, *courses)
    for item in standing.courses:
        reasons = {str(reason.code): reason.hours for reason in item.reasons}
        assert item.reasons
        assert all(reason.text.endswith(".") for reason in item.reasons)
        if item.counted:
            uncounted = reasons.get("over-limit", 0)
            assert item.counted + uncounted == item.credit.hours


@settings(max_examples=150)
@given(logged())
def test_the_courses_behind_a_need_add_up_to_what_it_counts(courses):
    for item in decide(RULES, *courses).requirements:
        if item.requirement.is_need:
            assert sum(use.hours for use in item.uses) == item.counted
            assert item.counted + item.remaining == item.hours
            assert item.counted <= item.earned
        else:
            assert item.counted <= item.hours


@settings(max_examples=150)
@given(logged())
def test_complete_means_that_nothing_remains_anywhere(courses):
    standing = decide(RULES, *courses)
    assert standing.complete == (standing.remaining == 0)
    assert standing.complete == all(r.remaining == 0 for r in standing.requirements)
    assert standing.remaining_if_overlap <= standing.remaining


@settings(max_examples=100)
@given(logged(), st.data())
def test_taking_the_hours_that_remain_ends_what_remains(courses, data):
    """Buying ideal hours for the shortages, need by need, completes the license."""
    standing = decide(RULES, *courses)
    short = {r.requirement.id: r.remaining for r in standing.requirements if r.remaining}
    topics = {"law": "law-and-ethics", "bounds": "boundaries", "tele": "telehealth"}
    topics["once"] = "suicide"
    bought, spent = [], Decimal(0)
    for name, topic in topics.items():
        hours = short.get(name, Decimal(0))
        if name == "law":
            hours = max(Decimal(0), hours - short.get("bounds", Decimal(0)))
        if hours:
            bought.append(course(hours, topic, on=TODAY, key=name, approvals=["apa"]))
            spent += hours
    if standing.remaining > spent:
        rest = standing.remaining - spent
        bought.append(course(rest, on=TODAY, key="rest", approvals=["apa"]))
    assert decide(RULES, *courses, *bought).complete


@settings(max_examples=100)
@given(logged())
def test_a_sure_complete_stays_complete_when_every_doubtful_course_falls_away(courses):
    standing = decide(RULES, *courses)
    if standing.complete and standing.sure:
        firm = [c for c in courses if c.approvals and c.completed >= standing.period.start]
        assert decide(RULES, *firm).complete


def test_more_than_can_be_weighed_is_said_and_never_complete():
    topics = sorted(TOPICS.labels)
    needs = [need(f"need-{n}", 1, topics[n % 6], topics[(n * 5 + 1) % 6]) for n in range(60)]
    limits = [limit(f"limit-{n}", 1, topics[n % 6]) for n in range(30)]
    logged = [
        course(3, {topics[n % 6]: 1, topics[(n + 2) % 6]: 2}, key=str(n)) for n in range(4000)
    ]
    standing = decide(credential(need("total", 90), *needs, *limits), *logged)
    assert not standing.complete
    assert not standing.sure
    assert {str(code) for one in standing.courses for code in [one.reasons[0].code]} == {
        "unknown-rule"
    }
    assert "more rules and courses here than can be weighed" in standing.notes[0].text


def test_hours_of_parts_do_not_make_up_the_one_course_that_their_whole_asks_for():
    rules = credential(
        need("total", 10),
        need("core", 2, "suicide", single=True),
        need("yearly", 1, "suicide", part_of="core"),
    )
    standing = decide(rules, course(1, "suicide", key="a"), course(1, "suicide", key="b"))
    assert of(standing, "core").remaining == 2


def test_needs_that_a_board_lets_share_an_hour_are_served_by_one_course():
    rules = credential(
        need("total", 10),
        need("ethics", 3, "ethics"),
        need("boundaries", 3, "boundaries"),
        need("suicide", 2, "suicide"),
        overlaps=(frozenset({"ethics", "boundaries"}),),
    )
    assert decide(rules).remaining == 10
    both = course(3, {"ethics": 3, "boundaries": 3}, key="both")
    standing = decide(rules, both, course(5, key="free"))
    assert of(standing, "ethics").remaining == of(standing, "boundaries").remaining == 0
    assert standing.remaining == 2
    three = course(3, {"ethics": 3, "boundaries": 3, "suicide": 3}, key="three")
    assert of(decide(rules, three, course(7, key="free")), "suicide").remaining == 2
