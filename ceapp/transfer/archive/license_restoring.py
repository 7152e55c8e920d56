"""Writes own rules and licenses of an export, under the numbers that they get here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ceapp.db import db
from ceapp.licenses.models import License, OneTimeAnswer, Renewal
from ceapp.own_rules.actions import MOST_OWN
from ceapp.own_rules.models import OwnRules
from ceapp.own_rules.queries import own_rules
from ceapp.transfer.actions import NotImported
from ceapp.transfer.archive.license_document import renamed
from ceapp.transfer.archive.parts import BoardAnswerPart, LicensePart, RenewalPart
from ceapp.transfer.archive.plan import Plan
from ceapp.transfer.models import Import, ImportedLicense

TOO_MANY = f"Nobody can have more than {MOST_OWN} rules of their own here. Delete some, then try"


def restore_own_rules(user_id: int, plan: Plan, now: datetime) -> dict[str, str]:
    """Write the own rules that are new; give the ids here by the names in the document."""
    credentials = dict(plan.known_own)
    for part in plan.own_rules:
        row = OwnRules(
            user_id=user_id,
            document="",
            copied_from=part.copied_from,
            original=part.original,
            why=part.why,
            created_at=now,
            updated_at=now,
            deleted_at=now if part.deleted else None,
        )
        db.session.add(row)
        db.session.flush()  # gives the number that the document's id holds
        row.document = renamed(part.document, row.credential_id)
        row.previous = renamed(part.previous, row.credential_id)
        credentials[part.credential] = row.credential_id
    if plan.own_rules and len(own_rules(user_id)) > MOST_OWN:
        raise NotImported(TOO_MANY)
    return credentials


def restore_license(
    done: Import,
    part: LicensePart,
    credentials: Mapping[str, str],
    courses: Mapping[int, int],
    now: datetime,
) -> None:
    """Write a license with its closed periods; `courses` are ids here by place there."""
    row = License(
        user_id=done.user_id,
        credential_id=credentials.get(part.credential, part.credential),
        number=part.number,
        issued=part.issued,
        expires=part.expires,
        starts=part.starts,
        applied=part.applied,
        facts=list(part.facts),
        board_answers=[_board_answer(one, courses) for one in part.board_answers],
        created_at=now,
        retired_at=now if part.retired else None,
        answers=[
            OneTimeAnswer(
                user_id=done.user_id,
                requirement_id=requirement,
                answer=answer,
                year=year,
                answered_at=now,
            )
            for requirement, answer, year in part.answers
        ],
    )
    db.session.add(row)
    db.session.flush()
    db.session.add(ImportedLicense(user_id=done.user_id, import_id=done.id, license_id=row.id))
    db.session.add_all(_renewal(row, one, credentials, courses) for one in part.renewals)


def _board_answer(one: BoardAnswerPart, courses: Mapping[int, int]) -> dict[str, Any]:
    return {
        "doubt": one.doubt.value,
        "subject": one.subject if one.course is None else str(courses[one.course]),
        "accepted": one.accepted,
        "answered_on": one.answered_on.isoformat(),
        "words": one.words,
        "behind": one.behind,
        "recorded_at": one.recorded_at.isoformat(),
    }


def _renewal(
    license: License,
    one: RenewalPart,
    credentials: Mapping[str, str],
    courses: Mapping[int, int],
) -> Renewal:
    own = credentials.get(one.credential)
    return Renewal(
        user_id=license.user_id,
        license_id=license.id,
        credential_id=own or one.credential,
        starts=one.starts,
        ends=one.ends,
        expires=one.expires,
        next_expires=one.next_expires,
        renewed_on=one.renewed_on,
        carried=[
            {
                "course": str(courses[part.course]),
                "hours": str(part.hours),
                "topics": {slug: str(on) for slug, on in part.topics.items()},
            }
            for part in one.carried
        ],
        before=dict(one.before),
        evidence=dict(one.evidence),
        rules=renamed(one.rules, own) if own else one.rules,
        closed_at=one.closed_at,
    )
