"""The pages of reports and the files that they hand out, as a browser gets them."""

from __future__ import annotations

import csv
import zipfile
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from pypdf import PdfReader

from ceapp.clock import today_in
from ceapp.reports import files, queries
from ceapp.rules.period import months_before
from tests import factories
from tests.pages import text_of
from tests.reports.making import california, certificate, photo, proved

FILES = ["packet.pdf", "packet.zip", "transcript.pdf"]


@pytest.fixture
def today(person):
    return today_in(person.time_zone)


@pytest.fixture
def expires(today):
    return months_before(today.replace(day=1), -5) - timedelta(days=1)


@pytest.fixture
def held(person, expires):
    return california(person, expires=expires)


@pytest.fixture
def log(person, today):
    def logged(title, *, days_ago=60, hours="3", **more):
        completed = today - timedelta(days=days_ago)
        return factories.course(user=person, title=title, hours=hours, completed=completed, **more)

    return logged


def pdf_of(response):
    assert response.status_code == 200
    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert int(response.headers["Content-Length"]) == len(response.data)
    return PdfReader(BytesIO(response.data))


def test_a_signed_out_person_is_asked_to_sign_in(client, held):
    for path in ("", "/transcript", "/transcript.pdf", f"/licenses/{held.id}/packet.pdf"):
        answer = client.get(f"/reports{path}")
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize("file", ["", *(f"/{name}" for name in FILES)])
def test_the_license_of_another_person_answers_404(signed_in_stranger, signed_in, held, log, file):
    proved(log("Mine"))
    assert signed_in_stranger.get(f"/reports/licenses/{held.id}{file}").status_code == 404
    assert signed_in.get(f"/reports/licenses/{held.id}{file}").status_code == 200


@pytest.mark.parametrize("period", ["2001-01-01", "soon", "2027-02-30", "0", "9999-12-31"])
def test_a_period_that_is_none_of_this_license_answers_404(signed_in, held, period):
    for file in ("", *(f"/{name}" for name in FILES)):
        url = f"/reports/licenses/{held.id}{file}?period={period}"
        assert signed_in.get(url).status_code == 404


def test_the_first_page_lists_every_period_of_every_license(signed_in, person, held, log, expires):
    log("Long ago", days_ago=900)
    factories.license(user=person, credential_id="us-ny-lcsw", expires=expires, issued=None)
    said = signed_in.get("/reports").get_data(as_text=True)
    assert f"/reports/licenses/{held.id}?period={expires}" in said
    assert said.count(f"/reports/licenses/{held.id}?period=") >= 4
    assert "New York LCSW" in said


def test_without_a_license_the_first_page_says_how_to_begin(signed_in):
    assert "No license yet" in text_of(signed_in.get("/reports"))


def test_what_is_missing_is_said_before_anything_is_printed(signed_in, held, log):
    proved(log("Proved"))
    log("Unproved", days_ago=30)
    said = text_of(signed_in.get(f"/reports/licenses/{held.id}"))
    assert "6 of 36 hours are counted, and 3 of them are documented here" in said
    assert "Not in this packet" in said
    assert "Unproved , Harbor Lane Institute" in said
    assert "No certificate on file" in said


def test_a_period_without_courses_offers_no_files(signed_in, held):
    said = signed_in.get(f"/reports/licenses/{held.id}").get_data(as_text=True)
    assert "No course counts in this period" in said
    assert "packet.pdf" not in said


def test_the_packet_holds_the_words_of_every_certificate(signed_in, held, log):
    proved(log("The first course"), certificate("Words of the first certificate"))
    proved(log("The second course", days_ago=30), photo())
    log("The third course", days_ago=10)
    answer = signed_in.get(f"/reports/licenses/{held.id}/packet.pdf")
    reader = pdf_of(answer)
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) == 8
    assert "9 of 36 hours are counted, and 6 of them are documented" in " ".join(texts[0].split())
    assert "Alice Rivera" in texts[0]
    assert "The third course" in texts[0]
    assert "No certificate on file" in texts[0]
    assert [f"The {n} course" in texts[2] for n in ("first", "second", "third")] == [True] * 3
    assert texts[4] == "Words of the first certificate, page 1"
    assert "Page 8 of 8" in texts[7]
    assert reader.metadata.title == "Audit packet, California LCSW, Alice Rivera"
    assert "us-ca-lcsw" in answer.headers["Content-Disposition"]


def test_the_zip_holds_each_file_as_it_was_stored_and_the_index(signed_in, held, log):
    content = certificate("Stored as it came")
    proved(log("Ethics & Law: «Étude»"), content)
    log("=HYPERLINK(1)", days_ago=30)
    answer = signed_in.get(f"/reports/licenses/{held.id}/packet.zip")
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        index, file = archive.namelist()
        assert index == "index.csv"
        assert file.startswith("01-")
        assert file.endswith("-ethics-law-etude.pdf")
        assert archive.read(file) == content
        rows = list(csv.DictReader(StringIO(archive.read(index).decode("utf-8-sig"))))
    assert [row["Title"] for row in rows] == ["Ethics & Law: «Étude»", "'=HYPERLINK(1)"]
    assert [row["Files"] for row in rows] == [file, "no certificate on file"]


def test_two_files_of_one_course_have_names_of_their_own(signed_in, held, log):
    course = log("Twice proved")
    proved(course, certificate("One"))
    proved(course, photo())
    answer = signed_in.get(f"/reports/licenses/{held.id}/packet.zip")
    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        names = archive.namelist()[1:]
    assert [name.rpartition("-")[2] for name in names] == ["1.pdf", "2.jpg"]


