"""What a license is judged by comes back too, under the numbers that it gets there."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ceapp.accounts.models import User
from ceapp.courses.models import Course
from ceapp.db import db
from ceapp.licenses.models import License, Renewal
from ceapp.own_rules import actions as own_actions
from ceapp.own_rules.models import OwnRules
from ceapp.reminders.models import ReminderChoice
from ceapp.rules.doubt import Doubt
from ceapp.rules.vocabulary import AcademicCredits, AcademicUnit, Activity
from ceapp.standing.queries import standing_of
from ceapp.transfer import queries
from ceapp.transfer.actions import NotImported
from ceapp.transfer.archive.document import document_of
from ceapp.transfer.archive.everything import everything_of
from ceapp.transfer.archive.license_document import OF_A_COURSE
from ceapp.transfer.archive.plan import plan_of
from ceapp.transfer.archive.reading import read_document
from ceapp.transfer.export_views import SCHEMA
from ceapp.transfer.sheets.sheet import NotRead
from tests import factories, pages
from tests.own_rules.making import copied, started
from tests.transfer.filling import TODAY, answered, close, fill_licenses, rows
from tests.transfer.test_export import DAY, brought_in, everything, records


def said(person):
    """Give the document of a person."""
    return document_of(everything_of(person.id), DAY, "s")


def brought(person, document):
    """Import a document that was changed, without files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("good-standing.json", json.dumps(document))
    return brought_in(person, made)


def test_all_of_it_comes_back_equal_and_a_second_time_adds_nothing(person, stranger):
    for title in ("One", "Two"):  # so that no number is the same in both accounts
        factories.course(user=stranger, title=title)
    started(stranger)
    fill_licenses(person)
    held = records(person)
    brought_in(stranger, everything(person))
    before = records(stranger)
    assert [one["document"] for one in before["own_rules"][1:]] == [
        one["document"].replace("own-1", "own-2") for one in held["own_rules"]
    ]
    brought_in(stranger, everything(person))
    assert records(stranger) == before


def test_in_an_empty_account_it_is_equal_to_the_letter(person, stranger):
    fill_licenses(person)
    brought_in(stranger, everything(person))
    assert records(stranger) == records(person)
    jsonschema.validate(said(person), json.loads(SCHEMA.read_bytes()))


def test_numbers_are_those_of_the_new_account(person, stranger):
    factories.course(user=stranger, title="Mine")
    fill_licenses(person)
    brought_in(stranger, everything(person))
    titles = {str(row.id): row.title for row in rows(Course, stranger)}
    texas, own = rows(License, stranger)
    assert titles[texas.board_answers[0]["subject"]] == "Ethics"
    assert titles[own.board_answers[0]["subject"]] == "Research"
    assert own.credential_id == rows(OwnRules, stranger)[0].credential_id
    period = next(row for row in rows(Renewal, stranger) if row.license_id == texas.id)
    assert {titles[one["course"]] for one in period.carried} == {"Trauma"}


def test_what_is_needed_is_the_same_there(person, stranger):
    fill_licenses(person)
    brought_in(stranger, everything(person))
    for mine, theirs in zip(rows(License, person), rows(License, stranger), strict=True):
        here = standing_of(person.id, mine.id, TODAY).standing
        there = standing_of(stranger.id, theirs.id, TODAY).standing
        assert (here.remaining, here.complete, here.sure) == (
            there.remaining,
            there.complete,
            there.sure,
        )
        assert [one.earned for one in here.requirements] == [
            one.earned for one in there.requirements
        ]


def test_own_rules_of_the_same_number_in_another_account_are_not_taken_for_them(person, stranger):
    theirs = copied(stranger)
    factories.license(user=stranger, credential_id=theirs.credential_id, number="OWN")
    fill_licenses(person)
    document = said(person)
    document["own_rules"][0]["credential"] = theirs.credential_id
    for name in ("document", "previous"):
        text = document["own_rules"][0][name]
        document["own_rules"][0][name] = text.replace("own-1", theirs.credential_id, 1)
    for license in document["licenses"]:
        for one in (license, *license["renewals"]):
            if one["credential"] == "own-1":
                one["credential"] = theirs.credential_id
    plan = plan_of(read_document(json.dumps(document)), queries.here(stranger.id))
    assert len(plan.licenses) == 2
    assert len(plan.own_rules) == 1


