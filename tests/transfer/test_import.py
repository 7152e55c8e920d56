"""From an upload to courses in the log, all or nothing, and back."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func
from sqlalchemy.exc import OperationalError

from ceapp.certificates.models import Certificate, CourseCertificate
from ceapp.clock import now
from ceapp.courses.models import Course
from ceapp.db import db
from ceapp.transfer import actions, limits, queries
from ceapp.transfer.models import (
    Import,
    ImportDraft,
    ImportDraftFile,
    ImportedCourse,
)
from tests import factories, pages
from tests.certificates.making import LINES, pdf
from tests.transfer.making import SHEET, address, answer, confirm, paste, upload, workbook

CLEAR = SHEET.replace("Live webinar", "Live online")


def courses(person):
    return db.session.scalars(
        db.select(Course)
        .where(Course.user_id == person.id, Course.deleted_at.is_(None))
        .order_by(Course.id)
    ).all()


def count(table):
    return db.session.scalar(db.select(func.count()).select_from(table))


def zipped(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def imported(client, text=CLEAR, expected=2, **rest):
    page = upload(client, text, **rest)
    return confirm(client, address(page), expected=expected)


def test_a_sheet_is_shown_then_imported_then_erased(signed_in, person):
    page = upload(signed_in, CLEAR)
    assert "2 of 2 rows are new" in pages.text_of(page)
    assert courses(person) == []
    answered = confirm(signed_in, address(page), expected=2)
    assert "2 courses are in your log, 5.5 hours" in pages.text_of(answered)
    first, second = courses(person)
    assert (first.title, first.provider) == ("Ethics in Everyday Practice", "Harbor Lane Institute")
    assert (first.completed, first.hours) == (date(2026, 3, 14), Decimal(3))
    assert (first.format, second.format) == ("live-online", "self-paced")
    assert (second.completed, second.hours) == (date(2025, 11, 16), Decimal("2.5"))
    assert count(ImportDraft) == 0


def test_rows_that_are_pasted_are_imported_alike(signed_in, person):
    page = paste(signed_in, CLEAR.replace(",", "\t"))
    confirm(signed_in, address(page), expected=2)
    assert len(courses(person)) == 2


def test_nothing_is_imported_before_every_question_is_answered(signed_in, person):
    text = "Title,CEUs,Date\nEthics,0.3,03/04/2026\n"
    url = address(upload(signed_in, text))
    page = confirm(signed_in, url, expected=0)
    words = pages.text_of(page)
    assert page.status_code == 422
    assert "Say whether 03/04/2026 is March 4, 2026 or April 3, 2026" in words
    assert "Say what 0.3 means in the column “CEUs”" in words
    assert "Say how you took the courses of which the sheet says nothing about it" in words
    assert courses(person) == []
    shown = answer(signed_in, url, order="mdy", unit="ceus", **{"format-": "self-paced"})
    assert "1 of 1 row is new" in pages.text_of(shown)
    confirm(signed_in, url, expected=1)
    (course,) = courses(person)
    assert (course.completed, course.hours) == (date(2026, 3, 4), Decimal(3))


def test_answers_given_with_the_button_are_shown_before_they_import(signed_in, person):
    url = address(upload(signed_in, "Title,Hours,Date,Format\nE,3,03/04/2026,Home study\n"))
    page = confirm(signed_in, url, expected=0, order="dmy")
    assert "Your last answers changed what is imported" in pages.text_of(page)
    assert courses(person) == []
    confirm(signed_in, url, expected=1)
    assert courses(person)[0].completed == date(2026, 4, 3)


def test_a_column_and_a_row_are_corrected_by_the_person(signed_in, person):
    text = "Title,Sponsored,Hours,Date,Format\nE,Harbor,3,spring,Home study\nF,H,1,2026-03-14,x\n"
    url = address(upload(signed_in, text))
    said = {"column-1": "provider", "fix-2-completed": "Apr 10, 2026", "fix-3-format": "in-person"}
    shown = answer(signed_in, url, **said)
    assert "2 of 2 rows are new" in pages.text_of(shown)
    confirm(signed_in, url, expected=2)
    first, second = courses(person)
    assert (first.provider, first.completed) == ("Harbor", date(2026, 4, 10))
    assert second.format == "in-person"


def test_a_duplicate_is_left_out_unless_the_person_knows_better(signed_in, person):
    factories.course(user=person)
    page = upload(signed_in, CLEAR)
    assert "Already logged on March 14, 2026" in pages.text_of(page)
    url = address(page)
    shown = answer(signed_in, url, shown="2", keep="2")
    assert "2 of 2 rows are new" in pages.text_of(shown)
    unticked = answer(signed_in, url, shown="2")
    assert "1 of 2 rows are new" in pages.text_of(unticked)
    confirm(signed_in, url, expected=1)
    assert len(courses(person)) == 2


def test_confirming_twice_imports_once_and_shows_the_same(signed_in, person):
    url = address(upload(signed_in, CLEAR))
    confirm(signed_in, url, expected=2)
    token = pages.token(signed_in, "/import")
    again = signed_in.post(
        url, data={"do": "import", "expected": "2", "csrf_token": token}, follow_redirects=True
    )
    assert "2 courses are in your log" in pages.text_of(again)
    assert len(courses(person)) == 2


def test_undoing_takes_all_of_it_and_it_can_be_brought_back(signed_in, person):
    kept = factories.course(user=person, title="Logged by hand", hours="1")
    imported(signed_in)
    done = db.session.scalars(db.select(Import)).one()
    page = pages.send(signed_in, f"/imports/{done.id}/undo", page="/import", follow=True)
    assert "is undone: 2 courses are no longer in your log" in pages.text_of(page)
    assert [course.id for course in courses(person)] == [kept.id]
    pages.send(signed_in, f"/imports/{done.id}/bring-back", page="/import", follow=True)
    assert len(courses(person)) == 3


def test_what_was_deleted_on_its_own_stays_deleted_when_an_import_comes_back(signed_in, person):
    imported(signed_in)
    done = db.session.scalars(db.select(Import)).one()
    first, second = courses(person)
    pages.send(signed_in, f"/courses/{first.id}/delete", page="/courses")
    pages.send(signed_in, f"/imports/{done.id}/undo", page="/import")
    pages.send(signed_in, f"/imports/{done.id}/bring-back", page="/import")
    assert [course.id for course in courses(person)] == [second.id]


def test_a_course_changed_since_is_said_before_undoing(signed_in, person):
    imported(signed_in)
    course = courses(person)[0]
    course.updated_at = now() + timedelta(minutes=1)
    db.session.commit()
    page = signed_in.get("/import")
    assert "1 course was changed since; undoing takes it too." in pages.text_of(page)


def test_an_import_that_fails_half_way_keeps_nothing(signed_in, person, monkeypatch):
    url = address(upload(signed_in, CLEAR))
    real = actions.add_course

    def second_fails(user_id, entry, *, now):
        if "Safety" in entry.title:
            raise OperationalError("INSERT", {}, Exception("disk full"))
        return real(user_id, entry, now=now)

    monkeypatch.setattr(actions, "add_course", second_fails)
    page = confirm(signed_in, url, expected=2)
    assert "Nothing was imported" in pages.text_of(page)
    assert courses(person) == []
    assert count(Import) == 0
    monkeypatch.undo()
    confirm(signed_in, url, expected=2)
    assert len(courses(person)) == 2


def test_a_reader_who_goes_away_half_way_leaves_nothing(app, person):
    rows = "".join(f"Course {n},Harbor,1,2026-03-14,Home study\n" for n in range(600))
    draft, found = drafted(person, f"Title,Provider,Hours,Date,Format\n{rows}")
    written = actions.import_rows(draft, found.rows, no_files(), now=now())
    assert next(written) == actions.AT_ONCE
    written.close()
    assert courses(person) == []
    assert count(Import) == 0


def test_five_thousand_rows_come_in_with_their_progress(signed_in, person):
    rows = "".join(
        f"Course {n},Harbor,1,2026-0{1 + n % 9}-1{n % 10},Home study\n" for n in range(5000)
    )
    page = upload(signed_in, f"Title,Provider,Hours,Date,Format\n{rows}")
    assert "Page 1 of 100" in pages.text_of(page)
    assert "Course 49 " in pages.text_of(page)
    answered = confirm(signed_in, address(page), expected=5000)
    words = pages.text_of(answered)
    assert "2,500 of 5,000 courses written" in words
    assert "5000 courses are in your log" in words
    assert count(Course) == 5000
    assert count(ImportedCourse) == 5000


def test_an_upload_takes_the_place_of_the_one_before(signed_in):
    first = address(upload(signed_in, CLEAR))
    upload(signed_in, CLEAR)
    assert count(ImportDraft) == 1
    page = signed_in.get(first, follow_redirects=True)
    assert "That upload is no longer here" in pages.text_of(page)


def test_leaving_an_upload_erases_it_with_its_files(signed_in):
    files = zipped(**{"Ethics in Everyday Practice.pdf": pdf(*LINES)})
    url = address(upload(signed_in, CLEAR, certificates=files))
    assert count(ImportDraftFile) == 1
    page = pages.send(signed_in, f"{url}/cancel", page=url, follow=True)
    assert "what you had uploaded is erased" in pages.text_of(page)
    assert (count(ImportDraft), count(ImportDraftFile)) == (0, 0)


def test_an_upload_is_gone_after_a_day(signed_in, person):
    url = address(upload(signed_in, CLEAR))
    later = now() + timedelta(days=1, minutes=1)
    assert queries.draft(person.id, url.rsplit("/", 1)[1], later) is None
    actions.erase_old_drafts(now=later)
    assert count(ImportDraft) == 0


def test_certificates_beside_the_sheet_are_attached_by_their_names(signed_in, person):
    files = zipped(
        **{
            "2026-03-14 ethics in everyday practice.pdf": pdf(*LINES, mark="a"),
            "Safety_Planning_in_Practice.pdf": pdf(*LINES, mark="b"),
            "something else.pdf": pdf(*LINES, mark="c"),
            "notes.txt": b"hello",
            "__MACOSX/._x.pdf": b"junk",
        }
    )
    page = upload(signed_in, CLEAR, certificates=files)
    words = pages.text_of(page)
    assert "2 certificates are attached." in words
    assert "1 certificate matches no row" in words
    assert "“notes.txt” is neither a PDF nor a photo" in words
    confirm(signed_in, address(page), expected=2)
    ties = db.session.scalars(db.select(CourseCertificate)).all()
    assert {tie.course.title for tie in ties} == {course.title for course in courses(person)}
    loose = db.session.scalars(db.select(Certificate).where(Certificate.state == "waiting")).one()
    assert loose.name == "something else.pdf"


def test_undoing_takes_the_certificates_too_but_not_one_that_proves_another(signed_in, person):
    files = zipped(**{"Ethics in Everyday Practice.pdf": pdf(*LINES)})
    imported(signed_in, certificates=files)
    done = db.session.scalars(db.select(Import)).one()
    certificate = db.session.scalars(db.select(Certificate)).one()
    pages.send(signed_in, f"/imports/{done.id}/undo", page="/import")
    db.session.refresh(certificate)
    assert certificate.deleted_at is not None
    pages.send(signed_in, f"/imports/{done.id}/bring-back", page="/import")
    other = factories.course(user=person, title="Another", hours="1")
    db.session.add(
        CourseCertificate(
            user_id=person.id,
            course_id=other.id,
            certificate_id=certificate.id,
            attached_at=factories.NOW,
        )
    )
    db.session.commit()
    pages.send(signed_in, f"/imports/{done.id}/undo", page="/import")
    db.session.refresh(certificate)
    assert certificate.deleted_at is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no zip at all", "is no ZIP that can be opened"),
        (zipped(**{f"{n}.pdf": b"x" for n in range(501)}), "holds more than 500 files"),
    ],
)
def test_a_zip_that_cannot_be_used_is_refused_with_the_sheet(signed_in, content, words):
    page = upload(signed_in, CLEAR, certificates=content)
    assert page.status_code == 422
    assert words in pages.text_of(page)
    assert count(ImportDraft) == 0


def test_more_than_can_be_sent_is_refused_with_the_limit(signed_in, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_UPLOAD", 2_000)
    page = upload(signed_in, CLEAR * 100)
    assert page.status_code == 413
    assert "A sheet of up to 10 MB and a ZIP of up to 300 MB can be sent" in pages.text_of(page)


def test_nobody_sees_or_touches_the_uploads_and_imports_of_another(
    signed_in, signed_in_stranger, person
):
    url = address(upload(signed_in, CLEAR))
    seen = signed_in_stranger.get(url, follow_redirects=True)
    assert "Ethics in Everyday" not in pages.text_of(seen)
    for path in (url, f"{url}/cancel"):
        pages.send(signed_in_stranger, path, {"do": "import", "expected": "2"}, page="/import")
    assert count(ImportDraft) == 1
    confirm(signed_in, url, expected=2)
    done = db.session.scalars(db.select(Import)).one()
    assert signed_in_stranger.get(f"/imports/{done.id}").status_code == 404
    for verb in ("undo", "bring-back"):
        path = f"/imports/{done.id}/{verb}"
        assert pages.send(signed_in_stranger, path, page="/import").status_code == 404
    assert len(courses(person)) == 2


def test_the_page_of_another_sheet_of_the_file_forgets_the_answers_of_the_first(signed_in):
    rows = [["Title", "Hours", "Date", "Format"], ["E", 3, date(2026, 3, 14), "Home study"]]
    other = [["Title", "Hours", "Date", "Format"], ["F", 2, date(2026, 3, 15), "Home study"]]
    url = address(upload(signed_in, workbook(*rows, more=[("Older", other)]), "log.xlsx"))
    page = answer(signed_in, url, **{"sheet": "1", "sheet-now": "0", "column-0": "leave-out"})
    assert "sheet “Older”" in pages.text_of(page)
    assert "1 of 1 row is new" in pages.text_of(page)


def drafted(person, text):
    """Keep a sheet as a draft, and read it."""
    from ceapp.transfer.models import DraftKind
    from ceapp.transfer.reading.answers import Answers
    from ceapp.transfer.reading.interpret import interpret
    from ceapp.transfer.sheets.read import read_text
    from ceapp.transfer.sheets.sheet import to_json

    sheets = read_text(text, "log.csv")
    draft = actions.keep_draft(
        person.id, DraftKind.SHEET, "log.csv", to_json(sheets), (), now=now()
    )
    return draft, interpret(sheets, Answers(), (), date(2026, 11, 27))


def no_files():
    from ceapp.transfer.file_matching import Matched

    return Matched({}, ())
