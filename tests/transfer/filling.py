"""Records of every kind that licenses have: closed periods, own rules, answers of the board."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from ceapp.db import db
from ceapp.inquiries.actions import record_answer
from ceapp.licenses.queries import license_of
from ceapp.own_rules import actions as own_rules
from ceapp.own_rules.document import requirements_of
from ceapp.reminders.actions import save_choice
from ceapp.renewals.actions import close_period
from ceapp.renewals.queries import closing_of
from ceapp.rules.doubt import Doubt
from ceapp.rules.rule_text import parse
from ceapp.rules.vocabulary import AcademicCredits, AcademicUnit, Activity
from ceapp.standing.queries import standing_of
from tests import factories
from tests.own_rules.making import copied

ENDED = date(2026, 10, 31)
TODAY = date(2026, 11, 22)
CARRIES = "us-tx-lcsw"  # of what is beyond its 30 hours, up to 10 pass into the next period


def fill_licenses(person):
    """Give a person a license with a closed period, own rules, and what a board answered."""
    courses = [
        factories.course(
            user=person,
            title=title,
            completed=ENDED - timedelta(days=days),
            hours=hours,
            topics=topics,
            approvals=("nasw",),
        )
        for title, hours, topics, days in (
            ("Ethics", "6", {"ethics": "6"}, 300),
            ("Cultures", "6", {"cultural-competence": "6"}, 190),
            ("Trauma", "28", {"clinical": "28"}, 100),
        )
    ]
    semester = factories.course(
        user=person, title="Research", activity=Activity.ACADEMIC_COURSE, hours="40"
    )
    semester.academic = AcademicCredits(Decimal("4.5"), AcademicUnit.QUARTER)
    factories.course(
        user=person, title="Planned long ago", completed=date(2026, 1, 5), planned=True
    )
    rules = changed_copy(person)
    texas = factories.license(user=person, credential_id=CARRIES, expires=ENDED, number="TX")
    on_own = factories.license(user=person, credential_id=rules.credential_id, number="OWN")
    close(texas)
    close(on_own, until=date(2029, 3, 31))
    answered(texas, Doubt.APPROVAL, str(courses[0].id))
    answered(texas, Doubt.OVERLAP, "")
    answered(on_own, Doubt.DUPLICATE, str(semester.id), accepted=False)
    own_rules.delete_own_rules(rules, now=factories.NOW)  # its license still goes by it
    save_choice(
        person.id,
        active=True,
        days=frozenset({90, 7}),
        lapsed=False,
        digest_day=3,
        today=TODAY,
        now=factories.NOW,
    )


def changed_copy(person):
    """Give own rules that were changed once, so that there is a way back."""
    row = copied(person)
    document = parse(row.document)
    requirements_of(document)[0]["need"] = 30
    own_rules.change_own_rules(row, document, now=factories.NOW, today=TODAY)
    own_rules.say_why(row, "The board says so – by mail.")
    assert row.previous
    return row


def close(license, until=date(2028, 10, 31)):
    """Close the period of a license as its page does."""
    user_id = license.user_id
    standing = standing_of(user_id, license.id, TODAY).standing
    return close_period(
        license_of(user_id, license.id),
        closing_of(user_id, standing),
        next_expires=until,
        renewed_on=TODAY,
        applied=date(2026, 9, 1),
        ended_facts=(),
        now=factories.NOW,
    )


def answered(license, doubt, subject, *, accepted=True):
    """Record what a board said."""
    record_answer(
        license,
        doubt=doubt.value,
        subject=subject,
        accepted=accepted,
        answered_on=TODAY,
        words="By phone: “yes”",
        behind=subject or "One hour for two topics: unstated",
        now=factories.NOW,
    )


def rows(table, person):
    """Give a person's rows of a table in the order in which they were made."""
    found = db.select(table).where(table.user_id == person.id).order_by(table.id)
    return db.session.scalars(found).all()
