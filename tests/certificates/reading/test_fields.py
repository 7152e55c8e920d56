"""Titles, people, providers, formats, approvals and topics, on papers of every layout."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ceapp.certificates.reading.approvals import approvals
from ceapp.certificates.reading.formats import course_format
from ceapp.certificates.reading.labels import labeled
from ceapp.certificates.reading.topics import topics
from tests.certificates.reading.paper import course, paper, value

PROSE = """
    # Certificate of Completion

    This is to certify that
    # Wilhelmina Stradivari, LMFT

    has completed the live interactive webinar
    # Emotionally Attuned Parenting Plans

    presented by Abernathy Quill, PhD, on March 14, 2026

    5 CE Hours

    Sponsored by the Wabash Family Institute
    """
ROWS = """
    CE Record of Completion

    PARTICIPANT  Wilhelmina Stradivari, LMFT
    TRAINING TITLE  Emotionally Attuned Parenting Plans (live webinar)
    COURSE NO.  FAM-2205
    INSTRUCTOR / AUTHOR  Abernathy Quill, PhD
    COMPLETION DATE  03/14/2026
    LICENSE #  LMFT 118845
    CONTACT HOURS  5.0
    FORMAT  Live webinar
    PROVIDER  Wabash Family Institute
    """
SENTENCE = """
    Certificate

    The Wabash Family Institute certifies that Wilhelmina Stradivari, LMFT, attended the live
    webinar entitled Emotionally Attuned Parenting Plans on March 14, 2026, presented by
    Abernathy Quill, PhD, and earned 5 continuing education hours.
    """


@pytest.mark.parametrize("text", [PROSE, ROWS, SENTENCE], ids=["prose", "rows", "sentence"])
def test_every_layout_gives_the_same_course(text):
    read = course(text)
    assert value(read.title) == "Emotionally Attuned Parenting Plans"
    assert value(read.participant) == "Wilhelmina Stradivari"
    assert value(read.instructor) == "Abernathy Quill"
    assert value(read.provider) == "Wabash Family Institute"
    assert value(read.format) == "live-online"
    assert value(read.hours) == 5
    assert value(read.completed).isoformat() == "2026-03-14"
    assert "completed" not in read.flags


def test_the_number_of_a_course_is_neither_a_license_nor_a_certificate():
    assert value(course(ROWS).course_number) == "FAM-2205"
    assert course(PROSE).course_number is None


def test_who_signs_is_not_who_teaches():
    signed = PROSE.replace("presented by Abernathy Quill, PhD, on", "on")
    assert course(f"{signed}\n    Lucinda Farr, Program Administrator").instructor is None


def approved(*lines):
    found, doubt = approvals(paper("\n\n".join(lines)))
    return {slug: one.value for slug, one in found.items()}, doubt


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Quill, #1947, is an ASWB ACE approved provider.", {"aswb-ace": "1947"}),
        ("Quill, provider #2291, is approved by the Association of Social Work Boards.",
         {"aswb-ace": "2291"}),
        ("Quill is an NBCC Approved Continuing Education Provider, ACEP No. 7184.",
         {"nbcc-acep": "7184"}),
        ("Quill is approved by the American Psychological Association to sponsor education.",
         {"apa": ""}),
        ("NYSED SW-0533", {"nysed": "SW-0533"}),
        ("Recognized by the New York State Education Department #SW-0871 and #MHC-0266.",
         {"nysed": "SW-0871, MHC-0266"}),
        ("Florida Board-approved provider no. 50-31877 (expires 3/31/2027).",
         {"state-board": "50-31877"}),
        ("ASWB ACE 1538  NBCC ACEP 7012  NAADAC 204417",
         {"aswb-ace": "1538", "nbcc-acep": "7012", "naadac": "204417"}),
        ("This course is not approved by the American Psychological Association.", {}),
        ("Application for ASWB ACE approval is pending.", {}),
        ("A course on the NASW Code of Ethics.", {}),
        ("American Psychiatric Association approved.", {"american-psychiatric-association": ""}),
    ],
)  # fmt: skip
def test_approvals_are_read_with_their_numbers(line, found):
    assert approved(line) == (found, False)


def test_two_numbers_of_one_approval_give_none_and_doubt():
    lines = ("NBCC approved provider, ACEP No. 6323.", "Approved by NBCC, ACEP No. 3222.")
    assert approved(*lines) == ({"nbcc-acep": ""}, True)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("4 hours of continuing education, including 1.5 hours of ethics.", {"ethics": "1.5"}),
        ("1.5 hours of this session concern telehealth.", {"telehealth": "1.5"}),
        ("15 hours (supervision)", {"supervision": "15"}),
        ("addresses suicide risk assessment (3 hours).", {"suicide-prevention": "3"}),
        ("Hours: 3.0 (2.0 general, 1.0 ethics)", {"ethics": "1.0"}),
        ("6 hours of continuing education in Law & Ethics", {"law-and-ethics": "6"}),
        ("5 hours, of which 1 hour is in ethics and 1 hour is in cultural competency",
         {"ethics": "1", "cultural-competence": "1"}),
        ("Social workers receive 3 clinical continuing education credits.", {}),
        ("Boundary Questions in Group Work  3.00", {}),
        ("Up to 2 hours of ethics may be earned.", {}),
    ],
)  # fmt: skip
def test_topics_are_those_whose_hours_are_stated(line, found):
    read = topics(paper(line), Decimal(20))
    assert {slug: one.value for slug, one in read.items()} == {
        slug: Decimal(hours) for slug, hours in found.items()
    }


def test_a_title_only_suggests_a_topic():
    read = course(PROSE.replace("Parenting Plans", "Suicide Prevention"))
    assert not read.topics["suicide-prevention"].sure


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("a self-study, reading-based online course", "self-paced"),
        ("a text-based distance learning course", "self-paced"),
        ("Homestudy (recorded audio with post-test)", "self-paced"),
        ("Online, asynchronous", "self-paced"),
        ("took part in the synchronous online training", "live-online"),
        ("attended the live interactive webinar", "live-online"),
        ("Virtual workshop via Zoom", "live-online"),
        ("attended on-site", "in-person"),
        ("Method: live classroom", "in-person"),
        ("held May 8, 2025 at the Wexley Conference Hall", "in-person"),
        ("in person and via live stream", None),
        ("an online course", None),
    ],
)
def test_the_format_is_told_or_left_open(line, name):
    document = paper(line)
    found, _ = course_format(document, labeled(document))
    assert value(found) == name
