"""Finding credentials: by state, by profession, by words of their names, topics and rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from ceapp.boards import catalog
from ceapp.boards.catalog import BrokenRuleFile, Listing
from ceapp.boards.names import names
from ceapp.rules.plain_words import Plain, in_plain_words
from ceapp.rules.vocabulary import LABELS, Topics

_WORD = re.compile(r"[a-z0-9-]+")
_SMALL_WORDS = frozenset({"a", "and", "for", "in", "of", "or", "the"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person looks for; empty parts ask nothing."""

    text: str = ""
    jurisdiction: str = ""
    profession: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.text or self.jurisdiction or self.profession)


@dataclass(frozen=True, slots=True)
class State:
    """The credentials of one jurisdiction."""

    jurisdiction: str
    name: str
    credentials: Sequence[Listing]


@dataclass(frozen=True, slots=True)
class Mention:
    """A credential whose name does not match, but whose rules do: each by its id and name."""

    listing: Listing
    rules: Sequence[tuple[str, str]]


def find(listing: Iterable[Listing], wanted: Wanted) -> Iterator[Listing]:
    """Give what is wanted: each word must start a word of what we know of the credential."""
    words = _words(wanted.text)
    for item in _narrowed(listing, wanted):
        if not _left(words, _names_of(item)) or item.id == wanted.text.casefold():
            yield item


def find_in_rules(listing: Iterable[Listing], wanted: Wanted) -> Iterator[Mention]:
    """Give the credentials of which rules hold the words that their names do not."""
    words = _words(wanted.text)
    for item in _narrowed(listing, wanted):
        left = _left(words, _names_of(item))
        rules = _rules_of(item.id) if left and item.id != wanted.text.casefold() else ()
        said = [(key, name) for key, name, known in rules if not _left(left, known)]
        if said:
            yield Mention(item, said)


def topics_named(text: str, topics: Topics) -> tuple[str, ...]:
    """Give the topics whose label holds a word for each word of `text`, by label."""
    words = _words(text)
    found = [
        slug for slug, label in topics.labels.items() if words and not _left(words, _known(label))
    ]
    return tuple(sorted(found, key=topics.labels.__getitem__))


def by_state(found: Iterable[Listing]) -> list[State]:
    """Group what was found by its jurisdiction, in the order given."""
    groups = groupby(found, key=lambda item: (item.jurisdiction, item.jurisdiction_name))
    return [State(*key, tuple(items)) for key, items in groups]


def by_letter(states: Iterable[State]) -> list[tuple[str, list[State]]]:
    """Group states by the first letter of their names, to jump to."""
    groups = groupby(states, key=lambda state: state.name[:1])
    return [(letter, list(some)) for letter, some in groups]


def _narrowed(listing: Iterable[Listing], wanted: Wanted) -> Iterator[Listing]:
    for item in listing:
        if wanted.jurisdiction in {"", item.jurisdiction} and wanted.profession in {
            "",
            item.profession.value,
        }:
            yield item


def _words(text: str) -> list[str]:
    """Give the words to look for; a text of signs alone is one that nothing holds."""
    words = _WORD.findall(text.casefold())
    return [word for word in words if word not in _SMALL_WORDS] or words or text.split()


def _known(*texts: str) -> frozenset[str]:
    return frozenset(_WORD.findall(" ".join(texts).casefold()))


def _left(words: Iterable[str], known: Iterable[str]) -> list[str]:
    """Give the words that start none of the known ones."""
    return [word for word in words if not any(one.startswith(word) for one in known)]


def _names_of(item: Listing) -> frozenset[str]:
    state = item.jurisdiction.removeprefix("us-")
    return _known(state, item.name, item.title, *item.also, item.board, LABELS[item.profession])


@cache
def _rules_of(credential_id: str) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Give the id, the name and the words of each rule; none where the file is broken."""
    try:
        credential = catalog.load(credential_id)
    except BrokenRuleFile:
        return ()
    known = names()
    said = [in_plain_words(rule, credential, known) for rule in credential.requirements]
    return tuple((one.requirement.id, one.name, _words_of_rule(one, known.topics)) for one in said)


def _words_of_rule(plain: Plain, topics: Topics) -> frozenset[str]:
    rule = plain.requirement
    labels = (topics.labels[slug] for slug in rule.topics)
    return _known(plain.name, *labels, rule.note, rule.citation.cite, rule.prorated)
