"""Which of several dates is the day of completion, and when nobody can say."""

from __future__ import annotations

from datetime import date

import pytest

from ceapp.certificates.reading.completed import completion
from ceapp.certificates.reading.labels import labeled
from tests.certificates.reading.paper import paper

DAY = date(2026, 2, 9)


def read(*lines):
    document = paper("\n".join(lines))
    found, doubt = completion(document, labeled(document))
    return (found.value if found else None), doubt


@pytest.mark.parametrize(
    "line",
    [
        "Date of completion: February 9, 2026", "Completed on 2/9/2026",
        "COMPLETION DATE  2026-02-09",
        "held February 9, 2026 at the Wexley Hall", "Attended live: 02/09/2026, 12:00 PM",
        "Post-test passed  February 9, 2026 (score 92%)", "Date(s): February 7 – 9, 2026",
        "presented by Ann Lee on February 9, 2026", "on this day February 9, 2026",
        "Dates of training: 1/26/2026, 2/2/2026, 2/9/2026", "given this 9th day of February, 2026",
    ],
)  # fmt: skip
def test_the_day_of_completion_is_known_by_its_words(line):
    assert read("Certificate of Completion", "", line) == (DAY, False)


@pytest.mark.parametrize(
    "line",
    [
        "ACE provider approval period: 07/14/2024 – 07/14/2027", "Issued February 20, 2026",
        "Printed 11/02/2026", "Valid until 3/1/2028", "Registered: 01/30/2026", "Expires 3/31/2027",
        "Purchased December 12, 2025", "Evaluation submitted: 02/11/2026",
        "License expires 01/31/2027", "Member since May 1, 2019", "Original release: March 1, 2024",
        "ACE approved provider #2077 (ASWB), approved through 12/31/2026.",
        "Opal Szymanski, Chair  Signed February 20, 2026",
    ],
)  # fmt: skip
def test_other_days_are_not_taken_for_it(line):
    assert read("Completed on February 9, 2026", "", line)[0] == DAY
    assert read("Certificate of Completion", "", line)[0] is None


def test_two_days_of_completion_give_none_and_doubt():
    read_twice = read("Completion date: 03/04/2026", "", "Completion date: 03/14/2026")
    assert read_twice == (None, True)


def test_a_date_that_may_be_two_days_gives_none_and_doubt():
    lines = ("Thames Valley Counselling Centre", "", "Completed on 05/04/2025")
    assert read(*lines) == (None, True)


def test_the_date_of_a_letter_is_not_that_of_the_course():
    letter = ("September 30, 2025", "", "Dear Ms. Lee,", "you attended our class on", "February 9,",
              "2026. Regards")  # fmt: skip
    assert read(*letter)[0] == DAY


def test_the_heading_over_a_date_says_nothing_of_it():
    assert read("Certificate of Attendance", "March 3, 2026", "Dear Ms. Lee,")[0] is None


def test_the_date_beside_a_signature_is_not_that_of_the_course():
    prose = ("This is to certify that Ann Lee has completed the live training on Monday,",
             "February 9, 2026, and is awarded 5 hours.")  # fmt: skip
    signed = "Jo Poole, Program Coordinator  Date: February 20, 2026"
    assert read(*prose, "", signed) == (DAY, False)
