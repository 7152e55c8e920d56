"""What is suggested, in which order, and the reason given for it."""

from __future__ import annotations

from datetime import date

import pytest

from ceapp.boards import catalog
from ceapp.library.suggestions import (
    GENERAL,
    READING_NEVER_COUNTS,
    in_sentence,
    reasons_for,
    suggest,
    wants_of,
)
from ceapp.rules.requirement import Kind, Overlap
from tests.library.values import Text, logged, row, standing

ETHICS = Text("Ethics", ("ethics", "boundaries"))
BOUNDARIES = Text("Boundaries", ("boundaries",), article="another")
CULTURE = Text("Culture", ("cultural-competence",))
SUPERVISION = Text("Supervision", ("consultation", "supervision"))
TRAUMA = Text("Trauma", ("trauma-informed-care",))
UNSTATED = {"overlap": Overlap.UNSTATED}
ALL = (TRAUMA, CULTURE, SUPERVISION, ETHICS, BOUNDARIES)


def suggested(*standings, limit=3, sections=ALL):
    return suggest(standings, sections, catalog.topics(), limit)


def titles(found):
    return [each.section.title for each in found]


def sentence(row_, **of):
    [want] = wants_of([("California LCSW", standing(row_, **of))])
    return want.sentence(catalog.topics())


@pytest.mark.parametrize(
    ("wanted", "first"),
    [
        ("ethics", "Ethics"),
        ("law-and-ethics", "Ethics"),  # narrower topics count for it
        ("boundaries", "Boundaries"),  # the section chiefly on it, not the one that mentions it
        ("supervision", "Supervision"),
        ("implicit-bias", "Culture"),  # nothing on it; a broader topic comes nearest
        ("hiv-aids trauma-informed-care", "Trauma"),  # either topic will do
    ],
)
def test_the_nearest_section_to_what_is_lacking_comes_first(wanted, first):
    assert titles(suggested(("California LCSW", standing(row(wanted)))))[0] == first


def test_a_suggestion_says_how_much_of_what_for_which_license_by_when():
    [first, *_] = suggested(("California LCSW", standing(row("ethics"))))
    assert first.reasons == (
        "You need 3 more hours of professional ethics for California LCSW by March 31, 2027.",
    )


@pytest.mark.parametrize(
    ("row_", "of", "said"),
    [
        (row("ethics", remaining="1", earned="5"), {}, "You need 1 more hour of"),
        (row("ethics", remaining="1.50", earned="4.5"), {}, "You need 1.5 more hours of"),
        (row("ethics", earned="6"), UNSTATED, "You may need up to 3 more hours of"),
        (row("ethics", earned="4"), UNSTATED, "You need 2 to 3 more hours of"),
        (row("ethics", earned="3"), UNSTATED, "You need 3 more hours of"),
        (row("ethics", earned="6"), {"overlap": Overlap.FORBIDDEN}, "You need 3 more hours of"),
        (row("ethics"), {"expires": date(2026, 10, 31)}, "LCSW, which was due October 31, 2026."),
        (row("ethics telehealth"), {}, "of professional ethics or telehealth for"),
        (row("ethics telehealth lgbtq", label="Board priorities"), {}, "of board priorities for"),
        (row("law-and-ethics"), {}, "of law and ethics for"),
        (row("hiv-aids"), {}, "of HIV and AIDS for"),
    ],
)
def test_the_sentence_claims_no_more_than_is_certain(row_, of, said):
    assert said in sentence(row_, **of)


@pytest.mark.parametrize(
    "row_",
    [
        row("ethics", earned="6", remaining="0"),
        row("", needed="36", earned="30", remaining="6"),
        row("ethics", kind=Kind.LIMIT),
        row("ethics", asked=True),
    ],
    ids=["met", "any topic", "a limit", "a question"],
)
def test_only_a_topic_that_is_lacking_is_a_reason_to_read(row_):
    assert wants_of([("California LCSW", standing(row_))]) == ()


def test_the_license_that_expires_first_comes_first():
    found = suggested(
        ("New York LCSW", standing(row("trauma-informed-care"), expires=date(2027, 6, 30))),
        ("California LCSW", standing(row("cultural-competence"))),
    )
    assert titles(found) == ["Culture", "Trauma"]


def test_one_section_that_serves_two_licenses_is_given_once_with_both_reasons():
    found = suggested(
        ("California LCSW", standing(row("law-and-ethics"))),
        ("New York LCSW", standing(row("ethics"), expires=date(2027, 6, 30))),
        sections=(ETHICS, TRAUMA),
    )
    assert titles(found) == ["Ethics"]
    assert [reason.split(" for ")[1] for reason in found[0].reasons] == [
        "California LCSW by March 31, 2027.",
        "New York LCSW by June 30, 2027.",
    ]


def test_what_was_logged_fills_the_room_that_is_left_and_says_so():
    found = suggested(
        ("California LCSW", standing(row("ethics"), courses=[logged({"supervision": "2"})]))
    )
    assert titles(found) == ["Ethics", "Supervision", "Boundaries"]
    assert found[1].reasons == (
        "You logged 2 hours of providing clinical supervision, completed August 2, 2026.",
    )


def test_the_topic_logged_last_comes_first_and_planned_courses_are_left_out():
    courses = [
        logged({"supervision": "2"}, completed=date(2026, 2, 1), key="1"),
        logged({"trauma-informed-care": "1"}, completed=date(2026, 9, 1), key="2"),
        logged({"ethics": "1"}, completed=date(2027, 1, 5), key="3"),
        logged({"ethics": "1"}, completed=date(2026, 10, 1), key="4", planned=True),
    ]
    assert titles(suggested(("California LCSW", standing(courses=courses)))) == [
        "Trauma",
        "Supervision",
    ]


def test_a_course_that_counts_for_two_licenses_is_named_once():
    course = logged({"supervision": "2"})
    found = suggested(
        ("California LCSW", standing(courses=[course])), ("Texas LCSW", standing(courses=[course]))
    )
    assert titles(found) == ["Supervision"]


@pytest.mark.parametrize("standings", [[], [("California LCSW", standing())]])
def test_somebody_of_whom_nothing_is_known_gets_general_reading_that_says_so(standings):
    found = suggested(*standings)
    assert titles(found) == ["Trauma", "Culture", "Supervision"]
    assert {each.reasons for each in found} == {(GENERAL,)}


def test_no_more_is_suggested_than_was_asked_for():
    assert len(suggested(("California LCSW", standing(row("ethics"))), limit=1)) == 1


def test_nothing_to_read_gives_no_suggestions():
    assert suggested(("California LCSW", standing(row("ethics"))), sections=()) == ()


def test_an_article_gives_the_reasons_for_its_own_topics_only():
    wants = wants_of([("California LCSW", standing(row("ethics"), row("telehealth")))])
    [reason] = reasons_for(("boundaries",), wants, catalog.topics())
    assert "professional ethics" in reason


def test_no_reason_promises_credit_and_the_line_says_that_reading_is_none():
    assert "never counts" in READING_NEVER_COUNTS


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Law and ethics (one combined requirement)", "law and ethics"),
        ("HIV and AIDS", "HIV and AIDS"),
        ("LGBTQ+ clients", "LGBTQ+ clients"),
        ("Alzheimer's disease and other dementias", "Alzheimer's disease and other dementias"),
    ],
)
def test_a_label_is_written_as_it_stands_inside_a_sentence(label, inside):
    assert in_sentence(label) == inside
