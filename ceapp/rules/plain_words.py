"""One requirement in plain words: how much of what, how often, for whom, and since when."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from ceapp.rules.naming import date_text, hours_text, requirement_name, within_a_sentence
from ceapp.rules.plain_extent import extent
from ceapp.rules.requirement import Credential, Renewals, Requirement, Total
from ceapp.rules.rule_sense import is_total
from ceapp.rules.vocabulary import Activity, Format, Topics

_LIVE = frozenset({Format.IN_PERSON, Format.LIVE_ONLINE})
_FORMATS = {
    Format.IN_PERSON: "in person",
    Format.LIVE_ONLINE: "live online",
    Format.SELF_PACED: "self-paced",
}
_ACTIVITIES = {
    Activity.COURSE: "courses or workshops",
    Activity.ACADEMIC_COURSE: "academic courses for credit",
    Activity.TEACHING: "teaching or presenting",
    Activity.PUBLICATION: "published writing",
    Activity.SUPERVISION_GIVEN: "supervision that you give",
    Activity.SUPERVISION_RECEIVED: "supervision that you receive",
    Activity.PEER_CONSULTATION: "peer consultation",
    Activity.SELF_STUDY: "independent study or reading",
    Activity.EXAMINATION: "examinations",
    Activity.PROFESSIONAL_SERVICE: "professional or board service",
    Activity.PRACTICE_OUTCOME: "practice outcome monitoring",
    Activity.ADVOCACY: "advocacy",
}
_ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth"}
_WHICH = {
    Renewals.ALL: "At every renewal.",
    Renewals.FIRST: "At your first renewal only.",
    Renewals.LATER: "At every renewal after your first.",
}
_AT = {
    Renewals.ALL: "at every renewal",
    Renewals.FIRST: "at the first renewal",
    Renewals.LATER: "at later renewals",
}
_WHILE = {
    Renewals.ALL: "",
    Renewals.FIRST: "In your first renewal period only.",
    Renewals.LATER: "Not in your first renewal period.",
}
_ONCE = {
    Renewals.ALL: "Once, not again at later renewals.",
    Renewals.FIRST: "Once, in your first renewal period.",
    Renewals.LATER: "Once, after your first renewal.",
}
_EXCEPT = {
    Renewals.ALL: "",
    Renewals.FIRST: " Only your first renewal is bound.",
    Renewals.LATER: " Not at your first renewal.",
}


@dataclass(frozen=True, slots=True)
class Names:
    """What slugs are called: topics, circumstances ("Only if …") and approving bodies.

    `approvals` are short enough for a sentence, `bodies` are written out.
    """

    topics: Topics
    circumstances: Mapping[str, str] = field(default_factory=dict)
    approvals: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plain:
    """A requirement ready to be read: its name, its figure with a few words, its sentences.

    The rule file's own note is not among the sentences; it is the requirement's `note`.
    """

    requirement: Requirement
    name: str
    before: str
    figure: Decimal
    after: str
    sentences: tuple[str, ...]


def in_plain_words(rule: Requirement, credential: Credential, names: Names) -> Plain:
    """Say everything that the keys of `rule`, one of the credential's, ask or limit."""
    sentences = (
        _what(rule, names),
        _narrower(rule, names.topics),
        how_often(rule),
        _place_in_total(rule, credential, names.topics),
        _only_if(rule, names),
        _dates(rule),
        *extent(rule, credential, names.topics),
        f"In a shorter period: {rule.prorated}" if rule.prorated and not rule.shorter else "",
    )
    return Plain(
        requirement=rule,
        name=requirement_name(rule, names.topics),
        before="" if rule.is_need or not rule.hours else "at most",
        figure=rule.hours,
        after=_after(rule, credential),
        sentences=tuple(filter(None, sentences)),
    )


def how_often(rule: Requirement) -> str:
    """Say at which renewals, or how often, `rule` is due."""
    every = rule.every
    if not rule.is_need:
        return _WHILE[rule.renewals]
    if every.once:
        return _ONCE[rule.renewals]
    if every.renewals:
        often = f"At every {_ORDINALS.get(every.renewals, f'{every.renewals}th')} renewal."
    elif every.years:
        years = f"{every.years} years" if every.years > 1 else "year"
        often = f"Within every {years}, however long your renewal period is."
    else:
        return _WHICH[rule.renewals]
    return often + _EXCEPT[rule.renewals]


def main_total(credential: Credential) -> Requirement | None:
    """Give the total that most renewals owe: due each time, under no special circumstance."""
    totals = [rule for rule in credential.requirements if is_total(rule) and rule.every.renewal]
    usual = [rule for rule in totals if not rule.applies_if] or totals
    later = [rule for rule in usual if rule.renewals is not Renewals.FIRST] or usual
    current = [rule for rule in later if rule.renewing_until is None] or later
    return max(current, key=lambda rule: rule.hours, default=None)


