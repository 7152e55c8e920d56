"""Finds who gave a course: by label, phrase, sentences on approvals, or letterhead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ceapp.certificates.reading.approvals import mentions
from ceapp.certificates.reading.context import sentences
from ceapp.certificates.reading.labels import Labeled, label_field
from ceapp.certificates.reading.layout import Document, Passage
from ceapp.certificates.reading.names import folded, is_organization, person
from ceapp.certificates.reading.places import found_at
from ceapp.certificates.reading.values import Found

_BY = re.compile(
    r"\b(?:(?:sponsored|offered|hosted|provided|presented|conducted|organi[sz]ed|issued|produced"
    r"|given|co-?sponsored)"
    r"(?:\s+and\s+(?:sponsored|offered|hosted|provided|presented|organi[sz]ed))?\s+by|"
    r"(?:course|training|workshop|webinar|program|seminar)\s+(?:from|by))\s*:?\s+(?:the\s+)?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^\W*(?:the\s+)?(?P<name>.{3,90}?)"
    r"(?:\s*\([^)]{1,40}\))?(?:,?\s*(?:an?\s+)?(?:ACE\s+|ASWB\s+|NBCC\s+"
    r"|CE\s+)?(?:approved\s+)?(?:provider\s*)?(?:#|no\.|number)\s*[\w-]+\s*,?)?"
    r"\s*,?\s+(?:is|has been|are|was|have been)\s+(?:an?\s+|also\s+|currently\s+"
    r"|a\s+pre-)*(?:approved|authori[sz]ed"
    r"|recogni[sz]ed|accredited|designated|ASWB|NBCC|ACE|APA|CAMFT|NAADAC|NYSED|registered"
    r"|[A-Z][a-z]+ (?:State )?Board"
    r"|pre-approved|licensed|jointly|solely responsible)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^(?P<name>[A-Z][^.,;:|]{3,80}?),\s+(?:an?\s+)?(?:NAADAC|NBCC|ASWB|ACE\b"
    r"|APA|CAMFT|NYSED|CE Broker|approved)\b.{0,40}"
    r"(?:provider|sponsor|ACEP|CEPA|#)",
    re.IGNORECASE,
)
_MAINTAINS = re.compile(
    r"(?:^|[.]\s+)(?:the\s+)?(?P<name>[^.]{3,90}?)\s+(?:maintains\s+responsibility"
    r"|is solely responsible)",
    re.IGNORECASE,
)
_CONFIRMS = re.compile(
    r"^(?:the\s+)?(?P<name>.{3,90}?)\s+(?:hereby\s+)?(?:confirms|certifies"
    r"|affirms|verifies|attests"
    r"|acknowledges|awards|recognizes|presents)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s+(?:on|at|held|for the|via|from|and\s+(?:is|has|approved|earned|maintains|co-?sponsored)"
    r"|who|which|is|has|as"
    r"|in\s+(?:collaboration|partnership|cooperation|conjunction))\s|[.;|•·]\s|[.;:|]$|\s*\("
    r"|,\s+(?:provider|an?\s|is\s|on\s|"
    r"ACE|approved|ASWB|NBCC|APA|#|\d|in\s)|,?\s+P\.?\s?O\.? Box"
    r"|,?\s+\d{1,5}\s+[A-Z][a-z]+ (?:St|Ave|Road|Rd|Blvd|Drive|Street|Lane|Suite)"
    r"|,\s*[A-Z][\w ]{2,24}(?:Board)?[- ]approved|\s[-–—]\s|\s#|,?\s+provider\s+(?:#|no|number)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"certificate|certif|statement of|continuing education (?:record"
    r"|verification|credit)|transcript"
    r"|verification|record$|history$|report$|summary$|letter$|log$|proof of"
    r"|awarded|completion|attendance|receipt|approvals?$",
    re.IGNORECASE,
)
_NOT_NAMES = re.compile(
    r"^(?:this|these|we|it|he|she|they|course|program|the course"
    r"|this (?:course|program|activity"
    r"|training|webinar|event)|provider|instructor|social workers?"
    r"|psychologists|counselors"
    r"|participants?|your|attendees|activity|training|workshop|event|credit"
    r"|n/?a"
    r"|state and provincial|(?:ASWB|NBCC|APA|ACE|NYSED|NAADAC)(?:\W.*)?)$",
    re.IGNORECASE,
)


def provider(document: Document, labels: list[Labeled]) -> tuple[Found[str] | None, bool]:
    """Give the provider's name, and whether it is in doubt."""
    for candidates in (_labeled(labels), _by(document), _subjects(document)):
        found = [(name, passage) for passage in candidates if (name := _name(passage))]
        if found:
            return _agreed(document, found)
    return None, False


def letterhead(document: Document, *, others: tuple[str, ...]) -> Found[str] | None:
    """Give the organization that a line by itself names; `others` are known to be none."""
    known = {folded(one) for one in others}
    for passage in _letterheads(document):
        name = _name(passage)
        if name and folded(name) not in known:
            return found_at(document, passage, name)
    return None


