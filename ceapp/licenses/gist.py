"""A credential's rules in two lines, for choosing a license; the rules page has all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ceapp.rules.plain_credential import every_so_long
from ceapp.rules.plain_words import topic_words
from ceapp.rules.requirement import Credential, Renewals, Requirement, Total
from ceapp.rules.rule_sense import is_total
from ceapp.rules.vocabulary import LABELS, Format, Topics
from ceapp.web.filters import count, hours

LIVE = frozenset({Format.IN_PERSON, Format.LIVE_ONLINE})
MOST_TOPICS_NAMED = 2


@dataclass(frozen=True, slots=True)
class Gist:
    """The hours of every renewal in one line, what is due less often or only limits in the other.

    `more` is empty where there is nothing to add.
    """

    main: str
    more: str


def gist(credential: Credential, topics: Topics, *, on: date) -> Gist:
    """Sum up what `credential` asks of a license that is renewed on `on`, in two lines."""
    binding = [rule for rule in credential.requirements if _binds(rule, on)]
    usual = [rule for rule in binding if rule.is_need and not (rule.applies_if or rule.replaces)]
    each = [rule for rule in usual if rule.every.renewal and rule.renewals is not Renewals.FIRST]
    return Gist(
        main=_main(credential, each, topics),
        more=" ".join((*_less_often(usual, topics), *_limits(binding), *_by_person(binding))),
    )


def amount(rule: Requirement, topics: Topics, *, unit: bool = True) -> str:
    """Write "6 hours on law and ethics", by the rule's few topics or else by its own label."""
    number = count(rule.hours, "hour") if unit else hours(rule.hours)
    if rule.completion:
        number = "one course"
    if _named_by_topics(rule, topics):
        return f"{number} on {topic_words(rule, topics)}"
    if is_total(rule):
        return f"{number} in all"
    return f"{number} under “{rule.label}”" if rule.label else f"{number} {_kind_of_hours(rule)}"


def _binds(rule: Requirement, on: date) -> bool:
    return (rule.renewing_from is None or rule.renewing_from <= on) and (
        rule.renewing_until is None or on <= rule.renewing_until
    )


def _main(credential: Credential, each: Sequence[Requirement], topics: Topics) -> str:
    totals = [rule.hours for rule in each if is_total(rule)]
    parts = "; ".join(_part(rule, topics) for rule in each if not is_total(rule))
    every = every_so_long(credential.cycle.months)
    if totals:
        start = f"{count(max(totals), 'hour')} {every}"
    elif credential.total is Total.UNKNOWN:
        start = "The total is not known to us"
    else:
        start = f"No fixed number of hours {every}"
    return f"{start}: {parts}." if parts else f"{start}."


def _less_often(usual: Iterable[Requirement], topics: Topics) -> Iterable[str]:
    rare = [rule for rule in usual if not rule.every.renewal or rule.renewals is Renewals.FIRST]
    for how_often in dict.fromkeys(_how_often(rule) for rule in rare):
        same = (rule for rule in rare if _how_often(rule) == how_often)
        yield f"{how_often}: {'; '.join(_part(rule, topics) for rule in same)}."


def _how_often(rule: Requirement) -> str:
    if rule.renewals is Renewals.FIRST:
        return "At the first renewal"
    if rule.every.once:
        return "Once in a career"
    if rule.every.renewals:
        return f"Every {rule.every.renewals} renewals"
    years = rule.every.years or 1
    return "Each year" if years == 1 else f"Every {years} years"


def _limits(binding: Iterable[Requirement]) -> Iterable[str]:
    for rule in binding:
        if not rule.is_need and rule.formats and not (rule.topics or rule.activities):
            ways = " or ".join(LABELS[way].lower() for way in sorted(rule.formats))
            yield f"At most {hours(rule.hours)} {ways}." if rule.hours else f"None {ways}."


def _by_person(binding: Iterable[Requirement]) -> Iterable[str]:
    if any(rule.applies_if or rule.unless for rule in binding):
        yield "Some rules depend on your circumstances."


def _part(rule: Requirement, topics: Topics) -> str:
    words = amount(rule, topics, unit=False)
    return words if rule.in_total else f"{words}, on top of the rest"


def _named_by_topics(rule: Requirement, topics: Topics) -> bool:
    few = len(rule.topics) <= MOST_TOPICS_NAMED or not rule.label
    return bool(rule.topics) and few and rule.topics <= topics.labels.keys()


def _kind_of_hours(rule: Requirement) -> str:
    if rule.formats == LIVE:
        return "live"
    ways = [LABELS[way] for way in sorted(rule.formats)]
    ways = ways or [LABELS[activity] for activity in sorted(rule.activities)]
    return " or ".join(ways).lower() or "with certain approvals"
