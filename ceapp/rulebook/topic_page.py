"""One topic's page: which boards want hours on it, how many, how often, and where it says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ceapp.boards import catalog
from ceapp.boards.names import names
from ceapp.library.asked import Ask, Asked, asked_on, asks_on, is_shared
from ceapp.rulebook.finding import Wanted
from ceapp.rules.plain_words import Names, Plain, in_plain_words
from ceapp.standing.laws import Law, law_of


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One need on the topic: whose, in plain words, and where it is written.

    `also` says that hours on another topic would do as well.
    """

    credential_id: str
    name: str
    plain: Plain
    law: Law
    also: bool


@dataclass(frozen=True, slots=True)
class Around:
    """A topic nearby, and how many credentials ask for it by name."""

    slug: str
    label: str
    credentials: int


@dataclass(frozen=True, slots=True)
class TopicPage:
    """Everything that the page of one topic shows."""

    slug: str
    label: str
    heading: str
    asked: Asked
    rows: Sequence[TopicRow]
    broader: Sequence[Around]
    narrower: Sequence[Around]


def topic_page(slug: str, wanted: Wanted, today: date) -> TopicPage:
    """Make the page of the topic `slug` for renewals from `today` on, narrowed as `wanted`."""
    known, asked = names(), asked_on(slug, today)
    topics = known.topics
    label = topics.labels[slug]
    asks = sorted(_narrowed(asks_on(slug, today), wanted), key=lambda ask: ask.credential.name)
    return TopicPage(
        slug=slug,
        label=label,
        heading=_heading(label, asked),
        asked=asked,
        rows=[_row(ask, known) for ask in asks],
        broader=_around(topics.ancestors(slug) - {slug}, topics.labels, today),
        narrower=_around(_below(slug), topics.labels, today),
    )


def all_topics(today: date) -> Sequence[Around]:
    """Give every topic that a board asks for by name, by label."""
    labels = catalog.topics().labels
    return [one for one in _around(labels, labels, today) if one.credentials]


def _heading(label: str, asked: Asked) -> str:
    if not asked.credentials:
        return f"{label}: no board asks for it by this name"
    usual = _most_often(asked)
    asks = "asks" if asked.credentials == 1 else "ask"
    return f"{label}: {asked.credentials} of {asked.of_credentials} licenses {asks} for it{usual}"


def _most_often(asked: Asked) -> str:
    """Say which amount most boards ask for, where one stands out."""
    (most, words), *others = sorted(
        ((len(group.asking), group.words) for group in asked.groups), reverse=True
    )
    if most < 2 or any(number == most for number, _words in others):
        return ""
    return f", most often {words.partition(', on this')[0]}"


def _narrowed(asks: Iterable[Ask], wanted: Wanted) -> Iterator[Ask]:
    for ask in asks:
        if wanted.jurisdiction not in {"", ask.credential.jurisdiction}:
            continue
        if wanted.profession in {"", ask.credential.profession}:
            yield ask


def _row(ask: Ask, known: Names) -> TopicRow:
    credential, need = ask.credential, ask.need
    plain = in_plain_words(need, credential, known)
    return TopicRow(
        credential.id, credential.name, plain, law_of(need, credential), is_shared(need)
    )


def _below(slug: str) -> set[str]:
    topics = catalog.topics()
    return {one for one in topics.labels if one != slug and slug in topics.ancestors(one)}


def _around(slugs: Iterable[str], labels: Mapping[str, str], today: date) -> list[Around]:
    asking = Counter(
        {slug: len({ask.credential.id for ask in asks_on(slug, today)}) for slug in slugs}
    )
    return sorted(
        (Around(slug, labels[slug], number) for slug, number in asking.items()),
        key=lambda one: one.label.casefold(),
    )
