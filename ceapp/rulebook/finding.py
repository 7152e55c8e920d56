"""Finding credentials in the list: by state, by profession, by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ceapp.boards.catalog import Listing
from ceapp.rules.vocabulary import LABELS

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


def find(listing: Iterable[Listing], wanted: Wanted) -> Iterator[Listing]:
    """Give what is wanted: each word must start a word of what we know of the credential."""
    words = wanted.text.casefold().split()
    words = [word for word in words if word not in _SMALL_WORDS] or words
    for item in listing:
        if wanted.jurisdiction and item.jurisdiction != wanted.jurisdiction:
            continue
        if wanted.profession and item.profession != wanted.profession:
            continue
        if not (_matches(item, words) or item.id == wanted.text.casefold()):
            continue
        yield item


def by_state(found: Iterable[Listing]) -> list[State]:
    """Group what was found by its jurisdiction, in the order given."""
    groups = groupby(found, key=lambda item: (item.jurisdiction, item.jurisdiction_name))
    return [State(*key, tuple(items)) for key, items in groups]


def _matches(item: Listing, words: Iterable[str]) -> bool:
    state = item.jurisdiction.removeprefix("us-")
    texts = (state, item.name, item.title, *item.also, item.board, LABELS[item.profession])
    known = _WORD.findall(" ".join(texts).casefold())
    return all(any(one.startswith(word) for one in known) for word in words)
