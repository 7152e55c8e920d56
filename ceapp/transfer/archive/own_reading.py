"""Reads the person's own rules and their choice of reminders in an exported document."""

from __future__ import annotations

import re

from ceapp.own_rules.actions import MOST_CHARACTERS
from ceapp.own_rules.reading import read_own
from ceapp.reminders.schedule import DAYS, DIGEST_DAYS
from ceapp.rules.rule_fields import RuleMistakes
from ceapp.transfer.archive.fields import SLUG, Fields
from ceapp.transfer.archive.parts import OwnRulesPart, RemindersPart

OWN = re.compile(r"own-[1-9][0-9]{0,5}")
_RULE_FILE = 500_000  # characters; ours are far shorter
_NONE_OR_SLUG = re.compile(rf"(?:{SLUG.pattern})?")


def own_rules_part(one: Fields) -> OwnRulesPart:
    """Read rules of the person's own; they must be such as the app can read."""
    one.only("credential", "document", "previous", "copied_from", "original", "why", "deleted")
    return OwnRulesPart(
        credential=one.text("credential", 10, shape=OWN),
        document=_rules(one, "document"),
        previous=_rules(one, "previous") if one.text("previous", MOST_CHARACTERS) else "",
        copied_from=one.text("copied_from", 80, shape=_NONE_OR_SLUG),
        original=one.text("original", _RULE_FILE),
        why=one.text("why", 5_000),
        deleted=one.truth("deleted"),
    )


def reminders_part(one: Fields) -> RemindersPart | None:
    """Read what the person wants to be reminded of; None where it says null."""
    if one.data.get("reminders", "") is None:
        return None
    said = one.inside("reminders")
    said.only("active", "days", "lapsed", "digest_day")
    days = said.values("days", lambda day: day.number_or_none("value", min(DAYS), max(DAYS)))
    if not set(days) <= set(DAYS):
        said.refuse("days", f"must be some of {', '.join(map(str, DAYS))}")
    return RemindersPart(
        active=said.truth("active"),
        days=frozenset(day for day in days if day is not None),
        lapsed=said.truth("lapsed"),
        digest_day=said.number_or_none("digest_day", DIGEST_DAYS[0], DIGEST_DAYS[-1]),
    )


def _rules(one: Fields, name: str) -> str:
    text = one.text(name, MOST_CHARACTERS, least=1)
    try:
        found = read_own(text)
    except RuleMistakes as wrong:
        one.refuse(name, f"holds no rules that can be read: {wrong.mistakes[0]}")
    if found.id != one.text("credential", 10):
        one.refuse(name, "is not of the id that its credential says")
    return text
