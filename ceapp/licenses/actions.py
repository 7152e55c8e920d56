"""Changing a person's licenses, a verb each; nothing is thrown away that may be wanted back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from ceapp.db import db
from ceapp.licenses.details import Details, Reply, details_of
from ceapp.licenses.models import License, OneTimeAnswer
from ceapp.licenses.queries import entries_for

SAME_CLICK = timedelta(seconds=30)  # nobody adds the very same license twice within it on purpose


def add_license(credential_id: str, details: Details, *, actor: int, now: datetime) -> License:
    """Add a license to those of the person with the id `actor`, and give it.

    The same form sent twice by one hand adds it once.
    """
    for earlier in entries_for(actor, credential_id):
        if earlier.created_at >= now - SAME_CLICK and _says(earlier, details):
            db.session.commit()
            return earlier
    row = License(user_id=actor, credential_id=credential_id, facts=[], answers=[], created_at=now)
    _write(row, details, now)
    db.session.add(row)
    db.session.commit()
    return row


def change_license(row: License, details: Details, *, now: datetime) -> None:
    """Write what the person now says about the license over what they said before."""
    _write(row, details, now)
    db.session.commit()


def move_license(row: License, credential_id: str) -> None:
    """Let the license go by other rules; what the person answered stays."""
    row.credential_id = credential_id
    db.session.commit()


def retire_license(row: License, *, now: datetime) -> None:
    """Stop showing the license on the standing page; everything about it is kept."""
    row.retired_at = now
    db.session.commit()


def unretire_license(row: License) -> None:
    """Show the license on the standing page again."""
    row.retired_at = None
    db.session.commit()


def delete_license(row: License, *, now: datetime) -> None:
    """Take the license out of sight; courses stay, and `restore_license` brings it back."""
    row.deleted_at = now
    db.session.commit()


def restore_license(row: License) -> None:
    """Bring a deleted license back as it was."""
    row.deleted_at = None
    db.session.commit()


def _says(row: License, details: Details) -> bool:
    true = {fact: True for fact, said in details.facts.items() if said}
    return details_of(row) == replace(details, facts=true)


def _write(row: License, details: Details, now: datetime) -> None:
    row.number = details.number
    row.issued, row.expires, row.starts = details.issued, details.expires, details.starts
    row.applied = details.applied
    kept = [fact for fact in row.facts if fact not in details.facts]
    # A new list: a JSON column does not notice changes inside the old one.
    row.facts = kept + [fact for fact, true in details.facts.items() if true]
    for requirement_id, reply in details.replies.items():
        _write_reply(row, requirement_id, reply, now)


def _write_reply(row: License, requirement_id: str, reply: Reply, now: datetime) -> None:
    for given in row.answers:
        if given.requirement_id == requirement_id:
            if (given.answer, given.year) != (reply.answer, reply.year):
                given.answer, given.year, given.answered_at = reply.answer, reply.year, now
            return
    row.answers.append(
        OneTimeAnswer(
            user_id=row.user_id,
            requirement_id=requirement_id,
            answer=reply.answer,
            year=reply.year,
            answered_at=now,
        )
    )
