"""The pages of certificates: sending files, checking what was read, handing files out."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from ceapp.certificates import limits, queries
from ceapp.certificates.models import Certificate, State
from ceapp.courses.forms import HOW_TAKEN
from ceapp.courses.models import Course
from ceapp.db import db
from tests import factories, pages
from tests.certificates.making import certificate, draft, found, pdf, picture, reading

FORM = {
    "title": "Ethics in Everyday Practice",
    "provider": "Harbor Lane Institute",
    "completed": "3/14/2026",
    "hours": "3",
    "format": "live-online",
    "activity": "course",
}


def upload(browser, *files, url="/certificates", token=None):
    token = token or pages.token(browser, url)
    sent = [FileStorage(BytesIO(content), name) for name, content in files or [("", b"")]]
    # Encoded here: the client would keep a large body in a temporary file that it never closes.
    boundary, body = encode_multipart(MultiDict({"csrf_token": token, "files": sent}))
    kind = f'multipart/form-data; boundary="{boundary}"'
    return browser.post(url, data=body, content_type=kind, follow_redirects=True)


def all_of(table):
    return db.session.scalars(db.select(table)).all()


def only(table):
    return db.session.scalars(db.select(table)).one()


def kept(person, **fields):
    return certificate(user=person, read=reading(draft(**fields)))


def test_several_files_are_stored_at_once_and_wait_to_be_read(signed_in):
    page = pages.text_of(upload(signed_in, ("a.pdf", pdf(mark="a")), ("b.png", picture())))
    assert "2 files are stored" in page
    assert "2 certificates to confirm" in page
    assert page.count("Stored, not read yet") == 2
    assert {one.state for one in all_of(Certificate)} == {State.WAITING}


def test_files_that_cannot_be_kept_are_named_and_the_others_are_kept(signed_in):
    page = pages.text_of(upload(signed_in, ("a.pdf", pdf()), ("b.pdf", b"<html>"), ("c.pdf", b"")))
    assert "1 file is stored" in page
    assert limits.NOT_ONE.format(name="b.pdf") in page
    assert limits.EMPTY.format(name="c.pdf") in page
    assert only(Certificate).name == "a.pdf"


def test_the_same_file_again_is_recognized_and_said(signed_in):
    upload(signed_in, ("a.pdf", pdf()))
    assert "You have “b.pdf” here already" in pages.text_of(upload(signed_in, ("b.pdf", pdf())))
    assert only(Certificate).name == "a.pdf"


def test_choosing_nothing_is_said_at_the_field(signed_in):
    answer = upload(signed_in)
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert page.count(limits.NO_FILE) == 2  # in the summary and beside the field
    assert 'href="#files"' in page


def test_more_files_than_can_be_taken_at_once_are_refused_together(signed_in):
    files = [(f"{number}.pdf", pdf(mark=number)) for number in range(limits.MOST_FILES + 1)]
    answer = upload(signed_in, *files)
    assert answer.status_code == 422
    assert "you chose 21" in pages.text_of(answer)
    assert all_of(Certificate) == []


def test_a_file_larger_than_other_forms_may_be_is_taken(app, signed_in):
    content = pdf(mark="x" * (2 * app.config["MAX_CONTENT_LENGTH"]))
    assert "1 file is stored" in pages.text_of(upload(signed_in, ("a.pdf", content)))


def test_more_than_can_be_sent_is_refused_with_the_limit(signed_in, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_UPLOAD", 1000)
    answer = upload(signed_in, ("a.pdf", pdf(mark="x" * 2000)))
    assert answer.status_code == 413
    assert "At most 20 files of 15 MB" in pages.text_of(answer)


def test_other_forms_and_strangers_may_not_send_as_much(app, client, signed_in):
    large = {"title": "x" * (app.config["MAX_CONTENT_LENGTH"] + 1)}
    assert signed_in.post("/courses/new", data=large).status_code == 413
    outside = upload(app.test_client(), ("a.pdf", pdf(mark=large["title"])), token="x")
    assert outside.status_code == 413


def test_reading_a_file_shows_what_it_says(signed_in):
    upload(signed_in, ("a.pdf", pdf()))
    row = only(Certificate)
    page = pages.send(signed_in, f"/certificates/{row.id}/read", page="/certificates", follow=True)
    words = pages.text_of(page)
    assert "Ethics in Everyday Practice" in words
    assert "3 h · Mar 14, 2026" in words
    assert only(Certificate).state == State.READ


def test_only_so_many_files_are_read_at_a_time(app, signed_in, person):
    from ceapp.certificates.blueprint import reading_turn

    row = certificate(user=person)
    with app.test_request_context(), reading_turn() as free:
        assert free
        address = f"/certificates/{row.id}/read"
        page = pages.send(signed_in, address, page="/certificates", follow=True)
    assert "Another file is being read" in pages.text_of(page)
    assert only(Certificate).state == State.WAITING


def test_the_inbox_says_what_is_left_to_fill_in(signed_in, person):
    kept(person, hours=None, format=None)
    assert "Mar 14, 2026 · 2 things to fill in" in pages.text_of(signed_in.get("/certificates"))


def test_the_navigation_says_how_many_wait(signed_in, person):
    assert "to confirm:" not in pages.text_of(signed_in.get("/courses"))
    kept(person)
    assert ", to confirm: 1" in pages.text_of(signed_in.get("/courses"))


def test_the_check_page_is_filled_in_where_the_reading_is_sure(signed_in, person):
    row = kept(person, hours=found(Decimal(3), sure=False))
    page = signed_in.get(f"/certificates/{row.id}/check", follow_redirects=True)
    html = page.get_data(as_text=True)
    assert 'value="Ethics in Everyday Practice"' in html
    assert 'value="Mar 14, 2026"' in html
    assert re.search(r'id="hours"[^>]*value=""', html)
    assert re.search(r'value="live-online"[^>]* checked|checked[^>]* value="live-online"', html)
    assert "It may say: 3 hours." in pages.text_of(page)
    assert f"/certificates/{row.id}/pages/0.png" in html


def test_confirming_logs_the_course_and_keeps_the_certificate_with_it(signed_in, person):
    row = kept(person)
    answer = pages.send(signed_in, f"/certificates/{row.id}/check/1", FORM, follow=True)
    words = pages.text_of(answer)
    assert "Saved with its certificate: Ethics in Everyday Practice, 3 hours." in words
    course = only(Course)
    assert course.completed == date(2026, 3, 14)
    assert "ethics.pdf" in pages.text_of(signed_in.get(f"/courses/{course.id}"))


def test_a_course_with_a_fault_is_not_logged_and_keeps_what_was_typed(signed_in, person):
    row = kept(person, format=None)
    typed = {**FORM, "title": "Typed anew"}
    del typed["format"]
    answer = pages.send(signed_in, f"/certificates/{row.id}/check/1", typed)
    assert answer.status_code == 422
    assert HOW_TAKEN in pages.text_of(answer)
    assert 'value="Typed anew"' in answer.get_data(as_text=True)
    assert all_of(Course) == []
    assert queries.certificate(person.id, row.id).state == State.READ


def test_adding_a_topic_keeps_the_form_and_logs_nothing(signed_in, person):
    row = kept(person)
    address = f"/certificates/{row.id}/check/1"
    answer = pages.send(signed_in, address, {**FORM, "do": "add-topic"})
    assert answer.status_code == 200
    assert all_of(Course) == []


def test_confirming_twice_logs_once(signed_in, person):
    row = kept(person)
    token = pages.token(signed_in, f"/certificates/{row.id}/check/1")
    for _ in range(2):
        data = {**FORM, "csrf_token": token}
        assert signed_in.post(f"/certificates/{row.id}/check/1", data=data).status_code == 302
    assert len(all_of(Course)) == 1


def test_after_one_certificate_comes_the_next(signed_in, person):
    first, second = kept(person), certificate(user=person, name="b", read=reading(draft()))
    form = {**FORM, "do": "next"}
    answer = pages.send(signed_in, f"/certificates/{first.id}/check/1", form)
    assert answer.headers["Location"].endswith(f"/certificates/{second.id}/check")


def test_the_courses_of_a_transcript_come_one_after_another(signed_in, person):
    two = reading(draft(), draft(title=found("Telehealth")), kind="transcript")
    row = certificate(user=person, read=two)
    assert "2 courses on one transcript" in pages.text_of(signed_in.get("/certificates"))
    answer = pages.send(signed_in, f"/certificates/{row.id}/check/1", FORM, follow=True)
    assert "Course 2 of 2" in pages.text_of(answer)
    assert 'value="Telehealth"' in answer.get_data(as_text=True)
    pages.send(
        signed_in,
        f"/certificates/{row.id}/check/2/pass-over",
        page=f"/certificates/{row.id}/check/2",
    )
    assert len(all_of(Course)) == 1
    assert queries.certificate(person.id, row.id).state == State.CONFIRMED
    assert signed_in.get(f"/certificates/{row.id}/check/3").status_code == 404
    assert signed_in.get(f"/certificates/{row.id}/check/0").status_code == 404


def test_a_course_that_is_logged_already_is_offered_instead(signed_in, person):
    logged = factories.course(user=person)
    row = kept(person)
    address = f"/certificates/{row.id}/check/1"
    assert "You may have logged this already" in pages.text_of(signed_in.get(address))
    pages.send(signed_in, f"{address}/attach", {"course_id": logged.id}, page=address)
    assert len(all_of(Course)) == 1
    assert list(queries.certificates_of_courses(person.id, [logged.id])) == [logged.id]


@pytest.mark.parametrize("course_id", ["", "x", "999"])
def test_attaching_to_no_course_changes_nothing(signed_in, person, course_id):
    row = kept(person)
    address = f"/certificates/{row.id}/check/1"
    answer = pages.send(signed_in, f"{address}/attach", {"course_id": course_id}, page=address)
    assert answer.status_code in {400, 404}
    assert queries.certificate(person.id, row.id).state == State.READ


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("receipt", "looks like a receipt"),
        ("syllabus", "program or syllabus"),
        ("other", "not look"),
    ],
)
def test_what_is_no_certificate_is_said(signed_in, person, kind, words):
    row = certificate(user=person, read=reading(kind=kind))
    assert words in pages.text_of(signed_in.get(f"/certificates/{row.id}/check/1"))


def test_a_file_that_could_not_be_read_can_be_filled_in_by_hand(signed_in, person):
    row = certificate(user=person, read=reading(kind="unreadable", problem="It is encrypted."))
    assert "It is encrypted." in pages.text_of(signed_in.get(f"/certificates/{row.id}/check/1"))
    pages.send(signed_in, f"/certificates/{row.id}/check/1", FORM)
    assert only(Course).title == FORM["title"]


def test_a_file_is_set_aside_and_taken_up_again(signed_in, person):
    row = kept(person)
    page = pages.send(
        signed_in, f"/certificates/{row.id}/set-aside", page="/certificates", follow=True
    )
    assert "“ethics.pdf” is set aside." in pages.text_of(page)
    assert queries.certificate(person.id, row.id).state == State.SET_ASIDE
    pages.send(signed_in, f"/certificates/{row.id}/take-up", page="/certificates")
    assert queries.certificate(person.id, row.id).state == State.READ


def test_deleting_a_file_can_be_undone(signed_in, person):
    row = kept(person)
    page = pages.send(
        signed_in, f"/certificates/{row.id}/delete", page="/certificates", follow=True
    )
    assert f'action="/certificates/{row.id}/restore"' in page.get_data(as_text=True)
    assert signed_in.get(f"/certificates/{row.id}/file").status_code == 404
    pages.send(signed_in, f"/certificates/{row.id}/restore", page="/certificates")
    assert queries.certificate(person.id, row.id).state == State.READ


def test_a_file_is_handed_out_as_it_came_and_can_do_nothing(signed_in, person):
    row = kept(person)
    answer = signed_in.get(f"/certificates/{row.id}/file")
    assert answer.data == pdf(mark="ethics.pdf")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="2026-03-14-ethics-in-everyday-practice.pdf"'
    )
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_is_shown_as_a_picture_of_our_own(signed_in, person):
    row = kept(person)
    answer = signed_in.get(f"/certificates/{row.id}/pages/0.png")
    assert answer.data.startswith(b"\x89PNG")
    assert answer.headers["Content-Type"] == "image/png"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert signed_in.get(f"/certificates/{row.id}/pages/1.png").status_code == 404


def test_a_certificate_is_attached_to_a_course_seen_and_removed(signed_in, person):
    course = factories.course(user=person)
    address = f"/courses/{course.id}/certificates"
    assert "None is kept with this course" in pages.text_of(signed_in.get(f"/courses/{course.id}"))
    page = pages.text_of(upload(signed_in, ("proof.pdf", pdf()), url=address))
    assert "“proof.pdf” is attached." in page
    assert "It was not read" in page
    row = only(Certificate)
    page = pages.send(signed_in, f"/certificates/{row.id}/read", page=address, follow=True)
    assert "There: Your name Alice Rivera" in pages.text_of(page)
    page = pages.send(signed_in, f"{address}/{row.id}/remove", page=address, follow=True)
    assert "no longer belongs to this course" in pages.text_of(page)
    assert queries.certificates_of_courses(person.id, [course.id]) == {}
    pages.send(signed_in, f"{address}/{row.id}/give-back", page=address)
    assert list(queries.certificates_of_courses(person.id, [course.id])) == [course.id]


def test_a_file_that_cannot_be_attached_is_said_at_the_field(signed_in, person):
    address = f"/courses/{factories.course(user=person).id}/certificates"
    answer = upload(signed_in, ("x.pdf", b"<html>"), url=address)
    assert answer.status_code == 422
    assert limits.NOT_ONE.format(name="x.pdf") in pages.text_of(answer)
    assert upload(signed_in, url=address).status_code == 422


def test_what_the_certificate_says_is_text_and_never_markup(signed_in, person):
    evil = "<script>alert(1)</script>"
    row = certificate(
        user=person,
        name=evil,
        read=reading(
            draft(title=found(evil), participant=found(evil), hours=found(Decimal(1), sure=False)),
            problem=evil,
        ),
    )
    upload(signed_in, (evil, pdf(mark="evil")))
    for url in ("/certificates", f"/certificates/{row.id}/check/1"):
        html = signed_in.get(url).get_data(as_text=True)
        assert evil not in html
        assert "&lt;script&gt;" in html
