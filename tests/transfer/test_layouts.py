"""Sheets of other trackers are understood without anybody saying what their columns mean."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ceapp.rules.vocabulary import Format
from ceapp.transfer.reading.answers import Answers
from ceapp.transfer.reading.days import Order
from ceapp.transfer.reading.interpret import interpret
from ceapp.transfer.reading.meanings import Meaning
from ceapp.transfer.reading.outcome import Logged, State
from ceapp.transfer.sheets.read import read_text

TODAY = date(2026, 11, 27)
HOME = Answers(formats={"": Format.SELF_PACED})


def read(text, answers=HOME, log=()):
    return interpret(read_text(text, "log.csv"), answers, log, TODAY)


def only(text, answers=HOME, log=()):
    """Give the one course that a text with one row becomes."""
    (row,) = read(text, answers, log).rows
    assert row.state is State.NEW, row
    return row.entry


def test_the_transcript_of_a_state_tracker():
    entry = only(
        "Course Title,Provider,Hours,Date,Category,Status\n"
        "Ethics Update,Harbor Lane,2.5,03/14/2026,Ethics,Completed\n"
    )
    assert (entry.title, entry.provider, entry.hours) == (
        "Ethics Update",
        "Harbor Lane",
        Decimal("2.5"),
    )
    assert entry.completed == date(2026, 3, 14)
    assert entry.topics == {"ethics": Decimal("2.5")}
    assert entry.notes == ""


def test_the_list_of_a_pharmacy_monitor():
    entry = only(
        "Activity Title,ACPE ID,Credits,Date Completed,Provider\n"
        "Opioid Safety,0123-0000-26-001-L01-P,1.5,2026-03-14,Harbor Lane\n"
    )
    assert (entry.title, entry.hours) == ("Opioid Safety", Decimal("1.5"))
    assert entry.notes == "ACPE ID: 0123-0000-26-001-L01-P"


def test_the_list_of_a_medical_passport():
    found = read(
        "Activity Title,Accredited Provider,Credits,Date,Type\n"
        "Grand Rounds,Mercy Hospital,1,03/14/2026,Live Activity\n"
        "Journal,Mercy Hospital,1,03/15/2026,Enduring Material\n"
    )
    assert [row.state for row in found.rows] == [State.WAITS, State.NEW]
    assert [one.word for one in found.questions.formats] == ["Live Activity"]
    assert found.rows[1].entry.format is Format.SELF_PACED


def test_the_list_of_an_open_source_tracker():
    entry = only(
        "Training Name,Category,Hours,Link,Date Added\n"
        "Suicide Prevention,Suicide prevention,3,https://example.org/a,2026-03-14\n"
    )
    assert entry.completed == date(2026, 3, 14)
    assert entry.topics == {"suicide-prevention": Decimal(3)}
    assert entry.notes == "Link: https://example.org/a"


def test_the_roster_that_providers_send():
    found = read(
        "50-1234,20-98765,OWN-1,,SW1234,12/13/2025,State=FL,Profession=LCSW,ET,2\n"
        "50-1234,20-98766,OWN-2,,SW1234,12/14/2025,State=FL,Profession=LCSW\n"
    )
    first, second = found.rows
    assert first.entry.title == "CE Broker course 20-98765"
    assert first.entry.provider == "CE Broker provider 50-1234"
    assert (first.entry.completed, first.entry.hours) == (date(2025, 12, 13), Decimal(2))
    assert second.faults[0].text == "Row 2, column J gives no hours."


def test_rows_that_were_pasted_without_headings():
    text = "Working With Grief After Loss\t3\tMar 14, 2026\n"
    assert read(text).questions.unit.header == "column B"
    entry = only(text, Answers(unit=Meaning.HOURS, formats=HOME.formats))
    assert (entry.title, entry.hours, entry.completed) == (
        "Working With Grief After Loss",
        Decimal(3),
        date(2026, 3, 14),
    )


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Course Title (as on certificate)", Meaning.TITLE),
        ("DateCompleted", Meaning.COMPLETED),
        ("CE hrs.", Meaning.HOURS),
        ("Length in minutes", Meaning.MINUTES),
        ("CEU's", Meaning.CEUS),
        ("Sponsoring Organization", Meaning.PROVIDER),
        ("Delivery Method", Meaning.FORMAT),
        ("License #", Meaning.LEAVE_OUT),
    ],
)
def test_headers_are_known_by_their_synonyms(header, meaning):
    values = {Meaning.COMPLETED: "3/14/2026", Meaning.FORMAT: "webinar"}
    other = "Provider" if meaning is not Meaning.PROVIDER else "Hours"
    found = read(f"{header},{other}\n{values.get(meaning, '2')},3\n", Answers())
    assert found.meanings[0] is meaning


def test_an_ambiguous_date_waits_and_each_answer_gives_its_day():
    text = "Title,Hours,Date\nEthics,3,03/04/2026\n"
    found = read(text)
    assert found.rows[0].state is State.WAITS
    assert (found.questions.order.month_first, found.questions.order.day_first) == (
        date(2026, 3, 4),
        date(2026, 4, 3),
    )
    for order, day in ((Order.MONTH_FIRST, date(2026, 3, 4)), (Order.DAY_FIRST, date(2026, 4, 3))):
        assert only(text, Answers(order=order, formats=HOME.formats)).completed == day


def test_a_date_of_the_same_column_that_is_clear_settles_the_order():
    found = read("Title,Hours,Date\nEthics,3,03/04/2026\nLaw,2,25/04/2026\n")
    assert found.questions.order is None
    assert [row.entry.completed for row in found.rows] == [date(2026, 4, 3), date(2026, 4, 25)]


def test_dates_that_contradict_are_asked_about():
    found = read("Title,Hours,Date\nA,3,03/04/2026\nB,2,25/04/2026\nC,2,04/25/2026\n")
    assert found.questions.order.both
    assert [row.state for row in found.rows] == [State.WAITS, State.NEW, State.NEW]


@pytest.mark.parametrize(
    ("header", "value", "asked"),
    [
        ("CEUs", "0.3", True),
        ("CEUs", "3", True),
        ("CEUs", "0.3 CEU", False),
        ("Duration", "90", True),
        ("Hours", "90", True),
        ("Hours", "3", False),
        ("Hours", "0.3", False),
        ("CE credits", "0.3", True),
        ("Minutes", "90", False),
        ("Credits", "1.5", False),
    ],
)
def test_a_unit_that_the_column_leaves_open_is_asked_about(header, value, asked):
    found = read(f"Title,{header},Date\nEthics,{value},2026-03-14\n")
    assert bool(found.questions.unit) is asked
    assert (found.rows[0].state is State.WAITS) is asked


@pytest.mark.parametrize(
    ("unit", "value", "hours"),
    [
        (Meaning.CEUS, "0.3", "3"),
        (Meaning.HOURS, "0.3", "0.3"),
        (Meaning.MINUTES, "90", "1.5"),
    ],
)
def test_the_answer_decides_what_one_is(unit, value, hours):
    header = "Duration" if unit is Meaning.MINUTES else "CEUs"
    answers = Answers(unit=unit, formats=HOME.formats)
    assert only(f"Title,{header},Date\nE,{value},2026-03-14\n", answers).hours == Decimal(hours)


def test_a_column_that_the_person_changes_is_read_as_they_say():
    text = "Was,Wann,Wieviel\nEthics,2026-03-14,3\n"
    columns = {0: Meaning.TITLE, 1: Meaning.COMPLETED, 2: Meaning.HOURS}
    entry = only(text, Answers(columns=columns, formats=HOME.formats))
    assert (entry.title, entry.hours) == ("Ethics", Decimal(3))


def test_how_it_was_taken_is_never_guessed():
    found = read("Title,Hours,Date,Format\nA,3,2026-03-14,Online\nB,2,2026-03-15,\n", Answers())
    assert [row.state for row in found.rows] == [State.WAITS, State.WAITS]
    assert {one.word for one in found.questions.formats} == {"Online", ""}


def test_an_activity_that_is_no_course_needs_no_format():
    entry = only("Title,Hours,Date,Activity type\nBook chapter,3,2026-03-14,publication\n")
    assert entry.activity == "publication"
    assert entry.format is None


def test_a_day_to_come_is_planned_and_says_so():
    (row,) = read("Title,Hours,Date\nEthics,3,2027-03-14\n").rows
    assert row.state is State.NEW
    assert "planned" in row.words
    assert row.entry.planned
    assert not only("Title,Hours,Date\nEthics,3,2026-11-27\n").planned


def test_taking_a_course_is_no_repeat_of_having_planned_it():
    plan = Logged(7, "Ethics Update", "", date(2026, 3, 14), Decimal(3), planned=True)
    assert only("Title,Hours,Date\nEthics Update,3,2026-03-14\n", log=[plan]).hours == 3


LOG = [Logged(7, "Ethics Update", "Harbor Lane", date(2026, 3, 14), Decimal(3))]


@pytest.mark.parametrize(
    ("title", "hours", "words"),
    [
        ("ethics update", "3", "Already logged on March 14, 2026, with the same hours."),
        ("Ethics: Update!", "2", "Probably logged already on March 14, 2026, but with 3 hours."),
        ("Ethics 2026", "3", "Probably “Ethics Update”, logged for the same day and hours"),
    ],
)
def test_a_course_of_the_log_is_not_imported_twice(title, hours, words):
    text = f"Title,Provider,Hours,Date\n{title},Harbor Lane Institute,{hours},2026-03-14\n"
    (row,) = read(text, HOME, LOG).rows
    assert row.state is State.DOUBLE
    assert words in row.words
    assert row.same.id == 7
    kept = Answers(formats=HOME.formats, kept=frozenset({2}))
    assert only(text, kept, LOG).hours == Decimal(hours)


def test_a_cell_that_is_typed_anew_takes_the_place_of_the_sheets():
    answers = Answers(formats=HOME.formats, fixes={2: {"completed": "Apr 10, 2026"}})
    assert only("Title,Hours,Date\nE,3,spring 26\n", answers).completed == date(2026, 4, 10)


def test_topics_with_hours_of_their_own_and_words_that_are_no_topic():
    entry = only(
        "Title,Hours,Date,Topics\nE,3,2026-03-14,ethics:1; telehealth: 2; Basket weaving\n"
    )
    assert entry.topics == {"ethics": Decimal(1), "telehealth": Decimal(2)}
    assert entry.notes == "Topics: Basket weaving"
