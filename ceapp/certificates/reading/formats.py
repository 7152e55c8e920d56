"""Decides how a course was taken: in person, live online or self-paced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ceapp.certificates.reading.approvals import mentions
from ceapp.certificates.reading.labels import Labeled
from ceapp.certificates.reading.layout import Document, Passage
from ceapp.certificates.reading.places import found_at
from ceapp.certificates.reading.values import Found

SELF_PACED, LIVE_ONLINE, IN_PERSON = "self-paced", "live-online", "in-person"

_WORDS = {
    SELF_PACED: r"self[- ]?(?:paced|study|directed|guided)|home[- ]?study|on[- ]?demand"
    r"|(?<!\w)asynchronous"
    r"|pre-?recorded|recorded (?:webinar|webcast|video|audio|training|course|session|program)"
    r"|(?:reading|text|book|article|video|audio)-based"
    r"|independent study|correspondence (?:course|study)|distance[- ]learning (?:course|self)"
    r"|non-?interactive|enduring material"
    r"|archived webinar|video (?:course|replay)|podcast|online (?:course )?with post-?test"
    r"|not live|webinar (?:recording|replay)"
    r"|read(?:ing)? (?:a |the )?(?:book|article)|distance (?:education|learning) \(non"
    r"|audio course|online text|internet-based course",
    LIVE_ONLINE: r"live[,-]?\s+(?:and )?(?:interactive |synchronous |online |virtual |remote "
    r"|streamed |zoom )*(?:webinar|webcast|online|virtual"
    r"|web|stream(?:ed|ing)?|video-?conference|teleconference|zoom|internet|broadcast|distance"
    r"|remote|e-?learning)"
    r"|(?<![a-z])synchronous(?: online| distance| virtual| interactive| webinar)?"
    r"|(?:real[- ]time|interactive)[, ]+(?:live )?(?:webinar|online|webcast|virtual)"
    r"|(?:virtual|online|remote|zoom|web-based)[, (]+(?:live|synchronous|real[- ]time)"
    r"|webinar \(?(?:live|synchronous)|via (?:zoom|live|microsoft teams|webex|gotowebinar)"
    r"|zoom (?:webinar|meeting|training|workshop)|virtual (?:workshop|conference|training|event"
    r"|classroom|seminar|symposium|summit)|live-?stream\w*|video-?conference|on zoom|over zoom"
    r"|attended live\b(?=.{0,60}\b(?:online|webinar|am|pm|a\.m|p\.m))",
    IN_PERSON: r"in[- ]person|face[- ]to[- ]face|on-?site\b|class-?room|in the room"
    r"|live \(?in[- ]person|on campus|live workshop at|live seminar at",
}
_SHAPES = {name: re.compile(words, re.IGNORECASE) for name, words in _WORDS.items()}
_WEBINAR = re.compile(r"\bwebinar\b", re.IGNORECASE)
_LIVE = re.compile(r"\blive\b|\battend(?:ed|ance|ee)", re.IGNORECASE)
_ONLINE = re.compile(
    r"\b(?:online|webinar|virtual|zoom|web|internet|remote|distance|video|audio|stream)",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"\b(?:held|presented|conducted|offered|given|took place|workshop|seminar|conference"
    r"|location|venue|at)\b.{0,90}?\b(?:hotel|"
    r"convention|conference (?:center|hall|room)|hall|auditorium|campus|church|library|inn"
    r"|resort|pavilion|ballroom|suites?|marriott|hilton|hyatt"
    r"|sheraton|community center|medical center|lodge|room \d+)\b",
    re.IGNORECASE,
)
_VENUE_LINE = re.compile(
    r"^(?:[A-Z][\w&'.-]*\s+|by\s+|the\s+|at\s+){0,5}(?:Hotel|Inn|Marriott|Hilton|Hyatt|Sheraton"
    r"|Resort|Lodge|Convention Center|Conference Center|Auditorium"
    r"|Pavilion)\b.{0,40}?,\s*[A-Z][a-z]+"
)
_GENERAL = re.compile(
    r"\b(?:approved|accredited)\b.{0,50}\b(?:to offer|for|formats?)\b|all formats|may be"
    r"|courses? (?:are|is) |we (?:also )?offer"
    r"|available|also offered|upcoming|questions\b|\bvisit (?:us|our|www|http)"
    r"|keep (?:this|a)",
    re.IGNORECASE,
)
_AGREED = 1


def course_format(document: Document, labels: list[Labeled]) -> tuple[Found[str] | None, bool]:
    """Give the format, and whether it is in doubt because two are named."""
    for label in labels:
        if label.field == "format":
            named = _named(label.value.text)
            if len(named) == _AGREED:
                return found_at(document, label.value, named.pop()), False
            if len(named) > _AGREED:
                return None, True
    # The sentence on completion says it; statements of approval speak of all courses.
    for passages in (_short(document), _long(document)):
        found: dict[str, Passage] = {}
        for passage, name in passages:
            found.setdefault(name, passage)
        if len(found) > _AGREED:
            return None, True
        for name, passage in found.items():
            return found_at(document, passage, name), False
    return _guessed(document)


def _named(text: str) -> set[str]:
    found = {name for name, shape in _SHAPES.items() if shape.search(text)}
    if found == {IN_PERSON, LIVE_ONLINE} and re.search(
        r"(?:virtual|online) class-?room", text, re.IGNORECASE
    ):
        found = {LIVE_ONLINE}
    if (
        LIVE_ONLINE in found
        and SELF_PACED in found
        and re.search(
            r"recording of a live|recorded live|originally (?:presented|recorded) live|asynchronous"
            r"|not live|replay of",
            text,
            re.IGNORECASE,
        )
    ):
        found.discard(LIVE_ONLINE)
    if (
        not found
        and re.search(r"\bwebinar\b", text, re.IGNORECASE)
        and re.search(r"\blive\b", text, re.IGNORECASE)
    ):
        found = {LIVE_ONLINE}
    return found


def _short(document: Document) -> Iterator[tuple[Passage, str]]:
    for block in document.blocks:
        if not mentions(block.text) and not _GENERAL.search(block.text):
            yield from _places(block)


def _long(document: Document) -> Iterator[tuple[Passage, str]]:
    for block in document.blocks:
        if mentions(block.text) and not _GENERAL.search(block.text):
            yield from _places(block)


def _places(block: Passage) -> Iterator[tuple[Passage, str]]:
    for name in _named(block.text):
        match = _SHAPES[name].search(block.text) or _WEBINAR.search(block.text)
        if match:
            yield block.part(match.start(), match.end()), name


def _guessed(document: Document) -> tuple[Found[str] | None, bool]:
    """Take a webinar that was attended live, or a room where nothing else is said."""
    text = document.text
    for block in document.blocks:
        match = _WEBINAR.search(block.text)
        if match and not _GENERAL.search(block.text) and _LIVE.search(text):
            return found_at(document, block.part(*match.span()), LIVE_ONLINE), False
    if not _ONLINE.search(text):
        for block in document.blocks:
            match = _VENUE.search(block.text) or _VENUE_LINE.search(block.text)
            if match and not mentions(block.text):
                return found_at(document, block.part(*match.span()), IN_PERSON), False
    return None, False
