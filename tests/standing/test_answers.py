"""What a license's standing comes down to, in sentences."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ceapp.rules.requirement import Every, Overlap, Total
from ceapp.rules.standing import Doubt
from ceapp.standing.answers import (
    State,
    breakdown,
    day_in_words,
    headline,
    listed,
    monthly,
    name_of,
    overlap_clause,
    pace,
    pace_in_words,
    state_of,
    time_left,
    to_go,
    total_of,
)
from tests.rules.making import EXPIRES, TODAY, TOPICS, course, credential, decide, limit, need

ONCE = Every(once=True)
SIMPLE = credential(need("total", 36), need("law-ethics", 6, "law-and-ethics"))
UNSTATED = credential(
    need("total", 6),
    need("ethics", 3, "ethics"),
    need("telehealth", 3, "telehealth"),
    overlap=Overlap.UNSTATED,
)
MAYBE_ENOUGH = course(3, {"ethics": 3, "telehealth": 3}), course(3)


def test_hours_to_go_are_said_with_the_day():
    standing = decide(SIMPLE, course(26.5, {"law-and-ethics": 3}))
    assert state_of(standing) is State.OPEN
    assert headline("Zeeland", standing) == "Zeeland needs 9.5 more hours by March 31."


def test_one_hour_is_not_said_in_the_plural():
    standing = decide(SIMPLE, course(35, {"law-and-ethics": 6}))
    assert headline("Zeeland", standing) == "Zeeland needs 1 more hour by March 31."


def test_only_a_sure_standing_is_called_complete():
    rules = credential(need("total", 3), accepted_approvals=["apa"])
    sure = decide(rules, course(3, approvals=["apa"]))
    unsure = decide(rules, course(3))
    assert state_of(sure) is State.COMPLETE
    assert headline("Zeeland", sure) == "Zeeland is complete."
    assert unsure.complete
    assert state_of(unsure) is State.UNSETTLED
    assert headline("Zeeland", unsure) == "Zeeland adds up, with 1 point to settle."


def test_a_need_that_hangs_on_the_overlap_alone_is_a_maybe():
    standing = decide(UNSTATED, *MAYBE_ENOUGH)
    assert state_of(standing) is State.MAYBE
    assert headline("Zeeland", standing) == "Zeeland may need up to 3 more hours by March 31."
    assert overlap_clause(standing) == "none if your board lets one hour serve two topics"


def test_a_figure_that_hangs_on_the_overlap_in_part_is_a_pair():
    standing = decide(UNSTATED, course(2, {"ethics": 2, "telehealth": 2}), course(4))
    assert headline("Zeeland", standing) == "Zeeland needs up to 4 more hours by March 31."
    assert to_go(standing) == "up to 4 hours"
    assert overlap_clause(standing) == "1 hour if your board lets one hour serve two topics"


def test_an_overlap_that_changes_nothing_is_not_mentioned():
    assert overlap_clause(decide(UNSTATED)) == ""


def test_a_passed_expiration_is_a_date_not_a_debt():
    standing = decide(SIMPLE, as_of=EXPIRES + timedelta(days=3))
    assert state_of(standing) is State.LAPSED
    assert headline("Zeeland", standing) == "Zeeland was due on March 31, 2027."


def test_the_expiration_day_itself_still_counts():
    assert state_of(decide(SIMPLE, as_of=EXPIRES)) is State.OPEN


def test_an_unknown_total_is_never_a_completion():
    rules = credential(need("ethics", 3, "ethics"), total=Total.UNKNOWN)
    standing = decide(rules, course(3, "ethics"))
    assert state_of(standing) is State.UNSETTLED
    assert headline("Zeeland", standing) == "We cannot say how many hours Zeeland needs."


def test_an_unknown_total_makes_every_figure_a_least():
    rules = credential(need("ethics", 3, "ethics"), total=Total.UNKNOWN)
    standing = decide(rules)
    assert headline("Zeeland", standing) == "Zeeland needs at least 3 more hours by March 31."
    assert to_go(standing) == "at least 3 hours"


def test_an_unknown_total_with_nothing_sure_to_go_is_no_maybe():
    standing = decide(replace(UNSTATED, total=Total.UNKNOWN), *MAYBE_ENOUGH)
    assert standing.remaining_if_overlap == 0
    assert headline("Zeeland", standing) == "We cannot say how many hours Zeeland needs."


def test_with_an_unknown_total_the_pair_never_names_a_most():
    topics = UNSTATED.requirements[1:]
    standing = decide(replace(UNSTATED, requirements=topics, total=Total.UNKNOWN))
    assert to_go(standing) == "at least 3 hours"
    assert overlap_clause(standing) == "6 hours or more if your board lets none serve two topics"
    (note,) = [one for one in standing.notes if one.doubt is Doubt.OVERLAP]
    assert note.text.startswith(
        "6 hours to go if no hour may serve two topics, 3 hours if one may."
    )


def test_a_name_that_says_from_whom_needs_no_of():
    rules = credential(
        need("apa", 3, approvals={"apa"}, label="From an APA-approved sponsor"),
        need("law", 2, "ethics", label="Texas law"),
    )
    said = breakdown(decide(rules), TOPICS)
    assert said.startswith("Take 3 hours from an APA-approved sponsor and 2 hours of Texas law.")


def test_a_renewal_that_asks_nothing_says_so():
    standing = decide(credential(limit("self-paced", 12)))
    assert state_of(standing) is State.NOTHING_ASKED
    assert headline("Zeeland", standing) == "Zeeland asks for no hours this time."


def test_a_question_about_a_one_time_need_is_no_debt_and_no_completion():
    rules = credential(need("total", 3), need("suicide", 6, "suicide", every=ONCE))
    standing = decide(rules, course(3), asked=["suicide"])
    assert standing.remaining == 0
    assert state_of(standing) is State.UNSETTLED


def test_a_later_license_ahead_of_pace_says_only_that():
    standing = decide(SIMPLE, course(34, {"law-and-ethics": 6}))
    assert headline("Zeeland", standing, later=True) == "Zeeland is ahead of pace."
    assert headline("Zeeland", standing).startswith("Zeeland needs 2 more hours")


def test_the_breakdown_names_topics_first_and_then_the_rest():
    standing = decide(SIMPLE, course(26.5, {"law-and-ethics": 3}))
    assert breakdown(standing, TOPICS) == (
        "Take 3 hours of law and ethics. The other 6.5 may be on anything your board accepts."
    )


def test_a_breakdown_without_topics_says_anything():
    standing = decide(SIMPLE, course(26.5, {"law-and-ethics": 6}))
    assert breakdown(standing, TOPICS) == "They may be on anything your board accepts."


def test_topics_that_share_hours_are_not_added_up():
    rules = credential(
        need("ethics", 3, "ethics"), need("telehealth", 3, "telehealth"), overlap=Overlap.ALLOWED
    )
    assert breakdown(decide(rules), TOPICS) == (
        "Take 3 hours of ethics and 3 hours of telehealth. "
        "Some hours can serve more than one of them."
    )


def test_nobody_is_sent_to_buy_a_course_that_may_not_be_needed():
    standing = decide(UNSTATED, *MAYBE_ENOUGH)
    assert breakdown(standing, TOPICS) == (
        "Take up to 3 hours of telehealth. Ask your board first: they may not be needed."
    )


def test_the_largest_of_several_totals_is_the_one_shown():
    standing = decide(credential(need("total", 20), need("total-supervisor", 26)))
    assert total_of(standing).hours == 26


def test_a_need_on_top_is_not_the_total():
    standing = decide(credential(need("extra", 3, in_total=False)))
    assert total_of(standing) is None


def test_names_come_from_topics_and_totals_are_all_hours():
    assert name_of(need("total", 36, label="Total continuing education"), TOPICS) == "All hours"
    assert name_of(need("law-ethics", 6, "law-and-ethics"), TOPICS) == "Law and ethics"


@pytest.mark.parametrize(
    ("hours", "today", "words"),
    [
        (26.5, TODAY, "about 2¼ hours a month"),
        (35, TODAY, "less than 1 hour a month"),
        (31.5, TODAY, "about 1¼ hours a month"),
        (0, EXPIRES - timedelta(days=20), ""),
        (36, TODAY, ""),
    ],
)
def test_the_hours_a_month_are_rounded_up_to_quarters(hours, today, words):
    rules = credential(need("total", 36))
    courses = [course(hours)] if hours else []
    assert monthly(decide(rules, *courses, as_of=today)) == words


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (EXPIRES - timedelta(days=129), "129 days, about 8½ hours a month"),
        (EXPIRES - timedelta(days=1), "1 day"),
        (EXPIRES, "the last day is today"),
        (EXPIRES + timedelta(days=2), "none, it passed 2 days ago"),
    ],
)
def test_the_time_left_is_counted_in_whole_days(today, words):
    assert time_left(decide(SIMPLE, as_of=today)) == words


def test_pace_compares_with_an_even_one():
    behind = decide(SIMPLE, course(26.5, {"law-and-ethics": 3}))
    assert pace(behind) == Decimal("-3.1")
    assert pace_in_words(behind) == "3.1 hours behind"
    assert pace_in_words(decide(SIMPLE, course(34, {"law-and-ethics": 3}))) == "4.4 hours ahead"
    assert pace_in_words(decide(SIMPLE, course(30, {"law-and-ethics": 3}))) == "even"


def test_there_is_no_pace_without_a_total_or_with_nothing_to_go():
    assert pace(decide(credential(need("ethics", 3, "ethics")))) is None
    assert pace_in_words(decide(SIMPLE, course(36, {"law-and-ethics": 6}))) == ""
    assert pace_in_words(decide(SIMPLE)) == ""  # nothing logged yet


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2027, 3, 31), "March 31"),
        (date(2028, 6, 30), "June 30, 2028"),
        (TODAY, "today, November 22"),
        (date(2026, 11, 21), "November 21, 2026"),
    ],
)
def test_a_day_within_the_year_needs_no_year(day, words):
    assert day_in_words(day, TODAY) == words


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (list("abc"), "a, b and c")],
)
def test_lists_are_joined_as_in_a_sentence(words, said):
    assert listed(words) == said
