"""Reading a person's own rules, and any credential's rules, ours or theirs; owner first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from ceapp.boards import catalog
from ceapp.db import db
from ceapp.own_rules.models import OwnRules
from ceapp.own_rules.reading import read_own
from ceapp.rules.requirement import Credential
from ceapp.rules.rule_fields import RuleMistakes

_OWN_ID = re.compile(r"own-([1-9][0-9]{0,17})")
Load = Callable[[str], Credential]


def own_rules(user_id: int, *, deleted: bool = False) -> Sequence[OwnRules]:
    """Give the person's own rules, the oldest first; also the `deleted` ones where asked."""
    mine = db.select(OwnRules).where(OwnRules.user_id == user_id).order_by(OwnRules.id)
    return db.session.scalars(mine if deleted else mine.where(OwnRules.deleted_at.is_(None))).all()


def own_rules_of(user_id: int, own_id: int) -> OwnRules | None:
    """Give one of this person's own rules; None where they are not theirs or deleted."""
    row = _one(user_id, own_id)
    return row if row is not None and row.deleted_at is None else None


def deleted_own_rules_of(user_id: int, own_id: int) -> OwnRules | None:
    """Give one of this person's own rules that they deleted and may still bring back."""
    row = _one(user_id, own_id)
    return row if row is not None and row.deleted_at is not None else None


def made_since(user_id: int, since: datetime) -> Sequence[OwnRules]:
    """Give the person's own rules that were made at `since` or later."""
    return [row for row in own_rules(user_id) if row.created_at >= since]


def credential_of(user_id: int, credential_id: str) -> Credential:
    """Give a credential's rules, ours or this person's own.

    Raises `catalog.UnknownCredential`, also for another person's own rules, or
    `catalog.BrokenRuleFile`.
    """
    return loader(user_id)(credential_id)


def loader(user_id: int) -> Load:
    """Give what loads credentials, ours or this person's own, with one query for all their own.

    Own rules that were deleted still load: a license on them must not lose its standing.
    """
    rows: dict[int, OwnRules] = {}

    def load(credential_id: str) -> Credential:
        found = _OWN_ID.fullmatch(credential_id)
        if not found:
            return catalog.load(credential_id)
        if not rows:
            rows.update({row.id: row for row in own_rules(user_id, deleted=True)})
        row = rows.get(int(found[1]))
        if row is None:
            raise catalog.UnknownCredential(credential_id)
        return _read(row)

    return load


def text_of(user_id: int, credential_id: str) -> str:
    """Give the text of a credential's rules as they are now; raises `catalog.UnknownCredential`."""
    found = _OWN_ID.fullmatch(credential_id)
    if not found:
        return catalog.text_of(credential_id)
    row = _one(user_id, int(found[1]))
    if row is None:
        raise catalog.UnknownCredential(credential_id)
    return row.document


def _read(row: OwnRules) -> Credential:
    try:
        return read_own(row.document)
    except RuleMistakes as wrong:  # a later version of the reader may have grown stricter
        raise catalog.BrokenRuleFile(Path(row.credential_id), wrong.mistakes) from wrong


def _one(user_id: int, own_id: int) -> OwnRules | None:
    return db.session.scalars(
        db.select(OwnRules).where(OwnRules.user_id == user_id, OwnRules.id == own_id)
    ).one_or_none()
