"""Requirements whose figures depend on what was logged: one course, one topic, a least amount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ceapp.rules.credit import Credit
from ceapp.rules.eligibility import fits, matching_topics
from ceapp.rules.period import Period
from ceapp.rules.requirement import Each, Requirement
from ceapp.rules.vocabulary import Topics

_NOTHING = Decimal(0)


def measured(
    requirements: Sequence[Requirement],
    windows: Mapping[str, Period],
    credits: Sequence[Credit],
    topics: Topics,
) -> tuple[Requirement, ...]:
    """Give the requirements with the figures that hold for these courses.

    A completion asks for no more hours than its longest course has. A limit that asks for a least
    amount, or for different kinds, lets nothing count while that is missing. After a limit on each
    topic stands one of its own for every topic that exceeds it.
    """
    return tuple(
        now
        for rule in requirements
        for now in _measured(rule, [c for c in credits if c.completed in windows[rule.id]], topics)
    )


def depends_on_courses(rule: Requirement) -> bool:
    """Say whether a requirement's figure, or whether it stands, depends on what was logged."""
    return (
        rule.completion
        or rule.only_from is not None
        or rule.only_kinds is not None
        or rule.each is Each.TOPIC
    )


def _measured(
    rule: Requirement, credits: Sequence[Credit], topics: Topics
) -> Iterator[Requirement]:
    if rule.each is Each.TOPIC:
        yield rule
        yield from _by_topic(rule, credits, topics)
    elif rule.completion:
        longest = max((_matching(credit, rule, topics) for credit in credits), default=_NOTHING)
        yield replace(rule, hours=longest) if 0 < longest < rule.hours else rule
    elif _too_little(rule, credits, topics):
        yield replace(rule, hours=_NOTHING)
    else:
        yield rule


def _by_topic(
    rule: Requirement, credits: Sequence[Credit], topics: Topics
) -> Iterator[Requirement]:
    for slug in sorted({slug for credit in credits for slug in credit.topics}):
        label = topics.labels.get(slug, slug).partition(" (")[0]
        one = replace(
            rule,
            id=f"{rule.id}-{slug}",
            topics=frozenset({slug}),
            each=None,
            label=f"{rule.label}: {label}" if rule.label else label,
        )
        if sum((_matching(credit, one, topics) for credit in credits), _NOTHING) > rule.hours:
            yield one


def _too_little(rule: Requirement, credits: Sequence[Credit], topics: Topics) -> bool:
    if rule.only_from is None and rule.only_kinds is None:
        return False
    matching = [credit for credit in credits if _matching(credit, rule, topics)]
    earned = sum((_matching(credit, rule, topics) for credit in matching), _NOTHING)
    kinds = {credit.activity for credit in matching}
    too_few = earned < (rule.only_from or 0) or len(kinds) < (rule.only_kinds or 0)
    return bool(matching) and too_few


def _matching(credit: Credit, rule: Requirement, topics: Topics) -> Decimal:
    if not fits(credit, rule):
        return _NOTHING
    if not rule.topics:
        return credit.hours
    on = sum((credit.topics[slug] for slug in matching_topics(credit, rule, topics)), _NOTHING)
    return min(credit.hours, on)
