"""What is exported says all there is, harms no spreadsheet, and comes back equal."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import jsonschema
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ceapp.certificates import actions as certificates
from ceapp.certificates.models import Certificate, State
from ceapp.certificates.queries import content
from ceapp.clock import now
from ceapp.courses.models import Course, CourseApproval, CourseTopic
from ceapp.db import db
from ceapp.rules.vocabulary import Activity, Format
from ceapp.transfer import actions, queries
from ceapp.transfer.archive.document import document_of
from ceapp.transfer.archive.everything import EXPORTED, LEFT_OUT, everything_of
from ceapp.transfer.archive.packing import pack, unpack
from ceapp.transfer.archive.plan import plan_of
from ceapp.transfer.archive.reading import read_document
from ceapp.transfer.archive.restoring import restore
from ceapp.transfer.archive.tables import courses_csv, courses_xlsx
from ceapp.transfer.export_views import SCHEMA
from ceapp.transfer.harmless import guarded, unguarded
from ceapp.transfer.models import DraftKind
from ceapp.transfer.reading.answers import Answers
from ceapp.transfer.reading.interpret import interpret
from ceapp.transfer.sheets.read import read_text
from ceapp.transfer.sheets.sheet import NotRead
from ceapp.transfer.sheets.text import cell_text
from ceapp.transfer.sheets.workbook import read_workbook
from tests import factories, pages
from tests.certificates.making import LINES, pdf
from tests.transfer.making import address, confirm, upload

DAY = date(2026, 11, 27)
EVIL = [
    "=1+1", "+1", "-1", "@SUM(A1)", "'=x", "''", "'plain", "\t=1", " =1", "|x", "%x",
    "12345678901234567890",
]  # fmt: skip


def everything(person):
    found = everything_of(person.id)
    with pack(found, partial(content, person.id), exported=DAY, schema="s") as made:
        return io.BytesIO(made.read())


def records(person):
    """Give the content of a person's export without what says whose and when it is."""
    document = document_of(everything_of(person.id), DAY, "s")
    del document["person"]
    return document


def brought_in(person, stream):
    """Import an export for this person, to its end."""
    unpacked = unpack(stream, "export.zip")
    draft = actions.keep_draft(
        person.id, DraftKind.ARCHIVE, "export.zip", unpacked.text, unpacked.files(), now=now()
    )
    document = read_document(draft.content)
    plan = plan_of(document, queries.here(person.id))
    unpacked.archive.close()
    return list(restore(draft, document, plan, now=now()))


def fill(person):
    """Give a person one of everything."""
    factories.license(
        user=person, facts=["supervisor"], answers={"telehealth": "yes", "suicide": "unsure"}
    )
    retired = factories.license(user=person, credential_id="us-ny-lcsw", number="", issued=None)
    retired.retired_at = factories.NOW
    course = factories.course(
        user=person,
        title="Ethics – “quoted”, with\ttab",
        hours="2.25",
        topics={"law-and-ethics": "1.5", "telehealth": "0.75"},
        notes="Two\nlines",
    )
    course.cost_cents = 4950
    course.approvals[0].number = "0012"
    factories.course(user=person, format=None, activity=Activity.PUBLICATION, approvals=())
    gone = factories.course(user=person, title="Deleted")
    gone.deleted_at = factories.NOW
    db.session.commit()
    sent = certificates.store_for_course(course, "a.pdf", pdf(*LINES, mark="a"), now=now())
    sent.certificate.passed_over = [2]
    certificates.store(person.id, "b.pdf", pdf(*LINES, mark="b"), now=now())
    aside = certificates.store(person.id, "c.pdf", pdf(*LINES, mark="c"), now=now())
    aside.certificate.state = State.SET_ASIDE
    db.session.commit()


def test_everything_comes_back_equal_in_another_account(person, stranger):
    fill(person)
    brought_in(stranger, everything(person))
    assert records(stranger) == records(person)
    kept = db.session.scalars(db.select(Certificate).where(Certificate.user_id == stranger.id))
    for row in kept:
        assert hashlib.sha256(content(stranger.id, row.id)).hexdigest() == row.sha256


def test_bringing_it_back_into_the_same_account_adds_nothing(person):
    fill(person)
    before = records(person)
    assert brought_in(person, everything(person)) == [0]
    assert records(person) == before


