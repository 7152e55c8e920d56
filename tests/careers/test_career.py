"""A career of twenty years: every period's standing worked out, closed, kept and passed on."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from ceapp.boards import catalog
from ceapp.licenses.queries import renewals
from ceapp.renewals.actions import close_period
from ceapp.renewals.queries import closing_of
from ceapp.rules.standing import Doubt
from ceapp.standing.queries import standing_in, standing_of
from tests import factories

FILE = Path(__file__).with_name("three_licenses.toml")
CAREER = tomllib.loads(FILE.read_text(encoding="utf-8"), parse_float=Decimal)
ONE_DAY = timedelta(days=1)


@pytest.fixture
def log(person):
    """Everything that was taken in these years."""
    for year in range(CAREER["from"], CAREER["until"] + 1):
        clinical = CAREER["clinical"].get(str(year))
        for title, month, hours, topic in (
            ("Ethics", 1, 3, "ethics"),
            ("Cultures", 5, 3, "cultural-competence"),
            ("Clinical practice", 9, clinical, "clinical"),
        ):
            if hours:
                factories.course(
                    user=person,
                    title=f"{title} {year}",
                    completed=date(year, month, 15),
                    hours=str(hours),
                    topics={topic: str(hours)},
                    approvals=("nasw",),
                )


@pytest.fixture
def held(person):
    """The three licenses as they were first issued, each with its renewals to come."""
    return [
        (
            factories.license(
                user=person,
                credential_id=one["credential"],
                issued=one["issued"],
                expires=one["renewals"][0]["expires"],
                answers=dict.fromkeys(one["met"], "yes"),
            ),
            one["renewals"],
        )
        for one in CAREER["license"]
    ]


def next_expiration(renewals_, number):
    """The expiration that the next renewal of the file names, or two years after the last."""
    if number + 1 < len(renewals_):
        return renewals_[number + 1]["expires"]
    last = renewals_[-1]["expires"]
    return last.replace(year=last.year + 2)


def renew(row, standing, to, day):
    return close_period(
        row,
        closing_of(row.user_id, standing),
        next_expires=to,
        renewed_on=day,
        applied=None,
        ended_facts=(),
        now=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
    )


def live(person, held):
    """Live through the years: on the day after each expiration, judge and close the period."""
    days = sorted(
        (renewal["expires"] + ONE_DAY, place, number)
        for place, (_row, all_of_it) in enumerate(held)
        for number, renewal in enumerate(all_of_it)
    )
    for day, place, number in days:
        row, all_of_it = held[place]
        assert row.expires == all_of_it[number]["expires"]
        standing = standing_of(person.id, row.id, day).standing
        yield row, all_of_it[number], standing
        renew(row, standing, next_expiration(all_of_it, number), day)


def test_every_period_of_the_career_stands_as_worked_out(person, log, held):
    wrong = []
    for row, expected, standing in live(person, held):
        closing = closing_of(row.user_id, standing)
        found = {
            "expires": row.expires,
            "counted": sum(one.counted for one in standing.courses),
            "remaining": standing.remaining,
            "carried": sum(Decimal(one["hours"]) for one in closing.carried),
            "total_known": all(note.doubt is not Doubt.TOTAL for note in standing.notes),
        }
        if found != expected:
            wrong.append((row.credential_id, expected, found))
    assert wrong == []


def test_a_past_period_stands_as_it_was_kept(person, log, held):
    for _each in live(person, held):
        pass
    today = date(2027, 12, 1)
    for row, all_of_it in held:
        kept = renewals(person.id, [row.id])
        assert len(kept) == len(all_of_it)
        for renewal in kept:
            then = standing_in(person.id, row.id, renewal.ends, today).standing
            evidence = closing_of(person.id, then).evidence
            assert {**evidence, "as_of": ""} == {**renewal.evidence, "as_of": ""}


def test_a_changed_rule_changes_the_present_and_never_what_was_kept(person, log, held, monkeypatch):
    for _each in live(person, held):
        pass
    row, _renewals = held[0]
    kept = [(one.ends, one.evidence) for one in renewals(person.id, [row.id])]
    today = date(2027, 12, 1)
    before = standing_of(person.id, row.id, today).standing

    rules = catalog.load(row.credential_id)
    total = rules.requirements[0]
    stricter = replace(
        rules, requirements=(replace(total, hours=Decimal(50)), *rules.requirements[1:])
    )
    monkeypatch.setattr(catalog, "load", lambda _id: stricter)
    assert standing_of(person.id, row.id, today).standing.remaining == before.remaining + 20
    assert [(one.ends, one.evidence) for one in renewals(person.id, [row.id])] == kept