def test_more_than_fits_one_pdf_is_offered_as_a_zip_only(signed_in, held, log, monkeypatch):
    proved(log("Large"))
    monkeypatch.setattr(files, "LARGEST", 10)
    page = f"/reports/licenses/{held.id}"
    said = signed_in.get(page).get_data(as_text=True)
    assert "packet.pdf" not in said
    assert "packet.zip" in said
    answer = signed_in.get(f"{page}/packet.pdf", follow_redirects=True)
    assert "too many or too large for one PDF" in text_of(answer)


def test_when_nothing_can_be_bound_the_page_says_what_to_do(signed_in, held, log, monkeypatch):
    from ceapp.reports import bindery

    proved(log("Slow"))
    monkeypatch.setattr(bindery, "SILENCE", 0)
    answer = signed_in.get(f"/reports/licenses/{held.id}/packet.pdf", follow_redirects=True)
    assert answer.status_code == 200
    assert "could not be bound into one PDF" in text_of(answer)


def test_nothing_is_left_on_the_disk(signed_in, held, log, tmp_path, monkeypatch):
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    proved(log("Mine"))
    for name in FILES:
        signed_in.get(f"/reports/licenses/{held.id}/{name}").close()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_transcript_lists_every_course_and_what_each_license_makes_of_it(
    signed_in, person, held, log, expires
):
    factories.license(
        user=person, credential_id="us-ny-lcsw", expires=expires, issued=date(2019, 3, 31)
    )
    log("Counts in California only", approvals=("aswb-ace",))
    log("In the period before", days_ago=800)
    address = "?from=2020-01-01&to=2099-01-01"
    said = text_of(signed_in.get(f"/reports/transcript{address}"))
    assert "6 hours in 2 courses" in said
    assert "California LCSW 3" in said
    reader = pdf_of(signed_in.get(f"/reports/transcript.pdf{address}"))
    text = " ".join(reader.pages[0].extract_text().split())
    assert text.index("In the period before") < text.index("Counts in California only")
    assert "California LCSW" in text
    assert "New York LCSW" in text
    assert "Page 1 of 1" in text


def test_the_transcript_of_a_license_lists_its_period_only(signed_in, held, log):
    log("In the period")
    log("Before it", days_ago=800)
    reader = pdf_of(signed_in.get(f"/reports/licenses/{held.id}/transcript.pdf"))
    text = reader.pages[0].extract_text()
    assert "In the period" in text
    assert "Before it" not in text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("?from=soon&to=2026-01-01", "First day"),
        ("?from=2026-02-01&to=2026-01-01", "Last day must not be before the first day"),
        ("?from=2099-01-01&to=2099-02-01", "First day must not be in the future"),
        ("?from=2026-01-01", "Last day"),
    ],
)
def test_faulty_days_are_named_and_what_was_typed_is_kept(signed_in, address, words):
    answer = signed_in.get(f"/reports/transcript{address}")
    assert answer.status_code == 422
    said = answer.get_data(as_text=True)
    assert "There is a problem" in said
    assert words in said
    if "soon" in address:
        assert 'value="soon"' in said
    sent_on = signed_in.get(f"/reports/transcript.pdf{address}", follow_redirects=True)
    assert sent_on.status_code == 422


def test_without_days_the_form_that_asks_for_them_is_shown(signed_in):
    answer = signed_in.get("/reports/transcript", follow_redirects=True)
    assert answer.status_code == 200
    assert "Papers to hand in" in text_of(answer)


def test_days_without_courses_are_said_to_be_so(signed_in):
    said = text_of(signed_in.get("/reports/transcript?from=2020-01-01&to=2020-02-01"))
    assert "No course was completed in these days" in said
    assert pdf_of(signed_in.get("/reports/transcript.pdf?from=2020-01-01&to=2020-02-01"))


def test_deleted_courses_and_those_of_others_are_on_no_transcript(
    signed_in, person, stranger, today
):
    factories.course(user=stranger, title="Theirs")
    gone = factories.course(user=person, title="Gone")
    gone.deleted_at = factories.NOW
    factories.course(user=person, title="Mine")
    found = queries.transcript(person.id, date(2020, 1, 1), today, person=person.name, today=today)
    assert [line.title for line in found.lines] == ["Mine"]


def test_more_licenses_than_columns_share_one(signed_in, person, log, expires):
    for slug in ("us-ca-lcsw", "us-ny-lcsw", "us-tx-lcsw", "us-fl-lcsw"):
        factories.license(user=person, credential_id=slug, expires=expires)
    log("One course")
    reader = pdf_of(signed_in.get("/reports/transcript.pdf?from=2020-01-01&to=2099-01-01"))
    text = " ".join(reader.pages[0].extract_text().split())
    assert "Counts for" in text
    assert "California LCSW 3" in text


def test_the_license_page_says_what_an_audit_would_find(signed_in, held, log):
    page = f"/licenses/{held.id}"
    assert "Nothing counts in this period yet" in text_of(signed_in.get(page))
    proved(log("Proved"))
    assert "All 1 course that counts here has one on file" in text_of(signed_in.get(page))
    log("Unproved", days_ago=30)
    said = text_of(signed_in.get(page))
    assert "1 of 2 courses has one on file. Missing: Unproved" in said
    assert "Keep the certificates for 4 years" in said
    assert "See the audit packet" in said
