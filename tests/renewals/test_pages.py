"""Closing a period: what is kept, what changes, and what never changes again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ceapp.db import db
from ceapp.licenses.models import License, Renewal
from ceapp.own_rules.models import OwnRules
from ceapp.own_rules.reading import read_own
from ceapp.standing.queries import standing_of
from tests import factories, pages
from tests.own_rules import making

CARRIES = "us-tx-lcsw"  # 30 hours, of which up to 10 more pass into the next period


@pytest.fixture
def today(person):
    from ceapp.clock import today_in

    return today_in(person.time_zone)


@pytest.fixture
def ended(today):
    """The end of a month that has passed."""
    return today.replace(day=1) - timedelta(days=1)


@pytest.fixture
def texas(person, ended):
    return factories.license(
        user=person, credential_id=CARRIES, expires=ended, facts=["supervisor"]
    )


@pytest.fixture
def taken(person, ended):
    """Forty hours of the period that has just ended, on everything that Texas asks for."""
    return [
        factories.course(
            user=person,
            title=title,
            completed=ended - timedelta(days=days),
            hours=hours,
            topics=topics,
            approvals=("nasw",),
        )
        for title, hours, topics, days in (
            ("Ethics", "6", {"ethics": "6"}, 300),
            ("Supervision", "6", {"supervision": "6"}, 200),
            ("Cultures", "6", {"cultural-competence": "6"}, 190),
            ("Trafficking", "2", {"human-trafficking": "2"}, 180),
            ("Trauma", "20", {"clinical": "20"}, 100),
        )
    ]


def after(day, years=2):
    return date(day.year + years, day.month, 28)


def close(client, row, **typed):
    data = {"next_expires": str(after(row.expires)), "renewed_on": str(row.expires), **typed}
    return pages.send(client, f"/licenses/{row.id}/renew", data, follow=True)


def only():
    (found,) = db.session.scalars(db.select(Renewal)).all()
    return found


def test_closing_a_period_keeps_it_and_lets_the_next_one_begin(signed_in, texas, taken, ended):
    expires, next_expires = texas.expires, after(texas.expires)
    said = pages.text_of(close(signed_in, texas))
    assert "is closed and kept. The next one runs to" in said
    row = db.session.get(License, texas.id)
    assert row.expires == next_expires
    renewal = only()
    assert (renewal.expires, renewal.ends, renewal.next_expires) == (expires, ended, next_expires)
    assert renewal.evidence["complete"] is True
    assert {one["title"] for one in renewal.evidence["courses"]} == {one.title for one in taken}
    assert 'id = "us-tx-lcsw"' in renewal.rules


def test_surplus_passes_into_the_next_period_and_says_so(signed_in, person, texas, taken, today):
    assert "10 hours pass into the next period" in pages.text_of(
        signed_in.get(f"/licenses/{texas.id}/renew")
    )
    close(signed_in, texas)
    standing = standing_of(person.id, texas.id, today).standing
    assert sum(one.counted for one in standing.courses) == 10
    page = pages.text_of(signed_in.get(f"/licenses/{texas.id}"))
    assert "10 hours from the period before carried over and counted here." in page


def test_hours_of_a_course_that_is_deleted_no_longer_pass(signed_in, person, texas, taken, today):
    close(signed_in, texas)
    pages.send(signed_in, f"/courses/{taken[-1].id}/delete", page="/courses/new")
    standing = standing_of(person.id, texas.id, today).standing
    assert sum(one.counted for one in standing.courses) == 0


def test_what_was_kept_stays_whatever_changes_later(signed_in, texas, taken):
    close(signed_in, texas)
    kept = f"/renewals/{only().id}"
    signed_in.get(kept)  # what was said about the closing is said once
    before = pages.text_of(signed_in.get(kept))
    pages.send(signed_in, f"/courses/{taken[0].id}/delete", page="/courses/new")
    signed_in.get("/courses")
    assert pages.text_of(signed_in.get(kept)) == before
    assert "Ethics" in before


def test_a_period_that_is_not_over_cannot_be_closed(signed_in, person, today):
    row = factories.license(user=person, expires=today)
    page = pages.text_of(signed_in.get(f"/licenses/{row.id}/renew"))
    assert "is not over yet" in page
    token = pages.token(signed_in, "/courses/new")
    data = {"next_expires": str(after(today)), "renewed_on": str(today), "csrf_token": token}
    answer = signed_in.post(f"/licenses/{row.id}/renew", data=data)
    assert answer.status_code == 422
    assert "close it after that day" in pages.text_of(answer)
    assert db.session.get(License, row.id).expires == today
    assert not db.session.scalars(db.select(Renewal)).all()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"next_expires": ""}, "New expiration date"),
        ({"next_expires": "1/1/2020"}, "must be after the one that you renewed"),
        ({"next_expires": "1/1/2060"}, "at most 10 years after it"),
        ({"renewed_on": "1/1/2058"}, "must not be in the future"),
        ({"renewed_on": "1/1/2019"}, "must not be before the period began"),
        ({"renewed_on": "someday"}, "Day you renewed"),
    ],
)
def test_each_fault_is_said_at_its_field_and_nothing_changes(signed_in, texas, typed, says):
    expires = texas.expires
    answer = close(signed_in, texas, **typed)
    assert answer.status_code == 422
    assert says in pages.text_of(answer)
    assert all(text in answer.get_data(as_text=True) for text in typed.values())
    assert db.session.get(License, texas.id).expires == expires
    assert not db.session.scalars(db.select(Renewal)).all()


def test_a_renewal_made_by_mistake_is_taken_back(signed_in, texas, taken):
    expires = texas.expires
    close(signed_in, texas)
    renewal = only()
    answer = pages.send(
        signed_in, f"/renewals/{renewal.id}/reopen", page=f"/renewals/{renewal.id}", follow=True
    )
    assert "is open again" in pages.text_of(answer)
    row = db.session.get(License, texas.id)
    assert (row.expires, row.facts) == (expires, ["supervisor"])
    assert not db.session.scalars(db.select(Renewal)).all()


def test_a_renewal_is_not_taken_back_once_the_license_says_something_else(signed_in, texas):
    close(signed_in, texas)
    renewal = only()
    texas.expires = after(texas.expires, 1)
    db.session.commit()
    answer = pages.send(
        signed_in, f"/renewals/{renewal.id}/reopen", page=f"/renewals/{renewal.id}", follow=True
    )
    assert "Only the last period that you closed" in pages.text_of(answer)
    assert only().id == renewal.id


def test_the_same_period_sent_twice_is_closed_once(signed_in, texas):
    token = pages.token(signed_in, f"/licenses/{texas.id}/renew")
    data = {
        "next_expires": str(after(texas.expires)),
        "renewed_on": str(texas.expires),
        "csrf_token": token,
    }
    first = signed_in.post(f"/licenses/{texas.id}/renew", data=data)
    second = signed_in.post(f"/licenses/{texas.id}/renew", data=data)
    assert (first.status_code, second.status_code) == (302, 422)
    assert only().next_expires == after(only().expires)


def test_a_closed_period_is_listed_on_the_page_of_its_license(signed_in, texas):
    close(signed_in, texas)
    page = signed_in.get(f"/licenses/{texas.id}").get_data(as_text=True)
    assert "kept as it was" in page
    assert f'href="/renewals/{only().id}"' in page
    assert "id = " in signed_in.get(f"/renewals/{only().id}/rules.toml").get_data(as_text=True)


def test_another_persons_renewals_answer_404(signed_in, client, app, texas):
    close(signed_in, texas)
    renewal = only()
    charlie = app.test_client()
    factories.sign_in(charlie, factories.person(email="charlie@example.com", name="Charlie"))
    token = pages.token(charlie, "/courses/new")
    for url in (
        f"/licenses/{texas.id}/renew",
        f"/renewals/{renewal.id}",
        f"/renewals/{renewal.id}/rules.toml",
    ):
        assert charlie.get(url).status_code == 404
    for url in (f"/licenses/{texas.id}/renew", f"/renewals/{renewal.id}/reopen"):
        assert charlie.post(url, data={"csrf_token": token}).status_code == 404
    assert only().id == renewal.id


def test_a_period_on_own_rules_keeps_their_text_whatever_becomes_of_them(signed_in, person, ended):
    row = making.copied(person, CARRIES)
    factories.license(user=person, credential_id=row.credential_id, expires=ended, number="7")
    license = db.session.scalars(db.select(License)).one()
    kept = row.document
    close(signed_in, license)
    assert only().rules == kept

    page = f"/own-rules/{row.id}"
    signed = {"kind": "need", "hours": "33", "often": "renewal", "in_total": "yes"}
    pages.send(signed_in, f"{page}/rules/total", signed)
    db.session.rollback()
    assert db.session.get(OwnRules, row.id).document != kept
    db.session.get(License, license.id).credential_id = CARRIES
    db.session.commit()
    pages.send(signed_in, f"{page}/delete", page=page)
    db.session.rollback()
    assert db.session.get(OwnRules, row.id).deleted_at is not None
    assert only().rules == kept
    assert read_own(only().rules).name == "Texas LCSW"
