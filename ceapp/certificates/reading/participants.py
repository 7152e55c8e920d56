"""Finds who took a course and who taught it; whoever signed the paper is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ceapp.certificates.reading.labels import Labeled
from ceapp.certificates.reading.layout import Document, Passage
from ceapp.certificates.reading.names import is_organization, people, person, without_credentials
from ceapp.certificates.reading.places import found_at
from ceapp.certificates.reading.values import Found

_LEAD = re.compile(
    r"(?:certif(?:y|ies|ied)(?:\s+that)?|(?:is |be it |hereby )?(?:awarded|presented|granted"
    r"|given|issued|conferred)"
    r"\s+(?:to|upon|on)|(?:confirms?|affirms?|verif(?:y|ies)|attests?|acknowledges?|declares?"
    r"|witness(?:es)?|states?"
    r"|testif(?:y|ies)|known|recogni[sz]es?)(?:\s+that)?|congratulations,?|(?:participation"
    r"|attendance|completion"
    r"|credit|achievement|certificate|hours)\s+for|is awarded|recogni[sz]es|honors|acknowledges"
    r"|belongs to)\s*[:,]?\s*$",
    re.IGNORECASE,
)
_LEAD_INLINE = re.compile(_LEAD.pattern[:-1].replace(r"\s*[:,]?\s*", r"\s*[:,]?\s+"), re.IGNORECASE)
_DID = re.compile(
    r"\b(?:has|have|had|did)?\s*(?:successfully|satisfactorily|fully|hereby)?\s*(?:completed"
    r"|attended|participated"
    r"|finished|took part|fulfilled|passed|earned)\b",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"\s+(?:has|have|had|who|for|successfully|satisfactorily|completed|attended|participated"
    r"|finished|took|in|on|of"
    r"|license[d]?|lic\.|attest|upon)\b|\s*[(|•·]|\s+[-–—]\s+|\s*#|,\s*(?:license|lic\b|a\s|an\s"
    r"|of\s|on\s|for\s|has\b)|;|:",
    re.IGNORECASE,
)
_TEACHING = re.compile(
    r"\b(?:(?:presented|taught|led|written|facilitated|instructed|authored|conducted|delivered"
    r"|given|developed"
    r"|lectured|narrated|hosted live|(?:course|webinar|workshop|training|program|seminar|class"
    r"|lecture)|offered live|created)(?:\s+(?:live|online|in person|in-person))?(?:\s+and\s+\w+)?"
    r"\s+by|instructors?|presenters?|speakers?|trainers?|facilitators?|faculty|authors?"
    r"|with presenters?"
    r"|with instructors?|featuring)\s*:?\s+",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:by|with|featuring)\s*:?\s+(?=[A-Z])")
_TEACHER_AFTER = re.compile(
    r"(?:^|[,–—|-]\s*)(?:course |workshop |lead |guest |webinar |primary )?"
    r"(?:instructor|presenter|speaker|trainer|facilitator|faculty|author|teacher)s?$",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s+(?:on|at|held|for|from|in|during|and\s+(?:provided|earned|received|is|was|has|completed"
    r"|offered|hosted|sponsored)|via|of"
    r"|who|is|was|as|through)\s|,?\s+and\s+[a-z]+ed\s|[.:|•·(]\s|[.:(]$|\s[-–—]\s|\s*\("
    r"|,\s+(?:on|held|at|for|and earned|of|a\s|an\s|the\s"
    r"|Director|Executive|Clinical|Professor|Founder|Owner|Chair|Senior|President|Program"
    r"|Assistant|Associate)\b"
)


def participant(document: Document, labels: list[Labeled]) -> Found[str] | None:
    """Give the name of the person to whom the certificate was given."""
    for passage in _named(document, labels):
        name = _name(passage.text)
        if name:
            return found_at(document, _within(passage, name), name)
    return None


def _named(document: Document, labels: list[Labeled]) -> Iterator[Passage]:
    """Give the places where the name may stand, the likeliest first."""
    own = [label for label in labels if label.field == "participant"]
    yield from (label.value for label in own if label.near != "above")
    for piece in (*document.pieces, *document.blocks):
        yield from _after_lead(document, piece)
    for piece in document.pieces:
        yield from _before_deed(document, piece)
    yield from (label.value for label in own if label.near == "above")


def _name(text: str) -> str | None:
    cut = _STOPS.search(text, 3)
    return person(text[: cut.start()] if cut else text)


def _within(passage: Passage, name: str) -> Passage:
    at = passage.text.find(name.partition(" ")[0])
    return passage.part(max(at, 0), max(at, 0) + len(name))


def _after_lead(document: Document, piece: Passage) -> Iterator[Passage]:
    text = piece.text
    for match in _LEAD_INLINE.finditer(text):
        if match.end() < len(text):
            yield piece.part(match.end(), len(text))
    if _LEAD.search(text):
        below = document.below(piece, lines=5)
        if below is not None:
            yield below
            further = document.below(below, lines=4)
            if further is not None and set(below.text) <= set("_ -–—."):
                yield further


def _before_deed(document: Document, piece: Passage) -> Iterator[Passage]:
    match = _DID.search(piece.text)
    if not match:
        return
    if match.start() > 4:
        yield piece.part(0, match.start())
    elif match.start() <= 1:
        above = document.above(piece, lines=5)
        for _ in range(3):
            if above is None:
                return
            yield above
            above = document.above(above, lines=3)


def instructors(document: Document, labels: list[Labeled]) -> Found[str] | None:
    """Give those who taught or wrote the course, parted by "; "."""
    for passage in _taught(document, labels):
        names = _people(passage.text)
        if names:
            last = passage.text.find(names[-1]) + len(names[-1])
            first = passage.text.find(names[0])
            return found_at(document, passage.part(max(first, 0), max(last, 1)), "; ".join(names))
    return None


def _taught(document: Document, labels: list[Labeled]) -> Iterator[Passage]:
    for label in labels:
        if label.field == "instructor" or (
            label.field == "presented" and not is_organization(label.value.text)
        ):
            yield label.value
    for block in document.blocks:
        for match in _TEACHING.finditer(block.text):
            yield block.part(match.end(), len(block.text))
    for piece in document.pieces:
        if starts := _BY.match(piece.text):
            yield piece.part(starts.end(), len(piece.text))
    for piece in document.pieces:
        ends = _TEACHER_AFTER.search(piece.text)
        if ends and ends.start() > 4:
            yield piece.part(0, ends.start())
        elif ends and (above := document.above(piece)) is not None:
            yield above


def _people(text: str) -> list[str] | None:
    """Give the people with whom a text begins, up to the first word that is no name."""
    cut: re.Match[str] | None = _END.search(text)
    while cut:
        head = text[: cut.start()]
        # "Ph.D." and initials hold stops of their own.
        if cut.group().startswith(".") and re.search(
            r"\b(?:[A-Z]|Ph|Psy|Ed|Dr|Jr|St|Prof|Rev|Mr|Mrs|Ms|M\.S|M\.A)$", head
        ):
            cut = _END.search(text, cut.start() + 1)
            continue
        found = people(head)
        if found:
            return found
        break
    if not cut:
        return people(text)
    first = re.split(r"\s+(?:and|&)\s+|;", text[: cut.start()])[0]
    name = person(without_credentials(first))
    return [name] if name and first == text[: cut.start()] else None
