"""Changing a person's own rules, a verb each; what contradicts itself changes nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from ceapp.boards import catalog
from ceapp.db import db
from ceapp.errors import CeappError
from ceapp.own_rules.document import Document, requirements_of, settle_total, written
from ceapp.own_rules.models import OwnRules
from ceapp.own_rules.queries import made_since, own_rules
from ceapp.own_rules.reading import read_own
from ceapp.rules.requirement import Credential
from ceapp.rules.rule_text import parse

MOST_OWN = 40  # of a person
MOST_REQUIREMENTS = 60  # of one document
MOST_CHARACTERS = 60_000  # of one document
SAME_CLICK = timedelta(seconds=30)  # nobody makes the very same rules twice within it on purpose


class TooMuch(CeappError):  # noqa: N818 - said to a person, who only has much to say
    """More than there is room for; the text says of what."""


def start_own_rules(document: Document, why: str, *, actor: int, now: datetime) -> OwnRules:
    """Make rules from nothing for the person with the id `actor`, and give them.

    Raises `RuleMistakes` or `TooMuch`. The same form sent twice by one hand makes them once.
    """
    settle_total(document)
    row = OwnRules(
        user_id=actor, document="", copied_from="", why=why, created_at=now, updated_at=now
    )
    return _added(row, document, now)


def copy_our_rules(credential_id: str, *, actor: int, now: datetime) -> OwnRules:
    """Make a copy of one of our credentials' rules for the person, and give it.

    Raises `catalog.UnknownCredential`, `catalog.BrokenRuleFile` or `TooMuch`.
    """
    catalog.load(credential_id)
    text = catalog.path_of(credential_id).read_text(encoding="utf-8")
    row = OwnRules(
        user_id=actor,
        document="",
        copied_from=credential_id,
        original=text,
        created_at=now,
        updated_at=now,
    )
    return _added(row, parse(text), now)


def change_own_rules(row: OwnRules, document: Document, *, now: datetime, today: date) -> bool:
    """Let the rules say what `document` says; give whether their total became unknown by it.

    Raises `RuleMistakes` or `TooMuch`, and then nothing has changed.
    """
    lost_total = settle_total(document)
    document["reviewed"] = today
    text = _checked(document)
    if text != row.document:
        row.previous, row.document, row.updated_at = row.document, text, now
    db.session.commit()
    return lost_total


def as_changed(document: Document, *, today: date) -> Credential:
    """Give what the rules would be if they said what `document` says; nothing is changed.

    Raises `RuleMistakes` or `TooMuch`.
    """
    settle_total(document)
    document["reviewed"] = today
    return read_own(_checked(document))


def say_why(row: OwnRules, why: str) -> None:
    """Keep why the person has rules of their own."""
    row.why = why
    db.session.commit()


def undo_last_change(row: OwnRules, *, now: datetime) -> None:
    """Go back to the rules before the last change; doing it again goes forth."""
    if row.previous:
        row.document, row.previous, row.updated_at = row.previous, row.document, now
    db.session.commit()


def see_our_changes(row: OwnRules) -> None:
    """Compare with our rules as they are now, from now on."""
    row.original = catalog.path_of(row.copied_from).read_text(encoding="utf-8")
    db.session.commit()


def delete_own_rules(row: OwnRules, *, now: datetime) -> None:
    """Take the rules out of sight; `restore_own_rules` brings them back."""
    row.deleted_at = now
    db.session.commit()


def restore_own_rules(row: OwnRules) -> None:
    """Bring deleted rules back as they were."""
    row.deleted_at = None
    db.session.commit()


def _added(row: OwnRules, document: Document, now: datetime) -> OwnRules:
    if len(own_rules(row.user_id)) >= MOST_OWN:
        raise TooMuch(f"You have {MOST_OWN} rules of your own already; delete one you do not need.")
    for earlier in made_since(row.user_id, now - SAME_CLICK):
        same = {**document, "id": earlier.credential_id}
        if earlier.copied_from == row.copied_from and parse(earlier.document) == same:
            db.session.commit()
            return earlier
    _checked({**document, "id": "own-1"})
    db.session.add(row)
    db.session.flush()  # gives the number that the document's id holds
    row.document = written({**document, "id": row.credential_id})
    db.session.commit()
    return row


def _checked(document: Document) -> str:
    """Give the document as text, once the reader has found nothing wrong with it."""
    if len(requirements_of(document)) > MOST_REQUIREMENTS:
        raise TooMuch(f"{MOST_REQUIREMENTS} rules are the most that one license can have here.")
    text = written(document)
    if len(text) > MOST_CHARACTERS:
        raise TooMuch("These rules are too long to be kept; shorten the notes.")
    read_own(text)
    return text
