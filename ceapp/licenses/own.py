"""Licenses that go by rules of the person's own: which ones there are, and moving between them."""

from __future__ import annotations

from collections.abc import Mapping

from ceapp.licenses.models import License
from ceapp.own_rules.models import OwnRules
from ceapp.own_rules.queries import own_rules
from ceapp.own_rules.reading import name_of


def own_listed(user_id: int) -> Mapping[str, str]:
    """Give the ids and names of the credentials that the person made themselves."""
    return {row.credential_id: name_of(row.document) for row in own_rules(user_id)}


def rules_to_go_by(license: License) -> Mapping[str, str]:
    """Give the rules that a license may go by: ours and the person's copies of them, by id.

    Rules made from nothing have no others beside them.
    """
    mine = own_rules(license.user_id, deleted=True)
    copied_from = {row.credential_id: row.copied_from or row.credential_id for row in mine}
    base = copied_from.get(license.credential_id, license.credential_id)
    copies = [row for row in mine if row.copied_from == base and row.deleted_at is None]
    return {base: "Our rules"} | {row.credential_id: _said(row) for row in copies}


def _said(row: OwnRules) -> str:
    day = f"{row.updated_at:%B} {row.updated_at.day}, {row.updated_at.year}"
    return f"Your own copy, last changed on {day}"
