"""Collects everything of a person, in an order that is the same whenever nothing changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import undefer

from ceapp.accounts.models import User
from ceapp.certificates.models import Certificate, CourseCertificate
from ceapp.courses.models import Course
from ceapp.db import db
from ceapp.licenses.models import License, Renewal
from ceapp.own_rules.models import OwnRules
from ceapp.own_rules.queries import own_rules
from ceapp.reminders.models import ReminderChoice

# What an export holds, by table, and what it leaves out with the reason. A table in neither makes
# a test fail, so that a new one is thought of.
EXPORTED = frozenset(
    {
        "users",
        "licenses",
        "one_time_answers",
        "courses",
        "course_topics",
        "course_approvals",
        "certificates",
        "certificate_contents",
        "course_certificates",
        "own_rules",
        "renewals",
        "reminder_choices",
    }
)
LEFT_OUT: Mapping[str, str] = {
    "sign_ins": "which browsers are signed in here, of no use elsewhere",
    "mail_links": "secrets of this server, of no use elsewhere",
    "second_steps": "secrets of this server, of no use elsewhere",
    "recovery_codes": "secrets of this server, of no use elsewhere",
    "passkeys": "keys for this server, of no use elsewhere",
    "security_events": "shown under Settings; what happened to an account that stays here",
    "tries": "belongs to no account",
    "invitations": "belongs to nobody who has an account",
    "calendar_feeds": "the address of a feed of this server",
    "import_drafts": "an upload that was not confirmed",
    "import_draft_files": "an upload that was not confirmed",
    "imports": "how records came here; the records themselves are exported",
    "imported_courses": "how records came here",
    "imported_certificates": "how records came here",
    "imported_licenses": "how records came here",
    "reminders": "mails that were sent or wait to be; they are made anew from the licenses",
    "reminder_runs": "what this server did for everybody; belongs to no account",
    "personal_tokens": "keys for this server, of no use elsewhere",
    "api_creations": "requests that scripts made of this server within the last day",
}


@dataclass(frozen=True, slots=True)
class Everything:
    """A person's records that are not deleted, and deleted rules that a license still goes by.

    `reminders` is None where the person never chose.
    """

    person: User
    licenses: Sequence[License]
    courses: Sequence[Course]
    certificates: Sequence[Certificate]
    ties: Sequence[CourseCertificate]
    renewals: Sequence[Renewal]
    own_rules: Sequence[OwnRules]
    reminders: ReminderChoice | None


def everything_of(user_id: int) -> Everything:
    """Read everything of a person but the bytes of certificates."""
    licenses = _licenses(user_id)
    renewals = _renewals(user_id, licenses)
    gone_by = {*(one.credential_id for one in licenses), *(one.credential_id for one in renewals)}
    return Everything(
        person=db.session.scalars(db.select(User).where(User.id == user_id)).one(),
        licenses=licenses,
        courses=db.session.scalars(
            db.select(Course)
            .where(Course.user_id == user_id, Course.deleted_at.is_(None))
            .order_by(Course.completed, Course.id)
        ).all(),
        certificates=db.session.scalars(
            db.select(Certificate)
            .where(Certificate.user_id == user_id, Certificate.deleted_at.is_(None))
            .order_by(Certificate.id)
        ).all(),
        ties=db.session.scalars(
            db.select(CourseCertificate)
            .where(CourseCertificate.user_id == user_id)
            .order_by(CourseCertificate.id)
        ).all(),
        renewals=renewals,
        own_rules=[
            row
            for row in own_rules(user_id, deleted=True)
            if row.deleted_at is None or row.credential_id in gone_by
        ],
        reminders=db.session.scalars(
            db.select(ReminderChoice).where(
                ReminderChoice.user_id == user_id, ReminderChoice.chosen_at.is_not(None)
            )
        ).one_or_none(),
    )


def _licenses(user_id: int) -> Sequence[License]:
    return db.session.scalars(
        db.select(License)
        .where(License.user_id == user_id, License.deleted_at.is_(None))
        .order_by(License.id)
    ).all()


def _renewals(user_id: int, licenses: Sequence[License]) -> Sequence[Renewal]:
    return db.session.scalars(
        db.select(Renewal)
        .where(
            Renewal.user_id == user_id, Renewal.license_id.in_([license.id for license in licenses])
        )
        .order_by(Renewal.license_id, Renewal.expires)
        .options(undefer(Renewal.evidence), undefer(Renewal.rules))
    ).all()
