"""The calendar feed: private, valid, the same day everywhere, cheap to ask again."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceapp.db import db
from ceapp.transfer import queries
from ceapp.transfer.calendar_text import Event, calendar_text
from ceapp.transfer.models import CalendarFeed
from tests import factories, pages

SOON = date.today() + timedelta(days=40)  # noqa: DTZ011 - a day to come, wherever the test runs


def made(client, **said):
    """Make a feed through the page, and give the path of its address."""
    page = pages.send(client, "/calendar", said)
    return re.search(r"/calendar/[\w-]{32}\.ics", page.get_data(as_text=True))[0]


def events(client, path):
    text = client.get(path).data
    return {str(one["summary"]): one for one in icalendar.Calendar.from_ical(text).walk("VEVENT")}


@pytest.fixture
def filled(person):
    factories.license(user=person, expires=date(2027, 3, 31))
    retired = factories.license(user=person, credential_id="us-ny-lcsw")
    retired.retired_at = factories.NOW
    factories.course(user=person, title="Planned ethics", completed=SOON, planned=True)
    factories.course(user=person, title="Completed ethics")
    return person


def test_the_feed_holds_expirations_and_planned_courses(signed_in, client, filled):
    found = events(client, made(signed_in))
    assert set(found) == {"California LCSW expires", "Planned CE course"}
    expires = found["California LCSW expires"]
    assert expires["dtstart"].dt == date(2027, 3, 31)
    assert expires["dtend"].dt == date(2027, 4, 1)
    assert [alarm["trigger"].dt for alarm in expires.walk("VALARM")] == [
        timedelta(days=-90),
        timedelta(days=-30),
        timedelta(days=-7),
    ]
    assert found["Planned CE course"]["dtstart"].dt == SOON


def test_titles_are_shown_only_where_the_person_wants_it_and_numbers_never(
    signed_in, client, filled
):
    path = made(signed_in, names_courses="y")
    assert "Planned ethics" in events(client, path)
    assert b"12345" not in client.get(path).data
    pages.send(signed_in, "/calendar/show", {}, page="/calendar")
    assert "Planned ethics" not in events(client, path)


def test_the_token_is_stored_as_a_hash_and_shown_once(signed_in, filled):
    path = made(signed_in)
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    feed = db.session.scalars(db.select(CalendarFeed)).one()
    assert token not in repr(vars(feed))
    assert feed.token_hash == queries.hashed(token)
    assert token not in signed_in.get("/calendar").get_data(as_text=True)


def test_the_address_is_the_hosts_own_whatever_the_request_says(signed_in, filled):
    page = pages.send(signed_in, "/calendar", {})
    assert 'value="http://127.0.0.1:8000/calendar/' in page.get_data(as_text=True)


def test_a_new_address_stops_the_old_one_and_stopping_stops_it(signed_in, client, filled):
    first = made(signed_in)
    second = made(signed_in)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    pages.send(signed_in, "/calendar/stop", page="/calendar")
    assert client.get(second).status_code == 404


def test_asking_again_unchanged_is_answered_by_304(signed_in, client, filled):
    path = made(signed_in)
    first = client.get(path)
    assert first.mimetype == "text/calendar"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    factories.course(user=filled, title="Another", completed=SOON, planned=True)
    changed = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_a_stranger_reads_only_their_own(signed_in, signed_in_stranger, client, filled):
    made(signed_in)
    assert events(client, made(signed_in_stranger)) == {}


@pytest.mark.parametrize("token", ["x", "é", "a" * 300, "%00"])
def test_an_address_that_opens_nothing_answers_404(client, token):
    assert client.get(f"/calendar/{token}.ics").status_code == 404


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def content_lines(text):
    """Check lines and folds as RFC 5545 (3.1) wants them, and give the lines unfolded."""
    assert text.endswith(b"\r\n")
    physical = text[:-2].split(b"\r\n")
    for line in physical:
        assert b"\n" not in line
        assert b"\r" not in line
        assert len(line) <= 75, line
        line.decode("utf-8")  # no fold cuts a letter in two
        assert line.lstrip(b" \t"), "no line is empty"
    unfolded = []
    for line in physical:
        if line[:1] in {b" ", b"\t"}:
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    return [line.decode("utf-8") for line in unfolded]


def event(summary, description=""):
    changed = datetime(2026, 11, 27, 12, 30, 15, 99, tzinfo=UTC)
    return Event("a@good-standing", date(2028, 2, 29), summary, description, changed, (90, 7))


@given(texts, texts)
def test_lines_are_folded_and_texts_escaped_whatever_they_hold(summary, description):
    lines = content_lines(calendar_text([event(summary, description)]))
    names = [re.match(r"[A-Z-]+", line)[0] for line in lines]
    for name, times in {"BEGIN": 4, "END": 4, "UID": 1, "SUMMARY": 1, "DTSTAMP": 1, "RRULE": 0,
                        "ATTENDEE": 0, "ATTACH": 0}.items():  # fmt: skip
        assert names.count(name) == times, lines
    for line in lines:
        if line.startswith("SUMMARY:"):
            assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", line.removeprefix("SUMMARY:"))


def test_a_feed_has_what_the_standard_requires_and_no_zone():
    lines = content_lines(calendar_text([event("Ethics; law, and\nmore")]))
    assert lines[:3] == ["BEGIN:VCALENDAR", "PRODID:-//Good Standing//Continuing education//EN",
                         "VERSION:2.0"]  # fmt: skip
    assert "DTSTART;VALUE=DATE:20280229" in lines
    assert "DTEND;VALUE=DATE:20280301" in lines
    assert "DTSTAMP:20261127T123015Z" in lines
    assert "TRIGGER:-P90D" in lines
    assert r"SUMMARY:Ethics\; law\, and\nmore" in lines
    assert not [line for line in lines if "TZID" in line or "VTIMEZONE" in line]


def test_the_same_records_give_the_same_bytes():
    assert calendar_text([event("a")]) == calendar_text([event("a")])


def test_a_reader_that_is_strict_finds_no_fault(signed_in, client, filled):
    text = client.get(made(signed_in)).data
    found = icalendar.Calendar.from_ical(text)
    assert found.errors == []
    assert [one.errors for one in found.walk()] == [[] for _ in found.walk()]
    assert found.to_ical(sorted=False) == text
