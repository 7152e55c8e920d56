"""Reads the words that sheets use for how, what, who and whether: known words only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ceapp.boards import catalog
from ceapp.certificates.reading.topic_words import topic_named
from ceapp.rules.vocabulary import LABELS, Activity, Format

_FORMATS: Mapping[Format, str] = {
    Format.IN_PERSON: "in person|inperson|face to face|classroom|on site|onsite|live in person"
    "|in person live|live classroom|in house|live seminar in person",
    Format.LIVE_ONLINE: "live online|live webinar|webinar live|online live|live virtual"
    "|virtual live|synchronous|live interactive webinar|interactive webinar|live stream"
    "|livestream|synchronous online|live zoom|zoom live|live internet|live broadcast"
    "|synchronous webinar|live teleconference",
    Format.SELF_PACED: "self paced|selfpaced|home study|homestudy|self study|on demand|recorded"
    "|asynchronous|recorded webinar|online self paced|online self study|self paced online"
    "|enduring material|enduring|enduring materials|independent study|correspondence"
    "|non interactive|distance self study|online on demand|on demand webinar|internet enduring"
    "|reading based|asynchronous online|online asynchronous|archived webinar",
}
FORMATS = {words: slug for slug, names in _FORMATS.items() for words in names.split("|")}
_DONE = frozenset(
    """
    completed complete passed pass approved accepted posted applied earned attended awarded done
    finished credited counted yes y verified recorded reported x 100
    """.split()  # noqa: SIM905 - two dozen quoted words would hide what they are
) | {"credit awarded"}
_UNNAMED_TOPICS = frozenset({"", "none", "n a", "na", "general", "other", "-"})


def folded(text: str) -> str:
    """Give a text in small letters, its signs as single blanks."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower()).split())


def format_of(text: str) -> Format | None:
    """Give the format that a text names for certain; None where it may be two, or none."""
    words = folded(text)
    return FORMATS.get(words) or next((one for one in Format if folded(LABELS[one]) == words), None)


def activity_of(text: str) -> Activity | None:
    """Give the activity that a text names."""
    words = folded(text)
    if words in {"", "course", "workshop", "webinar", "conference", "seminar", "training"}:
        return Activity.COURSE
    return next(
        (one for one in Activity if words in {folded(one.value), folded(LABELS[one])}), None
    )


def is_done(text: str) -> bool:
    """Say whether a status means that the course was completed."""
    return folded(text) in _DONE


def topics_of(text: str) -> tuple[dict[str, str], list[str]]:
    """Give the topics that a cell names with the hours written beside them, and what is none."""
    found: dict[str, str] = {}
    unknown: list[str] = []
    for part in _parts(text):
        name, _, amount = part.partition(":")
        slug = _topic(name)
        if slug:
            found.setdefault(slug, amount.strip())
        elif folded(part) not in _UNNAMED_TOPICS:
            unknown.append(part)
    return found, unknown


def approvals_of(text: str) -> tuple[dict[str, str], list[str]]:
    """Give the approving bodies that a cell names with the number beside each, and what is none."""
    found: dict[str, str] = {}
    unknown: list[str] = []
    for part in _parts(text):
        name, _, number = part.partition(":")
        slug = _approvals().get(folded(name))
        if slug:
            found.setdefault(slug, number.strip())
        elif folded(part) not in _UNNAMED_TOPICS:
            unknown.append(part)
    return found, unknown


def _parts(text: str) -> Iterator[str]:
    by_name = _topic(text) or _approvals().get(folded(text))
    parts = [text] if by_name else re.split(r"[;|\n]|,(?!\s*(?:and|or)\b)", text)
    return filter(None, (part.strip() for part in parts))


def _topic(name: str) -> str | None:
    named = _topics().get(folded(name)) or topic_named(name)
    return named if named in catalog.topics().labels else None


@cache
def _topics() -> dict[str, str]:
    labels = catalog.topics().labels
    return {folded(slug): slug for slug in labels} | {
        folded(label): slug for slug, label in labels.items()
    }


@cache
def _approvals() -> dict[str, str]:
    known: dict[str, str] = {}
    for slug, one in catalog.approvals().items():
        for words in (slug, one.short, one.label):
            known.setdefault(folded(words), slug)
    usual = {"ace": "aswb-ace", "aswb": "aswb-ace", "acep": "nbcc-acep", "nbcc": "nbcc-acep"}
    return usual | known