def test_what_names_a_deleted_course_stays_behind(person, stranger):
    fill_licenses(person)
    for row in rows(Course, person):
        if row.title in {"Ethics", "Trauma"}:
            row.deleted_at = factories.NOW
    db.session.commit()
    texas = said(person)["licenses"][0]
    assert [one["doubt"] for one in texas["board_answers"]] == [Doubt.OVERLAP]
    assert texas["renewals"][0]["carried"] == []
    brought_in(stranger, everything(person))
    assert records(stranger) == records(person)


def test_a_choice_of_reminders_here_is_kept(person, stranger):
    from ceapp.reminders.actions import save_choice

    fill_licenses(person)
    save_choice(
        stranger.id, active=False, days=frozenset({30}), lapsed=True, digest_day=None,
        today=TODAY, now=factories.NOW,
    )  # fmt: skip
    brought_in(stranger, everything(person))
    row = db.session.get(ReminderChoice, stranger.id)
    assert (row.active, row.days) == (False, [30])


def test_more_own_rules_than_anybody_may_have_bring_nothing_in(person, stranger, monkeypatch):
    from ceapp.transfer.archive import license_restoring

    fill_licenses(person)
    copied(person)
    held = everything(person)
    monkeypatch.setattr(license_restoring, "MOST_OWN", 0)
    with pytest.raises(NotImported, match="rules of their own"):
        brought_in(stranger, held)
    assert rows(OwnRules, stranger) == []
    assert rows(License, stranger) == []


def test_the_pages_show_what_came(signed_in_stranger, person, stranger):
    fill_licenses(person)
    brought_in(stranger, everything(person))
    for row in rows(Renewal, stranger):
        page = signed_in_stranger.get(f"/renewals/{row.id}")
        assert "renewed on November 22, 2026" in pages.text_of(page)
    for row in rows(License, stranger):
        assert signed_in_stranger.get(f"/licenses/{row.id}").status_code == 200


def test_a_document_of_version_1_is_still_read(person, stranger):
    factories.license(user=person)
    factories.course(user=person)
    document = said(person)
    held = said(person)
    document["version"] = 1
    del document["own_rules"], document["reminders"]
    for license in document["licenses"]:
        del license["applied"], license["board_answers"], license["renewals"]
    for course in document["courses"]:
        del course["academic"], course["planned"]
    brought(stranger, document)
    assert records(stranger) == {key: held[key] for key in records(stranger)}


def faults():
    """Give ways in which what licenses have can be wrong, with words that must be said."""
    own = "own-1"
    return {
        "rules": (lambda d: d["own_rules"].clear(), "license 2: “credential” names rules"),
        "toml": (lambda d: d["own_rules"][0].update(document="x ="), "no rules that can be read"),
        "id": (lambda d: d["own_rules"][0].update(credential="own-7"), "is not of the id"),
        "place": (
            lambda d: d["licenses"][0]["renewals"][0]["carried"][0].update(course=99),
            "license 1: “course” names a course that is missing",
        ),
        "board": (
            lambda d: d["licenses"][0]["board_answers"][0].update(course=None),
            "must be given where the answer is about a course",
        ),
        "moment": (
            lambda d: d["licenses"][0]["renewals"][0].update(closed_at="2026-01-01"),
            "must be a moment with its zone",
        ),
        "order": (
            lambda d: d["licenses"][0]["renewals"][0].update(next_expires="2020-01-01"),
            "must be after the day that was renewed",
        ),
        "evidence": (
            lambda d: d["licenses"][0]["renewals"][0]["evidence"].pop("courses"),
            "evidence: “courses” is missing",
        ),
        "address": (
            lambda d: d["licenses"][0]["renewals"][0]["evidence"]["requirements"][0].update(
                url="javascript:alert(1)"
            ),
            "is not written as the schema says",
        ),
        "academic": (
            lambda d: d["courses"][0].update(academic={"amount": "3", "unit": "semester"}),
            "goes with an academic course only",
        ),
        "twice": (lambda d: d["own_rules"].append(d["own_rules"][0]), "gives two rules one name"),
        "days": (lambda d: d["reminders"].update(days=[5]), "reminders: “days” must be some of"),
        "previous": (lambda d: d["own_rules"][0].update(previous=own), "no rules that can be read"),
    }


