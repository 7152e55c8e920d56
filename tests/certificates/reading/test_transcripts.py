"""Several courses on one paper: tables, repeated labels, a certificate on each page."""

from __future__ import annotations

from ceapp.certificates.reading.courses import courses_in
from tests.certificates.reading.paper import paper, value

TABLE = """
    Continuing Education Transcript

    Learner: Dagny Ferreira-Holt, LCSW

    Course Title__________________________  Provider____  Completed_  CE Hours
    Ethics of Record Keeping in Practices_  Otter_Creek_  02/11/2025  3.0
    Grief Work With Older Adults: Losses__  Otter_Creek_  05/30/2025  6.0
    Late in Life
    Telehealth Risk Basics________________  Bluestem____  In progress  1.5
    Sand Tray Foundations_________________  Bluestem____  09/09/2025  1.5

    Total  10.5
    """
CARDS = """
    My Learning History

    Course: Perinatal Loss
    Completed: 2/2/2025
    Credits: 2

    Course: Sand Tray Foundations
    Completed: 8/16/2025
    Credits: 5.5
    """
ONE = """
    # Certificate of Completion

    This certifies that Delphi Arrowsmith has completed

    Course title: {title}

    {hours} CE Hours

    Completed on {day}
    """


def rows(*pages):
    _, courses = courses_in(paper(*pages))
    return [
        (
            value(one.title).replace("_", ""),
            value(one.completed).isoformat(),
            float(value(one.hours)),
        )
        for one in courses
    ]


def test_a_table_gives_each_course_that_was_completed():
    assert rows(TABLE) == [
        ("Ethics of Record Keeping in Practices", "2025-02-11", 3.0),
        ("Grief Work With Older Adults: Losses Late in Life", "2025-05-30", 6.0),
        ("Sand Tray Foundations", "2025-09-09", 1.5),
    ]


def test_repeated_labels_give_each_course():
    assert rows(CARDS) == [
        ("Perinatal Loss", "2025-02-02", 2.0), ("Sand Tray Foundations", "2025-08-16", 5.5)
    ]  # fmt: skip


def test_a_certificate_on_each_page_gives_each_course():
    first = ONE.format(title="Mindful Eating in Therapy", hours=2, day="3/1/2026")
    second = ONE.format(title="When Clients Go Silent", hours=4, day="3/8/2026")
    assert rows(first, second) == [
        ("Mindful Eating in Therapy", "2026-03-01", 2.0),
        ("When Clients Go Silent", "2026-03-08", 4.0),
    ]


def test_a_list_that_cannot_be_taken_apart_is_not_one_course():
    text = (
        "Course History\n\nEthics done on 1/2/2025 and 3/4/2025\nand 5/6/2025 and 7/8/2025, 3 hours"
    )
    assert courses_in(paper(text)) == ("transcript", ())


def test_the_sessions_of_a_conference_are_one_course():
    text = """
        # Great Basin Psychotherapy Conference

        October 2–4, 2025 (in person)

        Certificate of participation for Wendeline Abara-Fox, PhD

        Day____  Session______________________  CE hours
        Oct 2__  Repair After Rupture__________  1.25
        Oct 4__  Case Clinics__________________  4.00
        Total CE hours earned  5.25
        """
    assert rows(text) == [("Great Basin Psychotherapy Conference", "2025-10-04", 5.25)]
