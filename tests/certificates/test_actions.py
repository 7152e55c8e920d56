"""Certificates are stored once, read apart, and confirmed together with their courses."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event, func
from sqlalchemy.exc import NoResultFound, OperationalError

from ceapp.certificates import actions, limits, queries
from ceapp.certificates.actions import Outcome
from ceapp.certificates.models import Certificate, CertificateContent, CourseCertificate, State
from ceapp.certificates.places import open_places
from ceapp.courses import actions as course_actions
from ceapp.courses.entry import Entry
from ceapp.courses.models import Course
from ceapp.db import db
from ceapp.rules.vocabulary import Format
from tests import factories
from tests.certificates.making import certificate, draft, pdf, picture, reading
from tests.factories import NOW

ENTRY = Entry("Ethics in Everyday Practice", date(2026, 3, 14), Decimal(3), format=Format.IN_PERSON)
TWO = reading(draft(), draft(), kind="transcript")


def how_many(table):
    return db.session.scalar(db.select(func.count()).select_from(table))


def send(user, content, name="ethics.pdf", now=NOW):
    return actions.store(user.id, name, content, now=now)


def test_a_file_is_kept_byte_for_byte(person):
    content = pdf()
    sent = send(person, content, "../My certificate.pdf")
    assert sent.outcome == Outcome.STORED
    kept = queries.certificate(person.id, sent.certificate.id)
    assert (kept.name, kept.media_type, kept.size) == (
        "My certificate.pdf", "application/pdf", len(content),
    )  # fmt: skip
    assert kept.state == State.WAITING
    assert queries.content(person.id, kept.id) == content


def test_the_kind_comes_from_the_content_and_not_from_the_name(person):
    assert send(person, picture(), "x.pdf").certificate.media_type == "image/png"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", limits.EMPTY),
        (b"x", limits.NOT_ONE),
        (b"<html>", limits.NOT_ONE),
        (b"%PDF-1.7\n" + b"0" * limits.LARGEST_FILE, limits.TOO_LARGE),
    ],
    ids=["empty", "one byte", "a page", "too large"],
)
def test_what_cannot_be_kept_is_refused_in_words(person, content, words):
    sent = send(person, content)
    assert (sent.outcome, sent.why_not) == (Outcome.REFUSED, words.format(name="ethics.pdf"))
    assert how_many(Certificate) == how_many(CertificateContent) == 0


def test_the_same_bytes_are_kept_once_for_each_person(person, stranger):
    first = send(person, pdf())
    again = send(person, pdf(), "another name.pdf")
    assert (again.outcome, again.certificate.id) == (Outcome.KNOWN, first.certificate.id)
    assert send(stranger, pdf()).outcome == Outcome.STORED
    assert how_many(CertificateContent) == 2


@pytest.mark.parametrize("gone", ["deleted", "set aside"])
def test_a_file_that_was_put_away_comes_back_when_it_is_sent_again(person, gone):
    row = certificate(user=person, content=pdf(), read=reading(draft()))
    actions.delete(row, now=NOW) if gone == "deleted" else actions.set_aside(row)
    assert send(person, pdf()).outcome == Outcome.RESTORED
    assert queries.certificate(person.id, row.id).state == State.READ


def test_files_beyond_the_quota_are_refused_and_deleted_ones_make_room(person, monkeypatch):
    monkeypatch.setattr(limits, "QUOTA", len(pdf()) + 10)
    first = send(person, pdf(mark="a"))
    assert send(person, pdf(mark="b")).why_not == limits.NO_ROOM.format(name="ethics.pdf")
    actions.delete(first.certificate, now=NOW)
    assert send(person, pdf(mark="b")).outcome == Outcome.STORED
    assert how_many(CertificateContent) == 1


def test_reading_keeps_what_was_read_and_holds_no_transaction_meanwhile(person):
    row = send(person, pdf()).certificate

    def reader(content):
        assert content == pdf()
        assert not db.session().in_transaction()
        return reading(draft(), pages=2)

    kept = actions.read(person.id, row.id, reader=reader)
    assert (kept.state, kept.pages) == (State.READ, 2)
    assert "Ethics in Everyday Practice" in kept.reading


def test_a_file_deleted_while_it_is_read_stays_deleted(person):
    row = send(person, pdf()).certificate

    def reader(_content):
        actions.delete(queries.certificate(person.id, row.id), now=NOW)
        return reading(draft())

    assert actions.read(person.id, row.id, reader=reader) is None
    assert queries.deleted_certificate(person.id, row.id).reading is None


def test_confirming_logs_the_course_with_its_certificate(person):
    row = certificate(user=person, read=reading(draft()))
    course = actions.confirm(row, 0, ENTRY, now=NOW)
    kept = queries.certificates_of_courses(person.id, [course.id])
    assert [(one.id, one.name, one.sha256) for one in kept[course.id]] == [
        (row.id, "ethics.pdf", row.sha256)
    ]
    assert row.state == State.CONFIRMED
    assert course.title == ENTRY.title


def test_a_course_and_its_certificate_are_saved_both_or_neither(person):
    row = certificate(user=person, read=reading(draft()))

    def fail(_connection, _cursor, statement, *_rest):
        if statement.startswith("INSERT INTO course_certificates"):
            raise OperationalError(statement, {}, Exception("disk full"))

    event.listen(db.engine, "before_cursor_execute", fail)
    try:
        with pytest.raises(OperationalError):
            actions.confirm(row, 0, ENTRY, now=NOW)
    finally:
        event.remove(db.engine, "before_cursor_execute", fail)
    db.session.rollback()
    assert how_many(Course) == how_many(CourseCertificate) == 0
    assert queries.certificate(person.id, row.id).state == State.READ


def test_a_transcript_is_done_when_something_was_said_of_each_course(person):
    row = certificate(user=person, read=TWO)
    actions.confirm(row, 0, ENTRY, now=NOW)
    assert (row.state, open_places(row)) == (State.READ, [1])
    actions.pass_over(row, 1)
    assert (row.state, open_places(row)) == (State.CONFIRMED, [])


def test_a_transcript_of_which_everything_is_left_out_is_set_aside(person):
    row = certificate(user=person, read=TWO)
    actions.pass_over(row, 0)
    actions.pass_over(row, 1)
    assert row.state == State.SET_ASIDE
    actions.take_up(row)
    assert (row.state, open_places(row)) == (State.READ, [0, 1])


def test_a_certificate_attached_to_a_logged_course_adds_no_course(person):
    logged = factories.course(user=person)
    row = certificate(user=person, read=reading(draft()))
    actions.attach(row, logged, 0, now=NOW)
    assert how_many(Course) == 1
    assert list(queries.certificates_of_courses(person.id, [logged.id])) == [logged.id]
    assert row.state == State.CONFIRMED


def test_a_file_stored_for_a_course_is_tied_to_it_once(person):
    logged = factories.course(user=person)
    for _ in range(2):
        sent = actions.store_for_course(logged, "ethics.pdf", pdf(), now=NOW)
    assert sent.outcome == Outcome.KNOWN
    assert len(queries.certificates_of_courses(person.id, [logged.id])[logged.id]) == 1
    assert queries.open_count(person.id) == 0


def test_taking_a_certificate_from_a_course_leaves_the_file_where_it_can_be_found(person):
    logged = factories.course(user=person)
    row = actions.store_for_course(logged, "ethics.pdf", pdf(), now=NOW).certificate
    actions.detach(queries.proof(person.id, logged.id, row.id))
    assert queries.certificates_of_courses(person.id, [logged.id]) == {}
    assert [one.id for one in queries.inbox(person.id).loose] == [row.id]
    actions.attach_again(row, logged, now=NOW)
    assert queries.inbox(person.id).loose == []


def test_the_certificate_of_a_deleted_course_can_be_found_and_comes_back_with_it(person):
    row = certificate(user=person, read=reading(draft()))
    course = actions.confirm(row, 0, ENTRY, now=NOW)
    course_actions.delete_course(course, now=NOW)
    assert [one.id for one in queries.inbox(person.id).loose] == [row.id]
    course_actions.restore_course(course)
    assert queries.inbox(person.id).loose == []


def test_erasing_a_course_for_good_keeps_its_certificate(person):
    row = certificate(user=person, read=reading(draft()))
    course = actions.confirm(row, 0, ENTRY, now=NOW)
    other = factories.course(user=person)
    course_actions.delete_course(course, now=NOW)
    course_actions.delete_course(other, now=NOW + course_actions.KEPT + timedelta(days=1))
    db.session.expire_all()
    assert how_many(CourseCertificate) == 0
    assert queries.content(person.id, row.id)


def test_a_deleted_certificate_comes_back_as_it_was(person):
    row = certificate(user=person, read=reading(draft()))
    actions.delete(row, now=NOW)
    assert queries.certificate(person.id, row.id) is None
    assert queries.open_count(person.id) == 0
    with pytest.raises(NoResultFound):
        queries.content(person.id, row.id)
    actions.restore(queries.deleted_certificate(person.id, row.id))
    assert queries.certificate(person.id, row.id).state == State.READ
    assert queries.content(person.id, row.id)


def test_what_was_deleted_long_ago_is_erased_with_its_bytes_and_only_this_persons(person, stranger):
    for owner in (person, stranger):
        actions.delete(certificate(user=owner, name="old"), now=NOW)
    recent = certificate(user=person, name="recent")
    actions.delete(recent, now=NOW + actions.KEPT + timedelta(days=1))
    assert how_many(Certificate) == how_many(CertificateContent) == 2
    assert queries.deleted_certificate(person.id, recent.id)


@pytest.mark.parametrize(
    ("told", "alike"),
    [
        ({"provider": "HARBOR LANE INSTITUTE", "hours": Decimal(3)}, True),
        ({"provider": "", "hours": Decimal(3)}, True),
        ({"provider": "Cedar and Quill", "hours": Decimal(3)}, False),
        ({"provider": "Cedar and Quill", "title": "ethics in everyday practice"}, True),
        ({"provider": "Harbor Lane Institute", "hours": Decimal(2)}, False),
        ({"completed": date(2026, 3, 15), "hours": Decimal(3)}, False),
        ({"completed": None, "title": "Ethics in Everyday Practice"}, False),
        ({}, False),
    ],
)
def test_a_course_may_be_the_one_described(person, stranger, told, alike):
    logged = factories.course(user=person)
    factories.course(user=stranger)
    usual = {"title": "", "provider": "", "completed": date(2026, 3, 14), "hours": None}
    found = queries.courses_alike(person.id, **{**usual, **told})
    assert [one.id for one in found] == ([logged.id] if alike else [])
