"""The picture of hours over time."""

from datetime import date, timedelta

from ceapp.standing.chart import pace_chart
from tests.rules.making import EXPIRES, TODAY, course, credential, decide, need

RULES = credential(need("total", 36))


def drawn(*courses, **more):
    return pace_chart("Zeeland LPC", decide(RULES, *courses, **more))


def test_the_chart_steps_up_on_the_days_of_the_courses():
    chart = drawn(course(6, on=date(2025, 7, 19)), course(3.5, on=date(2025, 9, 13)))
    assert chart.got == "M0 0H109V6H165V9.5H600"
    assert chart.area == chart.got + "V0Z"
    assert (chart.width, chart.height) == (729, "36")
    assert chart.rest == "M600 9.5L729 36"


def test_courses_of_one_day_make_one_step():
    chart = drawn(course(2, on=date(2025, 7, 19)), course(1, on=date(2025, 7, 19), key="other"))
    assert chart.got == "M0 0H109V3H600"


def test_the_chart_says_the_same_in_words():
    assert drawn(course(26.5)).label == (
        "Hours over time for Zeeland LPC: 26.5 counted by today, an even pace would be 29.6, "
        "36 hours due by March 31"
    )


def test_courses_that_count_nothing_are_not_drawn():
    chart = drawn(course(5, on=date(2025, 3, 22)), course(4, on=TODAY + timedelta(days=9)))
    assert chart.got == "M0 0H600"


def test_nothing_is_left_to_draw_once_all_hours_are_there():
    chart = drawn(course(40))
    assert chart.rest == ""
    assert chart.height == "40"
    assert chart.pace == "M0 0L729 36"


def test_there_is_no_chart_after_the_period_or_without_a_total():
    assert drawn(as_of=EXPIRES + timedelta(days=1)) is None
    assert pace_chart("Zeeland", decide(credential(need("ethics", 3, "ethics")))) is None


def test_the_word_today_stays_inside_the_picture():
    assert drawn(as_of=EXPIRES).now.anchor == "end"
    assert drawn(as_of=date(2025, 4, 1)).now.anchor == "start"
    assert drawn().now.anchor == "middle"


def test_years_keep_clear_of_the_words_at_both_ends():
    assert [year.words for year in drawn().years] == ["2026"]
