"""The page of a person's own rules: what they say, what differs from ours, who goes by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ceapp.boards import catalog
from ceapp.boards.names import names
from ceapp.errors import CeappError
from ceapp.own_rules.differences import Difference, differences
from ceapp.own_rules.models import OwnRules
from ceapp.own_rules.reading import read_ours, read_own
from ceapp.rules.naming import requirement_name
from ceapp.rules.plain_credential import ToCheck, about, answer, to_check
from ceapp.rules.plain_words import Plain, in_plain_words
from ceapp.rules.requirement import Credential
from ceapp.rules.rule_fields import RuleMistakes
from ceapp.rules.rule_sense import is_topic_need

_WE_FOUND_NONE = "We found no"  # said of boards that we read; here the person would know


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Everything that the page shows.

    `ours_changed` is what our rules say differently since the copy was made, or last compared.
    """

    row: OwnRules
    credential: Credential
    heading: str
    rules: tuple[Plain, ...]
    about: tuple[tuple[str, str], ...]
    to_check: tuple[ToCheck, ...]
    yours_differ: tuple[Difference, ...]
    ours_changed: tuple[Difference, ...]
    original: str


def own_page(row: OwnRules, today: date) -> OwnPage:
    """Make the page of `row`; raises `RuleMistakes` where its document cannot be read any more."""
    credential, known = read_own(row.document), names()
    original, now = original_of(row), _ours_now(row)
    return OwnPage(
        row=row,
        credential=credential,
        heading=answer(credential, known.topics, on=today),
        rules=tuple(in_plain_words(rule, credential, known) for rule in credential.requirements),
        about=tuple(one for one in about(credential, known) if _WE_FOUND_NONE not in one[1]),
        to_check=tuple(to_check(credential, known)),
        yours_differ=differences(original, credential, known) if original else (),
        ours_changed=differences(original, now, known) if original and now else (),
        original=original.name if original else "",
    )


def original_of(row: OwnRules) -> Credential | None:
    """Give our rules as they were copied; None for rules made from nothing."""
    try:
        return read_ours(row.original) if row.original else None
    except RuleMistakes:
        return None  # written before a change of the rule files' own language


def ours_changed(row: OwnRules) -> bool:
    """Say whether our rules say something else than when `row` was copied, or last compared."""
    original, now = original_of(row), _ours_now(row)
    return bool(original and now and differences(original, now, names()))


def names_of_rules(credential: Credential) -> Mapping[str, str]:
    """Give what the requirements of a credential are called, by id, in their order."""
    topics = catalog.topics()
    return {rule.id: requirement_name(rule, topics) for rule in credential.requirements}


def may_share_an_hour(credential: Credential) -> Mapping[str, str]:
    """Give what the needs are called of which two may share an hour, by id."""
    names_ = names_of_rules(credential)
    return {rule.id: names_[rule.id] for rule in credential.requirements if is_topic_need(rule)}


def _ours_now(row: OwnRules) -> Credential | None:
    try:
        return catalog.load(row.copied_from) if row.copied_from else None
    except CeappError:
        return None  # its own page says what is wrong with it