def test_the_pages_do_the_same(signed_in, signed_in_stranger, person, stranger):
    fill(person)
    answer = signed_in.get("/export/everything.zip")
    assert answer.mimetype == "application/zip"
    page = upload(signed_in_stranger, answer.data, "export.zip")
    words = pages.text_of(page)
    assert "An export of Good Standing" in words
    assert "Courses 2 new, 5.25 hours" in words
    done = confirm(signed_in_stranger, address(page), expected=0)
    assert "2 courses are in your log" in pages.text_of(done)
    assert records(stranger) == records(person)


def test_the_export_says_what_it_holds(signed_in, person):
    fill(person)
    answer = signed_in.get("/export/everything.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        names = archive.namelist()
        document = json.loads(archive.read("good-standing.json"))
        assert "export/schema.json" in archive.read("README.txt").decode()
    assert {"good-standing.json", "courses.csv", "courses.xlsx", "licenses.csv"} <= set(names)
    assert len([name for name in names if name.startswith("certificates/")]) == 3
    assert document["courses"][0]["hours"] == "2.25"
    assert "Deleted" not in {course["title"] for course in document["courses"]}
    assert document["person"]["email"] == "alice@example.com"


def test_the_document_is_what_the_schema_says(client, person):
    fill(person)
    schema = json.loads(client.get("/export/schema.json").data)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document_of(everything_of(person.id), DAY, "s"), schema)


def test_the_schema_in_the_documents_is_the_one_that_is_served():
    docs = SCHEMA.parents[3] / "docs" / "export.schema.json"
    assert docs.read_bytes() == SCHEMA.read_bytes()


def test_every_table_is_exported_or_left_out_for_a_reason(app):
    assert set(db.metadata.tables) == EXPORTED | set(LEFT_OUT)


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"),
    max_size=40,
)
titles = words.map(lambda text: cell_text(text) or "x") | st.sampled_from(EVIL).map(str.strip)
hours = st.integers(1, 4000).map(lambda hundredths: Decimal(hundredths) / 100)
days = st.dates(date(1970, 1, 1), DAY)
topics = st.dictionaries(st.sampled_from(["ethics", "telehealth", "law-and-ethics"]), st.just(1))
approvals = st.dictionaries(
    st.sampled_from(["apa", "aswb-ace"]), st.sampled_from(["", "12", "A-7"])
)


@st.composite
def some_courses(draw):
    found = []
    for number in range(draw(st.integers(0, 6))):
        length = draw(hours)
        found.append(
            Course(
                id=number + 1,
                user_id=1,
                title=draw(titles),
                provider=cell_text(draw(words)),
                completed=draw(days),
                hours=length,
                format=draw(st.sampled_from(list(Format))),
                activity=Activity.COURSE,
                cost_cents=draw(st.none() | st.integers(0, 1_000_000)),
                notes=cell_text(draw(words)),
                topics=[CourseTopic(topic=one, hours=length) for one in draw(topics)],
                approvals=[
                    CourseApproval(approval=one, number=text)
                    for one, text in draw(approvals).items()
                ],
            )
        )
    return found


def said(course):
    """Give what a sheet says of a course."""
    return (
        course.title,
        course.provider,
        course.completed,
        course.hours,
        course.format,
        {one.topic: one.hours for one in course.topics},
        {one.approval: one.number for one in course.approvals},
        course.cost_cents,
        course.notes,
    )


def read_back(sheets):
    found = interpret(sheets, Answers(), (), DAY)
    return [
        (e.title, e.provider, e.completed, e.hours, e.format, dict(e.topics), dict(e.approvals),
         e.cost_cents, e.notes)
        for row in found.rows
        for e in [row.entry or pytest.fail(row.words)]
    ]  # fmt: skip


@settings(max_examples=150)
@given(some_courses())
def test_a_csv_of_courses_is_read_back_as_it_was(courses):
    made = courses_csv(courses, {}).decode("utf-8-sig")
    assert read_back(read_text(made, "courses.csv")) == [said(one) for one in courses]


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(some_courses())
def test_a_workbook_of_courses_is_read_back_as_it_was(courses):
    made = courses_xlsx(courses, {})
    assert read_back(read_workbook(made, "courses.xlsx")) == [said(one) for one in courses]


@settings(max_examples=150)
@given(some_courses())
def test_no_cell_of_a_sheet_is_a_formula(courses):
    for row in csv.reader(io.StringIO(courses_csv(courses, {}).decode("utf-8-sig"))):
        for cell in row:
            assert not cell.lstrip().startswith(("=", "+", "-", "@")), row
    book = openpyxl.load_workbook(io.BytesIO(courses_xlsx(courses, {})))
    for row in book.active.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            assert cell.data_type != "e"


