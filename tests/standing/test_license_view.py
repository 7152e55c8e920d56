"""The content of a license's page."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ceapp.rules.requirement import (
    Carryover,
    Citation,
    Confidence,
    Every,
    Overlap,
    Renewals,
    Source,
    Total,
    Unevaluated,
)
from ceapp.rules.vocabulary import Activity, Format
from ceapp.standing.board_says import board_says
from ceapp.standing.laws import law_of
from ceapp.standing.license_view import license_page
from ceapp.standing.requirement_rows import what_of
from tests.rules.making import EXPIRES, TODAY, TOPICS, course, credential, decide, limit, need

ONCE = Every(once=True)
FACTS = {"supervisor": "you supervise others for their license"}
LIVE = (Format.IN_PERSON, Format.LIVE_ONLINE)


def page(rules, *courses, **more):
    return license_page("Zeeland LPC", decide(rules, *courses, **more), TOPICS, FACTS)


def titles(courses):
    return [one.title for one in courses]


@pytest.mark.parametrize(
    ("courses", "answer"),
    [
        ([course(2, "ethics")], "8 hours to go, 1 of them on named topics"),
        ([course(5, "ethics")], "5 hours to go"),
        ([course(10)], "3 hours to go, all on named topics"),
        ([course(10, {"ethics": 3})], "Complete"),
    ],
)
def test_the_answer_says_how_much_and_on_what(courses, answer):
    assert (
        page(credential(need("total", 10), need("ethics", 3, "ethics")), *courses).answer == answer
    )


def test_an_unsure_standing_is_not_answered_with_complete():
    found = page(credential(need("total", 3), accepted_approvals=["apa"]), course(3))
    assert found.answer == "The hours add up; what they rest on is not settled yet"
    assert len(found.points) == 1


def test_an_unknown_total_is_the_answer():
    rules = credential(need("ethics", 3, "ethics"), total=Total.UNKNOWN)
    assert page(rules, course(3, "ethics")).answer == (
        "How many hours it needs in all is not known to us"
    )


def test_a_passed_date_is_the_answer():
    found = page(credential(need("total", 3)), as_of=EXPIRES + timedelta(days=1))
    assert found.answer == "The renewal date passed on March 31, 2027"


def test_a_row_names_the_courses_behind_it_and_the_part_used():
    rules = credential(need("total", 10), need("ethics", 3, "ethics"))
    row = page(rules, course(4, {"ethics": 2}, key="5", title="Records")).rows[1]
    assert (row.kind, row.counted, row.remaining) == ("open", Decimal(2), Decimal(1))
    assert [(one.title, one.hours, one.remark) for one in row.used] == [
        ("Records", Decimal(2), "2 of its 4 hours")
    ]


def test_a_course_from_before_the_period_is_marked_where_it_serves():
    rules = credential(need("suicide", 6, "suicide", every=ONCE))
    row = page(rules, course(6, "suicide", on=date(2022, 10, 14))).rows[0]
    assert row.used[0].remark == "from before this period, for this only"


def test_a_need_met_by_the_persons_word_is_full_and_says_so():
    rules = credential(need("suicide", 6, "suicide", every=ONCE))
    row = page(rules, met=["suicide"]).rows[0]
    assert (row.kind, row.declared_met, row.counted) == ("met", True, Decimal(6))


def test_hours_used_elsewhere_are_told_at_the_need_they_miss():
    rules = credential(
        need("ethics", 3, "ethics"), need("tele", 3, "telehealth"), overlap=Overlap.UNSTATED
    )
    found = page(rules, course(3, {"ethics": 3, "telehealth": 3}, title="Both"))
    (said,) = found.rows[1].used_elsewhere
    assert said.startswith("Both: 3 hours also match Telehealth")
    assert not found.logged.not_counted


def test_each_course_that_needs_a_word_is_in_one_group():
    rules = credential(
        need("total", 40),
        limit("home", 2, formats=[Format.SELF_PACED]),
        need("old", 1, "suicide", every=ONCE),
        accepted_approvals=["apa"],
    )
    apa = {"approvals": ["apa"]}
    found = page(
        rules,
        course(3, key="1", title="over", format=Format.SELF_PACED, **apa),
        course(4, key="2", title="no approval"),
        course(5, key="3", title="peers", activity=Activity.PEER_CONSULTATION),
        course(6, key="4", title="planned", on=TODAY + timedelta(days=9), **apa),
        course(7, key="5", title="before", on=date(2025, 3, 1), **apa),
        course(1, "suicide", key="6", title="long ago", on=date(2021, 3, 1), **apa),
        course(8, key="7", title="plain", **apa),
    )
    assert titles(found.logged.not_counted) == ["over"]
    assert titles(found.logged.to_confirm) == ["no approval", "peers"]
    assert titles(found.logged.planned) == ["planned"]
    assert titles(found.logged.other_periods) == ["before", "long ago"]
    assert found.not_counted_hours == Decimal(1)
    assert found.to_confirm_hours == Decimal(9)
    assert [why.mark for why in found.logged.other_periods[1].whys] == ["yes", "no"]


def test_a_reason_carries_the_law_of_its_rule():
    rules = credential(need("total", 9), limit("home", 2, formats=[Format.SELF_PACED]))
    (over,) = page(rules, course(3, format=Format.SELF_PACED)).logged.not_counted
    assert [(why.mark, why.hours, why.laws[0].cite) for why in over.whys] == [
        ("no", Decimal(1), "Rule 1")
    ]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (need("total", 36), "every renewal"),
        (need("e", 3, "ethics"), "every renewal, within the 36"),
        (need("e", 3, "ethics", in_total=False), "every renewal, on top of the 36"),
        (need("e", 3, "ethics", every=ONCE), "once, not at every renewal, within the 36"),
        (need("e", 3, "ethics", every=Every(renewals=3)), "every 3 renewals, within the 36"),
        (need("e", 3, "ethics", every=Every(years=6)), "every 6 years, within the 36"),
        (need("e", 3, "ethics", every=Every(years=1)), "every year, within the 36"),
        (
            need("e", 3, "ethics", renewals=Renewals.LATER),
            "every renewal after the first, within the 36",
        ),
        (need("live", 18, formats=LIVE), "every renewal, live, in person or online, within the 36"),
        (limit("home", 12, formats=[Format.SELF_PACED]), "a limit: at most this many count"),
        (
            need("s", 6, "ethics", applies_if="supervisor"),
            "every renewal, within the 36, because you supervise others for their license",
        ),
        (
            need("t", 6, "ethics", activities=[Activity.COURSE], formats=[Format.IN_PERSON]),
            "every renewal, in person, course or workshop, within the 36",
        ),
    ],
)
def test_a_row_says_how_often_of_what_kind_and_for_whom(rule, words):
    standing = decide(credential(need("total", 36)))
    assert what_of(rule, standing, FACTS) == words


def test_a_first_renewal_is_named():
    rule = need("hiv", 7, "ethics", renewals=Renewals.FIRST)
    assert what_of(rule, decide(credential()), FACTS) == "first renewal only"


@pytest.mark.parametrize(
    ("kind", "confidence", "level", "words"),
    [
        ("regulation", Confidence.HIGH, "high", "read in the regulation, 2024"),
        ("statute", Confidence.MEDIUM, "medium", "read in the statute, 2024"),
        ("board", Confidence.HIGH, "medium", "read on the board’s page, 2024"),
        ("provider", Confidence.HIGH, "low", "read on a course provider’s page, 2024"),
        ("regulation", Confidence.LOW, "low", "read in the regulation, 2024"),
    ],
)
def test_a_rule_read_on_a_weak_page_is_never_called_sure(kind, confidence, level, words):
    rule = need("total", 36)
    sources = (Source("", kind, "2024-03-22"),)
    rules = replace(credential(rule, confidence=confidence), sources=sources)
    law = law_of(rule, rules)
    assert (law.level, law.words) == (level, words)
    assert law.cite == Citation("Rule 1").cite


def test_a_doubt_that_the_standing_hangs_on_is_not_said_twice():
    doubts = ("Not evaluated: at least 2 hours in ethics of law.", "The fee was not read.")
    found = page(credential(need("total", 3), doubts=doubts), course(3))
    assert "At least 2 hours in ethics of law." in found.points[0].text
    assert found.doubts == ("The fee was not read.",)


def test_a_rule_not_evaluated_is_to_settle_in_its_scope_and_else_to_check_with_it():
    rule = Unevaluated("Ask about the extra hours.", applies_if="supervisor")
    rules = credential(need("total", 3), not_evaluated=(rule,))
    inside = page(rules, course(3), facts=["supervisor"])
    assert "Ask about the extra hours." in inside.points[0].text
    assert inside.doubts == ()
    outside = page(rules, course(3))
    assert outside.answer == "Complete"
    assert outside.points == ()
    assert outside.doubts == (
        "We do not count this rule yet. Only if you supervise others for their license: "
        "Ask about the extra hours.",
    )


def test_what_the_board_wants_besides_is_said_or_said_to_be_unknown():
    bare = dict(board_says(credential()))
    assert bare["Records"] == ("We found no rule on how long to keep certificates. Keep them all.")
    assert bare["Reporting"].endswith("Logging here does not report them to the board.")
    full = dict(
        board_says(
            credential(
                reporting="Attest at renewal.",
                keep_records_years=Decimal(4),
                carryover=Carryover(Decimal(10), note="From the last six months."),
                exemptions="Illness.",
                overlap=Overlap.UNSTATED,
            )
        )
    )
    assert full["Reporting"].startswith("Attest at renewal. Logging here")
    assert full["Records"] == "Keep certificates for 4 years."
    assert full["Carrying hours over"] == (
        "Up to 10 hours may pass into the next period. From the last six months."
    )
    assert full["Exemptions"] == "Illness."
    assert "does not say" in full["Two topics in one hour"]
    none = dict(board_says(credential(carryover=Carryover(Decimal(0)))))
    assert none["Carrying hours over"] == "No hours pass into the next period."