def _agreed(document: Document, found: list[tuple[str, Passage]]) -> tuple[Found[str] | None, bool]:
    counted = Counter(folded(name) for name, _ in found)
    most = counted.most_common(2)
    if len(most) == 2 and not _same(most[0][0], most[1][0]) and most[0][1] == most[1][1]:
        heads = {folded(passage.text) for passage in _letterheads(document)}
        named = [name for name, _ in most if name in heads]
        if len(named) != 1:
            return None, True
        most = [(named[0], 1)]
    best = max(
        (one for one in counted if _same(one, most[0][0])), key=lambda one: (counted[one], len(one))
    )
    name, passage = next(one for one in found if folded(one[0]) == best)
    return found_at(document, passage, name), False


def _same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _name(passage: Passage) -> str | None:
    text = passage.text.strip(' .,;:*•|–—-“”"')
    cut = _ENDS.search(text, 3)
    if cut:
        text = text[: cut.start()]
    text = re.sub(r"^(?:the|by)\s+", "", text.strip(" .,;:*"), flags=re.IGNORECASE)
    if not 3 <= len(text) <= 110 or _NOT_NAMES.match(text) or not text[0].isalnum():
        return None
    text = _without_place(text)
    text = re.sub(
        r"^(?:(?:kind |best |warm )?regards|sincerely|respectfully|best wishes|warmly),?\s+"
        r"|^(?:board of directors|faculty|staff|officers|members) of (?:the\s+)?",
        "",
        text,
        flags=re.IGNORECASE,
    )
    letters = [word for word in text.split() if len(word) > 3]
    if letters and not letters[0][0].isupper() and not letters[0][0].isdigit():
        return None
    return text if re.search(r"[^\W\d]{3}", text) else None


def _without_place(text: str) -> str:
    """Take a town and a state after an organization's name away; "Inc." and its like stay."""
    head, comma, rest = text.partition(",")
    firm = re.match(r"\s*(?:LLC|L\.L\.C|Inc|PLLC|PC|P\.C|Ltd|Co|LLP|Corp)\b", rest, re.IGNORECASE)
    return (
        head if comma and is_organization(head) and not firm and not is_organization(rest) else text
    )


def _labeled(labels: list[Labeled]) -> Iterator[Passage]:
    for label in labels:
        text = label.value.text
        named = label.field == "provider"
        named = named or (label.field == "presented" and _begins_with_one(text))
        if named and not re.match(r"^\W*(?:#|no\b|\d)", text):
            yield label.value


def _begins_with_one(text: str) -> bool:
    """Say whether a text begins with an organization, whatever it goes on with."""
    return is_organization(re.split(r",|;|\.\s|\s(?:and|on|at|for)\s", text, maxsplit=1)[0])


def _by(document: Document) -> Iterator[Passage]:
    for block in document.blocks:
        for match in _BY.finditer(block.text):
            rest = block.text[match.end() :]
            if not rest:
                continue
            cut = _ENDS.search(rest, 3)
            head = rest[: cut.start()] if cut else rest
            if is_organization(head) and not (_approver(head) or person(head)):
                yield block.part(match.end(), match.end() + len(head))
    for piece in document.pieces:
        ending = _BY.search(piece.text + " ")
        below = document.below(piece) if ending and ending.end() >= len(piece.text) else None
        if below and _begins_with_one(below.text) and not _approver(below.text):
            yield below


def _approver(text: str) -> bool:
    named = mentions(text)
    return bool(named) and named[0][1] < 6


def _subjects(document: Document) -> Iterator[Passage]:
    for block in document.blocks:
        for start, end in sentences(block.text):
            sentence = block.text[start:end]
            for shape in (_SUBJECT, _MAINTAINS, _LISTED):
                match = shape.search(sentence)
                if (
                    match
                    and (mentions(sentence) or shape is _MAINTAINS)
                    and not _approver(match["name"])
                ):
                    first = start + match.start("name")
                    yield block.part(first, start + match.end("name"))
                    break


def _letterheads(document: Document) -> Iterator[Passage]:
    """Give the lines that name an organization and stand at the top or by themselves."""
    for piece in document.pieces:
        match = _CONFIRMS.match(piece.text)
        if match and is_organization(match["name"]) and not _HEADING.search(match["name"]):
            yield piece.part(0, match.end("name"))
    for piece in document.pieces:
        text = piece.text
        if _HEADING.search(text) or label_field(text) or mentions(text) or len(text) > 80:
            continue
        bare = _ENDS.split(text, maxsplit=1)[0]
        if re.search(
            r"\d|@|[?!:“”]|\b(?:by|has|is|for completing|successfully|the following)\b", bare
        ):
            continue
        top = piece.y1 < 0.3 * document.pages[piece.page].height and piece.page == 0
        if is_organization(text) and text[0].isupper() and (top or _closing(document, piece)):
            yield piece


def _closing(document: Document, piece: Passage) -> bool:
    """Say whether a line stands by itself among the last ones, where papers are signed."""
    return document.depth(piece) > 0.6 and len(document.row(piece)) == 1
