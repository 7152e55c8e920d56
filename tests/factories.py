"""Making records for tests: plain functions, keyword-only, with believable defaults."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from ceapp.accounts.models import User
from ceapp.courses.models import Course, CourseApproval, CourseTopic
from ceapp.db import db
from ceapp.licenses.models import Answer, License, OneTimeAnswer
from ceapp.rules.vocabulary import Activity, Format
from tests import pages

PASSWORD = "correct horse battery"
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


@cache
def _password_hash():
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def person(*, email="alice@example.com", name="Alice Rivera", time_zone="America/New_York"):
    row = User(
        email=email,
        email_confirmed_at=NOW,
        name=name,
        password_hash=_password_hash(),
        time_zone=time_zone,
        created_at=NOW,
    )
    db.session.add(row)
    db.session.commit()
    return row


def sign_in(client, user):
    response = pages.send(client, "/sign-in", {"email": user.email, "password": PASSWORD})
    assert response.status_code == 302, pages.text_of(response)
    return client


def license(
    *,
    user,
    credential_id="us-ca-lcsw",
    expires=date(2027, 3, 31),
    issued=date(2019, 5, 20),
    number="12345",
    facts=(),
    answers=(),
):
    row = License(
        user_id=user.id,
        credential_id=credential_id,
        number=number,
        issued=issued,
        expires=expires,
        facts=list(facts),
        created_at=NOW,
        answers=[
            OneTimeAnswer(
                user_id=user.id, requirement_id=name, answer=Answer(answer), answered_at=NOW
            )
            for name, answer in dict(answers).items()
        ],
    )
    db.session.add(row)
    db.session.commit()
    return row


def course(
    *,
    user,
    title="Ethics in Everyday Practice",
    provider="Harbor Lane Institute",
    completed=date(2026, 3, 14),
    hours="3",
    topics=(),
    format=Format.LIVE_ONLINE,  # noqa: A002 - the therapist's word
    activity=Activity.COURSE,
    approvals=("aswb-ace",),
    notes="",
    planned=False,
    cost_cents=None,
):
    row = Course(
        user_id=user.id,
        title=title,
        provider=provider,
        completed=completed,
        hours=Decimal(hours),
        format=format,
        activity=activity,
        notes=notes,
        planned=planned,
        cost_cents=cost_cents,
        created_at=NOW,
        updated_at=NOW,
        topics=[
            CourseTopic(user_id=user.id, topic=name, hours=Decimal(amount))
            for name, amount in dict(topics).items()
        ],
        approvals=[CourseApproval(user_id=user.id, approval=name) for name in approvals],
    )
    db.session.add(row)
    db.session.commit()
    return row