def either(words: Collection[str]) -> str:
    """Write "a", "a or b", "a, b or c"; with semicolons where a word holds a comma itself."""
    *rest, last = words
    if not rest:
        return last
    if any("," in word for word in words):
        return f"{'; '.join(rest)}; or {last}"
    return f"{', '.join(rest)} or {last}"


def _what(rule: Requirement, names: Names) -> str:
    kinds = ", ".join(_narrowed(rule, names))
    if rule.completion:
        return f"One course {kinds}, however long." if kinds else "One course, however long."
    if rule.is_need:
        return f"At least {hours_text(rule.hours)} {kinds or 'of continuing education in all'}."
    if not rule.hours:
        return f"No hours {kinds} count."
    return " ".join(filter(None, (f"At most {hours_text(rule.hours)}", kinds, "count.")))


def _narrowed(rule: Requirement, names: Names) -> Iterator[str]:
    if rule.topics:
        yield f"on {topic_words(rule, names.topics)}"
    yield from kinds_words(rule.activities, rule.formats)
    if rule.approvals:
        bodies = (names.approvals.get(slug, slug) for slug in rule.approvals)
        yield f"approved or given by {either(sorted(bodies, key=str.casefold))}"
    if rule.without_approvals:
        bodies = (names.approvals.get(slug, slug) for slug in rule.without_approvals)
        yield f"not approved or given by {either(sorted(bodies, key=str.casefold))}"


def kinds_words(activities: Collection[Activity], formats: Collection[Format]) -> Iterator[str]:
    """Write, after "hours", from what and how taken; nothing for what is not narrowed."""
    if activities:
        yield f"from {either([_ACTIVITIES[kind] for kind in Activity if kind in activities])}"
    if formats == _LIVE:
        yield "taken live (in person or live online)"
    elif formats:
        yield f"taken {either([_FORMATS[kind] for kind in Format if kind in formats])}"


def topic_words(rule: Requirement, topics: Topics) -> str:
    """Write a rule's topics within a sentence; what lies in another goes without saying."""
    widest = [slug for slug in rule.topics if not topics.within(slug, rule.topics - {slug})]
    labels = sorted(topics.labels.get(slug, slug) for slug in widest)
    return either([within_a_sentence(label) for label in labels])


def _narrower(rule: Requirement, topics: Topics) -> str:
    inside = sorted(
        within_a_sentence(topics.labels[slug])
        for slug in topics.broader
        if topics.ancestors(slug) & rule.topics - {slug}
    )
    if not inside:
        return ""
    if rule.is_need:
        return f"Hours on {either(inside)} serve it too."
    return f"Hours on {either(inside)} fall under it too."


def _place_in_total(rule: Requirement, credential: Credential, topics: Topics) -> str:
    if rule.part_of:
        whole = next((one for one in credential.requirements if one.id == rule.part_of), None)
        name = requirement_name(whole, topics) if whole else rule.part_of
        return f"These hours are part of “{name}”."
    if rule.is_need and not rule.in_total:
        return "On top of the total: these hours do not count in it."
    return ""


def _only_if(rule: Requirement, names: Names) -> str:
    only = names.circumstances.get(rule.applies_if or "", rule.applies_if)
    unless = names.circumstances.get(rule.unless or "", rule.unless)
    said = (f"Only if {only}." if only else "", f"Not if {unless}." if unless else "")
    return " ".join(filter(None, said))


def _dates(rule: Requirement) -> str:
    start, end = rule.renewing_from, rule.renewing_until
    if start and end:
        span = f"from {date_text(start)} to {date_text(end)}"
    elif start:
        span = f"on {date_text(start)} or later"
    elif end:
        span = f"on {date_text(end)} or earlier"
    else:
        return ""
    return f"For licenses that expire {span}."


def _after(rule: Requirement, credential: Credential) -> str:
    if rule.completion:
        return f"course, {_rhythm(rule)}"
    if not rule.is_need:
        return "" if rule.hours else "may count"
    if not rule.in_total:
        return "on top of the total"
    total = main_total(credential)
    narrowed = credential.total is Total.STATED and total is not None and not is_total(rule)
    if rule.every.renewal and narrowed and total and rule.renewals is not Renewals.FIRST:
        return f"of the {total.hours.normalize():f}"
    return _rhythm(rule)


def _rhythm(rule: Requirement) -> str:
    every = rule.every
    if every.once:
        return "once"
    if every.renewals:
        return f"every {_ORDINALS.get(every.renewals, f'{every.renewals}th')} renewal"
    if every.years:
        return f"every {every.years} years" if every.years > 1 else "every year"
    return _AT[rule.renewals]