@given(st.text() | st.sampled_from(EVIL))
def test_the_guard_is_taken_away_again_and_guards(text):
    made = guarded(text)
    assert unguarded(made) == text
    assert not made.lstrip().startswith(("=", "+", "-", "@"))


def test_a_workbook_holds_dates_as_dates_hours_as_numbers_and_long_numbers_as_text(person):
    course = factories.course(user=person, title="12345678901234567890", hours="1.5")
    row = openpyxl.load_workbook(io.BytesIO(courses_xlsx([course], {}))).active[2]
    assert row[0].value == "12345678901234567890"
    assert row[2].is_date
    assert row[2].value.date() == date(2026, 3, 14)
    assert row[3].value == 1.5


def test_a_csv_carries_its_mark_and_plain_decimals(signed_in, person):
    factories.course(user=person, title="Café ethics", hours="1.50")
    made = signed_in.get("/export/courses.csv")
    assert made.data.startswith(b"\xef\xbb\xbfTitle,")
    assert "Café ethics,Harbor Lane Institute,2026-03-14,1.5," in made.data.decode("utf-8-sig")


def mutations():
    """Give ways in which a document can be wrong, with words that must be said."""
    return {
        "courses 1 hours": (lambda d: d["courses"][0].update(hours="-1"), "course 1: “hours”"),
        "float": (lambda d: d["courses"][0].update(hours=1.5), "course 1: “hours”"),
        "day": (lambda d: d["courses"][0].update(completed="2026-02-30"), "is no real date"),
        "title": (lambda d: d["courses"][0].update(title=""), "course 1: “title”"),
        "unknown": (lambda d: d["courses"][0].update(x=1), "“x” is not known in this version"),
        "missing": (lambda d: d["licenses"][0].pop("expires"), "license 1: “expires” is missing"),
        "order": (lambda d: d["licenses"][0].update(issued="2099-01-01"), "is after the day"),
        "topic": (
            lambda d: d["courses"][0]["topics"][0].update(hours="9"),
            "gives a topic more hours than the course has",
        ),
        "hash": (lambda d: d["certificates"][0].update(sha256="0" * 64), "names a file"),
        "version": (lambda d: d.update(version=3), "no export of Good Standing of version 1 or 2"),
        "list": (lambda d: d.update(courses={}), "“courses” must be a list"),
        "nul": (lambda d: d["courses"][0].update(title="a\0b"), "signs that are no text"),
    }


@pytest.mark.parametrize("name", mutations())
def test_a_document_that_was_changed_is_refused_with_the_place(person, name):
    fill(person)
    document = document_of(everything_of(person.id), DAY, "s")
    change, words = mutations()[name]
    change(document)
    with pytest.raises(NotRead, match=words.replace("(", r"\(")):
        read_document(json.dumps(document))


@settings(max_examples=300)
@given(st.data())
def test_whatever_stands_in_a_document_it_is_read_or_refused_in_words(data):
    junk = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
        max_leaves=6,
    )
    document = {
        "format": "good-standing-export", "version": data.draw(st.sampled_from([1, 2])),
        "exported": "2026-11-27", "person": {}, "own_rules": data.draw(st.just([]) | junk),
        "licenses": data.draw(junk), "courses": data.draw(junk), "certificates": data.draw(junk),
        "reminders": data.draw(junk),
    }  # fmt: skip
    try:
        read_document(json.dumps(document))
    except NotRead as fault:
        assert str(fault)


def test_a_file_that_was_changed_in_the_zip_is_named(person, signed_in):
    fill(person)
    out = io.BytesIO()
    with zipfile.ZipFile(everything(person)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"%PDF-1.4 other" if name.endswith(".pdf") else old.read(name))
    page = upload(signed_in, out.getvalue(), "export.zip")
    assert page.status_code == 422
    assert "that it names, or the file was changed" in pages.text_of(page)


def test_an_import_of_an_export_is_undone_as_a_whole(person, stranger, signed_in_stranger):
    fill(person)
    brought_in(stranger, everything(person))
    pages.send(signed_in_stranger, "/imports/1/undo", page="/import")
    left = records(stranger)
    assert (left["courses"], left["licenses"], left["certificates"]) == ([], [], [])
    pages.send(signed_in_stranger, "/imports/1/bring-back", page="/import")
    assert records(stranger) == records(person)


def test_planned_courses_come_along(person, stranger):
    factories.course(user=person, completed=DAY + timedelta(days=200))
    brought_in(stranger, everything(person))
    assert records(stranger) == records(person)
