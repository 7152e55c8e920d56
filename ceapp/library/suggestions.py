"""What to read next, and why: chosen from what a person's licenses lack; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, Protocol, TypeVar

from ceapp.rules.credit import Credit
from ceapp.rules.requirement import Overlap, Requirement
from ceapp.rules.standing import RequirementStanding, Standing
from ceapp.rules.vocabulary import Topics

READING_NEVER_COUNTS = "Reading is for you. It never counts as CE hours."
GENERAL = "A good place to begin: nothing that you hold or logged points to a topic yet."
_EXACT, _NARROWER, _BROADER = range(3)
Named = tuple[str, Standing]


class Readable(Protocol):
    """What a suggestion needs to know of a section; the main one of its topics comes first."""

    @property
    def article(self) -> str:
        """The article it stands in."""

    @property
    def topics(self) -> Sequence[str]:
        """What it is about."""


Text = TypeVar("Text", bound=Readable)


@dataclass(frozen=True, slots=True)
class Want:
    """Hours on a topic that one license lacks.

    `hours` is the careful figure. `certain` is what is lacking even if the board lets one hour
    serve two topics; it is less only where the board does not say whether it does.
    """

    license_name: str
    requirement: Requirement
    hours: Decimal
    certain: Decimal
    deadline: date
    overdue: bool

    def sentence(self, topics: Topics) -> str:
        """Say what is lacking, for which license, and by when."""
        amount = _amount(self.hours, self.certain)
        words = _topics_in_words(self.requirement, topics)
        due = f"{self.deadline:%B} {self.deadline.day}, {self.deadline.year}"
        when = f"which was due {due}" if self.overdue else f"by {due}"
        comma = "," if self.overdue else ""
        return f"{amount} of {words} for {self.license_name}{comma} {when}."

    @property
    def to_go(self) -> str:
        """Say how many hours are lacking where there is little room: up to 3 to go."""
        figure = _figure(self.hours)
        return f"{figure} to go" if self.certain == self.hours else f"up to {figure} to go"


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[Text]):
    """A section to read, and each reason for it in a sentence."""

    section: Text
    reasons: tuple[str, ...]


def wants_of(standings: Iterable[Named]) -> tuple[Want, ...]:
    """Give the hours on a topic that each license lacks, the nearest deadline first."""
    wants = [
        _want(name, standing, row)
        for name, standing in standings
        for row in standing.requirements
        if row.requirement.topics and _is_lacking(row)
    ]
    return tuple(sorted(wants, key=lambda want: (want.deadline, -want.certain, -want.hours)))


def reasons_for(about: Iterable[str], wants: Iterable[Want], topics: Topics) -> tuple[str, ...]:
    """Give why a text about these topics may be worth reading: a sentence for each want."""
    own = tuple(about)
    return tuple(
        want.sentence(topics)
        for want in wants
        if _closeness(own, want.requirement.topics, topics) is not None
    )


def suggest(
    standings: Sequence[Named], sections: Sequence[Text], topics: Topics, limit: int = 3
) -> tuple[Suggestion[Text], ...]:
    """Choose up to `limit` sections: one for each want, then for topics logged of late.

    A section that serves two wants is given once with both reasons. Whatever room is left goes to
    more sections for the wants. Where nothing points to a topic, the first sections are general
    reading.
    """
    wants = wants_of(standings)
    chosen = _Chosen(sections, topics, limit)
    for want in wants:
        chosen.add(want.requirement.topics, want.sentence(topics), share=True)
    for topic, reason in _logged(standings, topics):
        chosen.add(frozenset({topic}), reason, share=False)
    for want in wants:
        chosen.add(want.requirement.topics, want.sentence(topics), share=False)
    if not chosen.reasons:
        return tuple(Suggestion(section, (GENERAL,)) for section in sections[:limit])
    return tuple(Suggestion(sections[i], tuple(why)) for i, why in chosen.reasons.items())


class _Chosen(Generic[Text]):
    """The sections chosen so far, by their place, with the reasons for each."""

    def __init__(self, sections: Sequence[Text], topics: Topics, limit: int) -> None:
        self.sections = sections
        self.topics = topics
        self.limit = limit
        self.reasons: dict[int, list[str]] = {}

    def add(self, wanted: frozenset[str], reason: str, *, share: bool) -> None:
        """Choose the best section on what is wanted; if `share`, one chosen already will do."""
        full = len(self.reasons) >= self.limit
        if full and not share:
            return
        ranked = sorted(self._ranked(wanted, self.reasons if full else range(len(self.sections))))
        again = next((i for *_, i in ranked if i in self.reasons), None) if share else None
        if again is not None:
            self.reasons[again].append(reason)
        elif not full:
            for *_, index in ranked:
                if index not in self.reasons:
                    self.reasons[index] = [reason]
                    return

    def _ranked(
        self, wanted: frozenset[str], among: Iterable[int]
    ) -> Iterator[tuple[int, int, bool, int]]:
        """Rank what fits: closeness of topic, how chiefly, an article not used yet, order."""
        used = {self.sections[i].article for i in self.reasons}
        for index in among:
            section = self.sections[index]
            fit = _closeness(section.topics, wanted, self.topics)
            if fit is not None:
                yield (*fit, section.article in used, index)


def _is_lacking(row: RequirementStanding) -> bool:
    """Say whether hours are owed; what the person is not sure about is a question, not a debt."""
    return row.requirement.is_need and row.remaining > 0 and not row.asked


def _want(name: str, standing: Standing, row: RequirementStanding) -> Want:
    unsure = standing.credential.topic_overlap is Overlap.UNSTATED
    least = min(row.remaining, max(Decimal(0), row.hours - row.earned))
    return Want(
        license_name=name,
        requirement=row.requirement,
        hours=row.remaining,
        certain=least if unsure else row.remaining,
        deadline=standing.period.end,
        overdue=standing.as_of > standing.period.end,
    )


def _closeness(
    own: Sequence[str], wanted: frozenset[str], topics: Topics
) -> tuple[int, int] | None:
    """Give how near a text is to the topics wanted, and the place of the topic that makes it so.

    The same topic is nearest, then a narrower one (hours on it would count), then a broader one.
    None where they have nothing to do with each other.
    """
    near = [(fit, i) for i, topic in enumerate(own) if (fit := _fit(topic, wanted, topics)) >= 0]
    return min(near) if near else None


def _fit(topic: str, wanted: frozenset[str], topics: Topics) -> int:
    if topic in wanted:
        return _EXACT
    if topics.within(topic, wanted):
        return _NARROWER
    return _BROADER if any(topic in topics.ancestors(want) for want in wanted) else -1


def _logged(standings: Iterable[Named], topics: Topics) -> Iterator[tuple[str, str]]:
    """Give each topic logged, the latest first, with the sentence that says so."""
    credits_ = {
        course.credit.key: course.credit
        for _, standing in standings
        for course in standing.courses
        if course.credit.completed <= standing.as_of and not course.credit.planned
    }
    seen: set[str] = set()
    for credit in sorted(credits_.values(), key=lambda credit: credit.completed, reverse=True):
        for topic, hours in credit.topics.items():
            if topic not in seen and topic in topics.labels:
                seen.add(topic)
                yield topic, _logged_sentence(credit, topic, hours, topics)


def _logged_sentence(credit: Credit, topic: str, hours: Decimal, topics: Topics) -> str:
    day = f"{credit.completed:%B} {credit.completed.day}, {credit.completed.year}"
    amount = f"{_figure(hours)} {'hour' if hours == 1 else 'hours'}"
    return f"You logged {amount} of {in_sentence(topics.labels[topic])}, completed {day}."


def _amount(hours: Decimal, certain: Decimal) -> str:
    more = f"{_figure(hours)} more {'hour' if hours == 1 else 'hours'}"
    if certain == hours:
        return f"You need {more}"
    if certain == 0:
        return f"You may need up to {more}"
    return f"You need {_figure(certain)} to {more}"


def _figure(hours: Decimal) -> str:
    return f"{hours.normalize():f}"


def _topics_in_words(requirement: Requirement, topics: Topics) -> str:
    names = sorted(topics.labels.get(topic, topic) for topic in requirement.topics)
    if len(names) > 2 and requirement.label:
        return in_sentence(requirement.label)
    return " or ".join(in_sentence(name) for name in names)


def in_sentence(label: str) -> str:
    """Write a label as it stands inside a sentence: law and ethics, but HIV and AIDS.

    What a label adds in parentheses is left out.
    """
    words = label.partition(" (")[0]
    first = words.partition(" ")[0]
    as_it_is = first[1:] != first[1:].lower() or "'s" in first
    return words if as_it_is else words[0].lower() + words[1:]
