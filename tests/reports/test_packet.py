"""What a packet rests on: the courses that count, their proof, and what is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ceapp.boards import catalog
from ceapp.courses.models import CourseApproval
from ceapp.db import db
from ceapp.reports import queries, words
from ceapp.reports.cover import packet_data
from ceapp.rules.vocabulary import Activity, Format
from ceapp.standing.license_view import license_page
from tests import factories
from tests.reports.making import EXPIRES, TODAY, california, certificate, proved


@pytest.fixture
def held(person):
    return california(person)


@pytest.fixture
def log(person):
    def logged(hours="3", topics=(), completed=date(2026, 3, 14), **more):
        return factories.course(
            user=person, hours=hours, topics=topics, completed=completed, **more
        )

    return logged


def packet(person, held, ends=EXPIRES):
    return queries.packet(person.id, held.id, ends, person=person.name, today=TODAY)


def data(found, pages=None):
    page = license_page(found.one.name, found.standing, catalog.topics(), {})
    every = {file.id: 1 for file in found.files}
    return packet_data(found, page, every if pages is None else pages)


def test_courses_stand_by_date_with_what_they_serve(person, held, log):
    log("4", completed=date(2026, 5, 1), title="Later")
    log("6", {"law-and-ethics": "6"}, title="Law", completed=date(2026, 2, 1))
    entries = packet(person, held).entries
    assert [(entry.number, entry.title, entry.counted) for entry in entries] == [
        (1, "Law", 6),
        (2, "Later", 4),
    ]
    assert [entry.serves for entry in entries] == ["Law and ethics 6", "All hours"]


def test_only_courses_that_count_are_in_it(person, held, log):
    log(title="Before", completed=date(2025, 3, 31))
    log(title="First day", completed=date(2025, 4, 1))
    log(title="Planned", completed=date(2026, 11, 23))
    assert [entry.title for entry in packet(person, held).entries] == ["First day"]


def test_an_earlier_course_that_meets_a_one_time_need_is_in_it(person, held, log):
    log("6", {"suicide-prevention": "6"}, title="Long ago", completed=date(2022, 10, 14))
    (entry,) = packet(person, held).entries
    assert (entry.title, entry.counted) == ("Long ago", 0)
    assert entry.serves.endswith(" 6")
    counted = dict(data(packet(person, held))["entries"][0]["facts"])["Counted"]
    assert counted == "not in the total of this period, from 6 hours taken earlier"


def test_a_course_without_a_certificate_is_named_as_missing(person, held, log):
    proved(log(title="Proved"))
    log("2", title="Unproved", completed=date(2026, 6, 1))
    found = packet(person, held)
    assert [entry.title for entry in found.missing] == ["Unproved"]
    assert data(found)["missing"] == [
        "Unproved, Harbor Lane Institute, Jun 1, 2026, 2 hours. No certificate on file."
    ]
    assert words.answer(found) == "5 of 36 hours are counted, and 3 of them are documented here"


def test_many_missing_ones_are_counted_on_the_cover(person, held, log):
    for place in range(12):
        log("1", title=f"Course {place}", completed=date(2026, 1, 1 + place))
    said = data(packet(person, held))["missing"]
    assert len(said) == words.MOST_MISSING + 1
    assert said[-1] == "And 4 more courses: the index marks each."


@pytest.mark.parametrize(
    ("with_proof", "without", "answer"),
    [
        (0, 0, "No course counts in this period"),
        (1, 0, "4 of 36 hours are counted, and all are documented here"),
        (0, 1, "4 of 36 hours are counted, and none of them is documented yet"),
        (9, 0, "All 36 hours are counted, and all are documented here"),
        (9, 1, "All 36 hours are counted; 9 of 10 courses are documented here"),
    ],
)
def test_the_answer_says_how_much_is_counted_and_proved(person, log, with_proof, without, answer):
    held = factories.license(user=person, answers={"suicide": "yes", "telehealth": "yes"})
    for place in range(with_proof + without):
        topics = {"law-and-ethics": "4"} if place < 2 else {}
        course = log("4", topics, completed=date(2026, 1, 1 + place))
        if place < with_proof:
            proved(course)
    assert words.answer(packet(person, held)) == answer


def test_a_need_met_earlier_by_word_only_is_said_to_have_no_proof(person, log):
    held = factories.license(user=person, answers={"suicide": "yes", "telehealth": "no"})
    proved(log())
    found = packet(person, held)
    assert len(found.declared) == 1
    assert data(found)["missing"] == [
        f"{found.declared[0]}: met earlier by the license holder’s own word; no proof is with it."
    ]


def test_one_file_for_two_courses_is_bound_once(person, held, log):
    content = certificate("A transcript of two courses")
    first, second = (proved(log(completed=date(2026, day, 1)), content) for day in (1, 2))
    assert first.id == second.id
    found = packet(person, held)
    assert [len(entry.files) for entry in found.entries] == [1, 0]
    assert found.missing == ()
    assert found.size == len(content)
    assert data(found)["entries"][1]["proof"] == (
        "Its certificate proves several courses and stands with course 1."
    )


def test_a_file_that_could_not_be_bound_is_said_to_be_missing(person, held, log):
    proved(log(title="Broken"))
    said = data(packet(person, held), pages={})
    assert said["missing"][0].endswith(words.NOT_BOUND)
    assert said["entries"][0]["proof"] == words.NOT_BOUND
    assert not said["entries"][0]["proved"]
    assert "none of them is documented yet" in said["answer"]


def test_approvals_are_written_with_their_numbers(person, held, log):
    course = log(approvals=())
    course.approvals = [CourseApproval(user_id=person.id, approval="aswb-ace", number="1744")]
    db.session.commit()
    assert packet(person, held).entries[0].approvals == "ASWB ACE 1744"


def test_an_activity_without_a_format_is_named(person, held, log):
    log(format=None, activity=Activity.TEACHING)
    log(format=Format.IN_PERSON)
    assert {entry.kind for entry in packet(person, held).entries} == {
        "Teaching or presenting",
        "In person",
    }


def test_an_earlier_period_is_worked_out_by_its_own_days(person, held, log):
    proved(log("5", completed=date(2024, 6, 1), title="Then"))
    log("4", title="Now")
    then = packet(person, held, date(2025, 3, 31))
    assert [entry.title for entry in then.entries] == ["Then"]
    assert then.past
    said = data(then)
    assert said["lede"].startswith("California LCSW, for the renewal on March 31, 2025. ")
    assert "hours short, by what is logged" in said["lede"]
    assert "To know" in {part["title"] for part in said["parts"]}


@pytest.mark.parametrize("ends", [date(2025, 3, 30), date(2029, 3, 31), date(2017, 3, 31)])
def test_a_day_that_ends_no_period_gives_no_packet(person, held, ends):
    assert packet(person, held, ends) is None


def test_the_license_of_another_person_gives_no_packet(stranger, held):
    assert packet(stranger, held) is None


def test_courses_and_certificates_of_another_person_are_in_no_packet(person, stranger, held, log):
    proved(log(title="Mine"))
    theirs = factories.course(user=stranger, title="Theirs")
    proved(theirs, certificate("Theirs"))
    found = packet(person, held)
    assert [entry.title for entry in found.entries] == ["Mine"]
    assert len(found.files) == 1


def test_what_hangs_in_doubt_is_not_called_complete(person, log):
    held = factories.license(user=person, answers={"suicide": "yes", "telehealth": "yes"})
    log("36", {"law-and-ethics": "6"}, approvals=())
    found = packet(person, held)
    assert found.standing.complete
    assert words.outcome(found.standing) == "The hours add up; what they rest on is not settled"


def test_hours_over_a_limit_are_shown_with_their_reason(person):
    held = factories.license(
        user=person, credential_id="us-ny-lcsw", expires=EXPIRES, issued=date(2019, 3, 31)
    )
    factories.course(
        user=person, hours="20", format=Format.SELF_PACED, approvals=("nysed",), title="At home"
    )
    parts = {part["title"]: part["items"] for part in data(packet(person, held))["parts"]}
    (item,) = parts["Logged, but not counted"]
    assert item["lead"] == "At home,"
    assert "over the limit" in item["words"]


def test_all_hours_together_are_those_of_the_entries(person, held, log):
    log("1.5", completed=date(2026, 1, 1))
    log("2.25", completed=date(2026, 1, 2))
    found = packet(person, held)
    assert found.counted == Decimal("3.75")
    assert data(found)["together"] == "3.75"
