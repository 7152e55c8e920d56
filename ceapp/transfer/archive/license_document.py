"""Licenses with their closed periods, and a person's own rules, as the document says them.

Numbers of rows mean nothing elsewhere: a course is named by its place in the document, from 0, and
own rules are named own-1, own-2 and so on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ceapp.licenses.models import License, Renewal
from ceapp.own_rules.models import OwnRules
from ceapp.rules.doubt import Doubt
from ceapp.transfer.archive.everything import Everything

# A board's answer to these is about one course, which it names by its number.
OF_A_COURSE = frozenset({Doubt.APPROVAL, Doubt.ACTIVITY, Doubt.EARLIER, Doubt.DUPLICATE})
# The id is among a document's first lines, before any table: own_rules/document.py writes it so.
_ID = re.compile(r'^id = "own-[0-9]+"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Names:
    """How the document names what the database knows by number."""

    own: Mapping[str, str]  # own-17 here is own-1 there
    courses: Mapping[str, int]  # the course "17" here is at place 0 there

    @classmethod
    def of(cls, all_of_it: Everything) -> Names:
        """Give the names of everything of a person."""
        rules = enumerate(all_of_it.own_rules, 1)
        return cls(
            own={row.credential_id: f"own-{number}" for number, row in rules},
            courses={str(row.id): place for place, row in enumerate(all_of_it.courses)},
        )


def renamed(text: str, credential: str) -> str:
    """Give the text of own rules under another id."""
    return _ID.sub(f'id = "{credential}"', text, count=1)


def own_rules_part(row: OwnRules, names: Names) -> dict[str, Any]:
    """Give own rules as the document holds them."""
    name = names.own[row.credential_id]
    return {
        "credential": name,
        "document": renamed(row.document, name),
        "previous": renamed(row.previous, name),
        "copied_from": row.copied_from,
        "original": row.original,
        "why": row.why,
        "deleted": row.deleted_at is not None,
    }


def license_part(row: License, renewals: Sequence[Renewal], names: Names) -> dict[str, Any]:
    """Give a license as the document holds it, with those of `renewals` that are its own."""
    return {
        "credential": names.own.get(row.credential_id, row.credential_id),
        "number": row.number,
        "issued": row.issued.isoformat() if row.issued else None,
        "expires": row.expires.isoformat(),
        "starts": row.starts.isoformat() if row.starts else None,
        "applied": row.applied.isoformat() if row.applied else None,
        "facts": list(row.facts),
        "retired": row.retired_at is not None,
        "answers": [
            {"requirement": one.requirement_id, "answer": str(one.answer), "year": one.year}
            for one in row.answers
        ],
        "board_answers": [
            _board_answer(one, names)
            for one in row.board_answers
            if not is_of_a_course(one) or one["subject"] in names.courses
        ],
        "renewals": [_renewal(one, names) for one in renewals if one.license_id == row.id],
    }


def is_of_a_course(answer: Mapping[str, Any]) -> bool:
    """Say whether a board's answer is about one course."""
    return answer["doubt"] in OF_A_COURSE


def _board_answer(one: Mapping[str, Any], names: Names) -> dict[str, Any]:
    course = names.courses[one["subject"]] if is_of_a_course(one) else None
    return {**one, "subject": one["subject"] if course is None else "", "course": course}


def _renewal(row: Renewal, names: Names) -> dict[str, Any]:
    name = names.own.get(row.credential_id, row.credential_id)
    return {
        "credential": name,
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat(),
        "expires": row.expires.isoformat(),
        "next_expires": row.next_expires.isoformat(),
        "renewed_on": row.renewed_on.isoformat(),
        "carried": [
            _carried(one, names.courses[one["course"]])
            for one in row.carried
            if one["course"] in names.courses
        ],
        "before": dict(row.before),
        "evidence": dict(row.evidence),
        "rules": renamed(row.rules, name) if name in names.own.values() else row.rules,
        "closed_at": row.closed_at.isoformat(),
    }


def _carried(one: Mapping[str, Any], course: int) -> dict[str, Any]:
    topics = [{"topic": slug, "hours": _plain(on)} for slug, on in one["topics"].items()]
    return {"course": course, "hours": _plain(one["hours"]), "topics": topics}


def _plain(hours: str) -> str:
    return f"{Decimal(hours):f}"