@pytest.mark.parametrize("name", faults())
def test_a_fault_is_refused_with_its_place(person, name):
    fill_licenses(person)
    document = said(person)
    change, words = faults()[name]
    change(document)
    with pytest.raises(NotRead, match=words):
        read_document(json.dumps(document))


text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
amounts = st.integers(1, 4000).map(lambda hundredths: Decimal(hundredths) / 100)
days = st.dates(date(1990, 1, 1), DAY)
moments = st.integers(0, 1_700_000_000).map(lambda at: datetime.fromtimestamp(at, UTC))


@st.composite
def board_answers(draw, courses):
    doubt = draw(st.sampled_from(list(Doubt)))
    subject = draw(st.sampled_from(courses)) if doubt in OF_A_COURSE else draw(text)
    return {
        "doubt": doubt.value,
        "subject": subject,
        "accepted": draw(st.booleans()),
        "answered_on": draw(days).isoformat(),
        "words": draw(text),
        "behind": draw(text),
        "recorded_at": draw(moments).isoformat(),
    }


@st.composite
def renewals(draw, courses, expires):
    return {
        "starts": expires - timedelta(days=730),
        "ends": expires,
        "expires": expires,
        "next_expires": expires + timedelta(days=draw(st.integers(1, 900))),
        "renewed_on": draw(days),
        "carried": [
            {
                "course": course,
                "hours": str(draw(amounts)),
                "topics": {"ethics": str(draw(amounts))},
            }
            for course in draw(st.lists(st.sampled_from(courses), max_size=3))
        ],
        "before": {
            "starts": draw(st.none() | days.map(date.isoformat)),
            "applied": draw(st.none() | days.map(date.isoformat)),
            "facts": draw(st.lists(st.sampled_from(["supervisor", "military"]), unique=True)),
        },
        "rules": draw(text),
        "closed_at": draw(moments),
    }


@settings(max_examples=15)
@given(st.data())
def test_whatever_a_license_holds_comes_back_equal(app, data):
    one, other = (
        factories.person(email=f"{name}{db.session.query(User).count()}@example.com")
        for name in ("from", "to")
    )
    courses = []
    for number in range(3):
        row = factories.course(
            user=one, title=f"{number} {data.draw(text)}".strip(), activity=Activity.ACADEMIC_COURSE
        )
        row.academic = data.draw(
            st.none() | st.builds(AcademicCredits, amounts, st.sampled_from(list(AcademicUnit)))
        )
        courses.append(str(row.id))
    rules = copied(one)
    own_actions.say_why(rules, data.draw(text))
    for credential in ("us-tx-lcsw", rules.credential_id):
        license = factories.license(user=one, credential_id=credential)
        license.applied = data.draw(st.none() | days)
        asked = data.draw(
            st.lists(
                board_answers(courses), max_size=4, unique_by=lambda a: (a["doubt"], a["subject"])
            )
        )
        license.board_answers = asked
        evidence = close(license, until=date(2030, 1, 1)).evidence
        for expires in data.draw(st.lists(days, max_size=3, unique=True)):
            made = data.draw(renewals(courses, expires))
            db.session.add(
                Renewal(
                    user_id=one.id,
                    license_id=license.id,
                    credential_id=credential,
                    evidence=evidence,
                    **made,
                )
            )
    db.session.commit()
    brought_in(other, everything(one))
    assert records(other) == records(one)
    jsonschema.validate(said(other), json.loads(SCHEMA.read_bytes()))


def test_an_answer_about_another_accounts_course_is_not_exported(person, stranger):
    license = factories.license(user=person)
    theirs = factories.course(user=stranger)
    answered(license, Doubt.APPROVAL, str(theirs.id))
    assert said(person)["licenses"][0]["board_answers"] == []
