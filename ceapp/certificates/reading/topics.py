"""Finds the topics whose hours a certificate states; a title alone states none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ceapp.certificates.reading.amounts import Amount, amounts_in, bare_amount
from ceapp.certificates.reading.context import sentences
from ceapp.certificates.reading.layout import Document, Passage
from ceapp.certificates.reading.places import found_at
from ceapp.certificates.reading.topic_words import first_topic, topic_named, topics_within
from ceapp.certificates.reading.values import Found

_NOT = re.compile(
    r"up to|\bmay\b|must|require(?:s|d) (?:of|for|by)|each renewal|every|equals?"
    r"|lunch|available|\bnot\b|offer",
    re.IGNORECASE,
)
_OF = re.compile(
    r"^\W*(?:(?:that |which )?(?:(?:of|in) (?:this|the) (?:session|course|program|training"
    r"|webinar|workshop|activity) )?"
    r"(?:concerns?|address(?:es)?|cover(?:s|ing)?|qualif(?:y|ies) (?:as|for)|counts? (?:as"
    r"|toward|for)|meets?|satisf(?:y|ies)|(?:is|are|were|was) (?:in|on|dedicated to|devoted to|for)"
    r"|pertain(?:s|ing)? to|related to|dedicated to|devoted to|applied to|apply to"
    r"|specific to)\s+|(?:of|in|on|for|towards?|as)\s+(?:(?:continuing education|training"
    r"|instruction|credit|content|CE)\s+(?:credits?\s+)?(?:in|on"
    r"|for)\s+)?)(?:the\s+)?(?P<rest>.+)$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?P<name>[A-Za-z][A-Za-z/&,' -]{2,60}?)\s*(?:[:=(–—-]|\s-\s)\s*$")


def topics(document: Document, hours: Decimal | None) -> dict[str, Found[Decimal]]:
    """Give the hours of each topic that the certificate states."""
    found: dict[str, Found[Decimal]] = {}
    loose: dict[str, Found[Decimal]] = {}
    for slug, amount, passage in (*_told(document), *_rows(document)):
        if amount <= 0 or (hours is not None and amount > hours):
            continue
        into = loose if slug == "clinical" else found
        known = into.get(slug)
        if known is None or amount > known.value:
            into[slug] = found_at(document, passage, amount)
    total = sum((one.value for one in (*found.values(), *loose.values())), Decimal(0))
    # "Clinical" is what every course is; it is a topic where it is a part of the whole.
    return found | loose if found and total == hours else found


def suggested(title: Found[str] | None, hours: Found[Decimal] | None) -> dict[str, Found[Decimal]]:
    """Give the topics that the title names, as suggestions: the hours are all of the course's."""
    if title is None or hours is None:
        return {}
    named = [slug for slug in topics_within(title.value) if slug not in {"clinical", "research"}]
    return {
        slug: Found(hours.value, sure=False, page=title.page, box=title.box) for slug in named[:3]
    }


def _told(document: Document) -> Iterator[tuple[str, Decimal, Passage]]:
    for block in document.blocks:
        for start, end in sentences(block.text):
            sentence = block.text[start:end]
            for slug, amount, first, last in _in_sentence(sentence):
                yield slug, amount, block.part(start + first, start + last)


def _in_sentence(text: str) -> Iterator[tuple[str, Decimal, int, int]]:
    amounts = amounts_in(text)
    for split in re.finditer(r"\(([^()]{5,90})\)", text):
        # "3.0 hours (2.0 general, 1.0 ethics)": the parts bear no unit of their own.
        for part in re.finditer(
            r"(?<![\w.])(\d{1,2}(?:\.\d{1,2})?)\s+([A-Za-z][A-Za-z -]+?)\s*(?=[,;)&]|\band\b|$)",
            split[1],
        ):
            if (slug := topic_named(part[2])) and topics_within(part[2]):
                yield (
                    slug,
                    Decimal(part[1]),
                    split.start(1) + part.start(),
                    split.start(1) + part.end(),
                )
    for at, amount in enumerate(amounts):
        if amount.hours is None or _NOT.search(text[max(0, amount.start - 40) : amount.start]):
            continue
        after = text[amount.end : amounts[at + 1].start if at + 1 < len(amounts) else len(text)]
        before = text[amounts[at - 1].end if at else 0 : amount.start]
        slug = _topic_of(text, amount, before, after)
        if slug:
            yield slug, amount.hours, amount.start, min(amount.end + 40, len(text))


def _topic_of(text: str, amount: Amount, before: str, after: str) -> str | None:
    inside = re.sub(r"^[\d.\s()½¼¾-]+", "", text[amount.start : amount.end])
    words = re.sub(
        r"\b(?:clinical|general|social work|counseling|psychology|professional)\b",
        " ",
        inside,
        flags=re.IGNORECASE,
    )
    if (slug := topic_named(words)) and topics_within(words):
        return slug
    bracket = re.match(r"^\s*\(([^)]{3,60})\)", after)
    if bracket and (slug := topic_named(bracket[1])):
        return slug
    of = _OF.match(after)
    if of and (slug := first_topic(of["rest"])):
        return slug
    tail = re.match(
        r"^\s*(?:[-–—:]\s*)?(?P<name>[A-Za-z][\w/&' -]{2,50}?)\s*(?:[.,;)]|$|\band\b)", after
    )
    if tail and not of and (slug := topic_named(tail["name"])):
        return slug
    named = _BEFORE.search(before)
    if named:
        name = re.split(r"[,;]|\band\b(?!\s+ethics|\s+neglect)", named["name"])[-1]
        # "addresses suicide risk assessment (3 hours)": the topic is what stands last.
        name = re.sub(
            r"^.*\b(?:addresses|covers?|including|includes|on|in|about|concerns)\s+",
            "",
            name,
            flags=re.IGNORECASE,
        )
        return topic_named(name)
    return None


def _rows(document: Document) -> Iterator[tuple[str, Decimal, Passage]]:
    """Give rows of a table of topics: the name in one cell, the hours in the next."""
    rows = list(_cells(document))
    yield from rows
    if rows:  # in a narrow table a name and its hours may stand close together
        for piece in document.pieces:
            match = re.fullmatch(
                r"(?P<name>[A-Za-z][\w /&'-]+?)\s+(?P<hours>\d{1,2}(?:\.\d{1,2})?)", piece.text
            )
            if match and (slug := topic_named(match["name"])):
                yield slug, Decimal(match["hours"]), piece


def _cells(document: Document) -> Iterator[tuple[str, Decimal, Passage]]:
    for piece in document.pieces:
        slug = topic_named(piece.text)
        right = document.right_of(piece)
        if slug is None or right is None or (slug == "clinical" and not piece.text[0].isupper()):
            continue
        number = bare_amount(right.text)
        if (
            number
            and len(right.text) < 16
            and number.value <= 60
            and "%" not in right.text
            and "/" not in right.text
        ):
            yield slug, number.value, Passage((*piece.words, *right.words))
