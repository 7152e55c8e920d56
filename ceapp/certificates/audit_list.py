"""What an audit usually asks of a certificate, and whether this one shows it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ceapp.rules.requirement import Credential

Kind = Literal["yes", "no", "ask"]

# What every board's audit asks for, in the words of the list.
PARTS: Mapping[str, str] = {
    "participant": "Your name",
    "title": "Course title",
    "completed": "Completion date",
    "hours": "Hours",
    "provider": "Provider",
    "format": "How it was taken",
    "instructor": "Instructor",
}
NOT_FOUND = "Not found on it."
UNSURE = "Could not be read for certain: look for it."
OTHER_NAME = "It is made out to {shown}; your account says {own}."
NO_APPROVAL = "No approving body found."
NO_NUMBER = "{body}, no number found; a board may ask for it where the body gives one."
NOT_LISTED = "It names none of the approvals that its rules list."
NOT_COUNTED = "It names none of the approvals that it requires: without one, it counts 0 there."


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that a certificate shows, in words; `sure` where nothing casts doubt on it."""

    text: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What a certificate shows: the PARTS that were found, and each approval with its number."""

    parts: Mapping[str, Sign] = field(default_factory=dict)
    approvals: Mapping[str, Sign] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what is asked, whether it is there, and the words."""

    what: str
    kind: Kind
    text: str


def audit_list(
    shown: Shown,
    *,
    own_name: str,
    credentials: Sequence[Credential],
    bodies: Mapping[str, str],
) -> tuple[Item, ...]:
    """Give the lines for a certificate, by the rules of the licenses held.

    `bodies` are the short names of the approvals. A board is named where it asks for more.
    """
    return (
        *(_part(name, what, shown.parts.get(name), own_name) for name, what in PARTS.items()),
        _approvals(shown, bodies),
        *_boards(shown, credentials),
    )


def same_person(shown: str, own: str) -> bool:
    """Say whether two spellings may name one person: the first and the last name agree.

    A title or license after a comma, accents, case and names in between make no difference.
    """
    names = _names(shown)
    mine = _names(own)
    return not mine or {mine[0], mine[-1]} <= set(names)


def _part(name: str, what: str, sign: Sign | None, own_name: str) -> Item:
    if sign is None:
        return Item(what, "no", NOT_FOUND)
    if not sign.sure:
        return Item(what, "ask", UNSURE)
    if name == "participant" and not same_person(sign.text, own_name):
        return Item(what, "ask", OTHER_NAME.format(shown=sign.text, own=own_name))
    return Item(what, "yes", sign.text)


def _approvals(shown: Shown, bodies: Mapping[str, str]) -> Item:
    what = "Approval and its number"
    if not shown.approvals:
        return Item(what, "no", NO_APPROVAL)
    numbered = [
        f"{bodies.get(slug, slug)} {sign.text}"
        for slug, sign in shown.approvals.items()
        if sign.text and sign.sure
    ]
    if numbered:
        return Item(what, "yes", "; ".join(numbered))
    named = ", ".join(bodies.get(slug, slug) for slug in shown.approvals)
    return Item(what, "ask", NO_NUMBER.format(body=named))


def _boards(shown: Shown, credentials: Sequence[Credential]) -> Iterator[Item]:
    for one in {each.id: each for each in credentials}.values():
        if one.accepted_approvals and one.accepted_approvals.isdisjoint(shown.approvals):
            words = NOT_COUNTED if one.approvals_required else NOT_LISTED
            yield Item(f"For {one.name}", "ask", words)


def _names(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.split(",", maxsplit=1)[0]).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else " " for sign in letters).split()
