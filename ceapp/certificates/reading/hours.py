"""Decides how many hours a certificate grants; disagreement and mere offers are not hours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ceapp.certificates.reading.amounts import Amount, amounts_in, bare_amount, earned_of
from ceapp.certificates.reading.context import clause
from ceapp.certificates.reading.labels import Labeled
from ceapp.certificates.reading.layout import Document, Passage
from ceapp.certificates.reading.places import found_at
from ceapp.certificates.reading.topic_words import first_topic
from ceapp.certificates.reading.values import Found

_EARNED, _HEAD, _TOLD, _STATED, _PART = 100, 90, 70, 50, 30
_MOST = Decimal(120)

_NOT_EARNED = re.compile(
    r"up to|maximum|\bmax\b|at least|minimum|within|every\b|\beach\b|\bper\b|available|offer(?:ed|s)?\b"
    r"|eligible|worth|\bmust\b|require|equal|=\s*$|lunch|break|valid|possible|equivalent|out of"
    r"|\bnot\b|less|deduct|missed|remaining|needed|renewal|may earn|can earn|would|will (?:earn|receive)"
    r"|\bprior|advance|previous|\bscheduled|carried|carryover|deficien|absent|excluding|score",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"^\W*(?:available|(?:are |were |is )?offered|possible|required|per\b|each\b|every|maximum|max\b"
    r"|equals?|=|in advance|before|after\b|prior|within|of lunch|(?:is |are )?(?:not )?(?:included|"
    r"excluded|deducted)|lunch|break|or (?:more|less)|scheduled|remaining|needed|missed"
    r"|not\b|to renew|toward renewal of)", re.IGNORECASE,
)  # fmt: skip
_EARNING = re.compile(
    r"earn|award|grant|receiv(?:ed|ing)|complet(?:ed|ing)\s+\w*\s*$|credited|total|attend(?:ed|ance)"
    r"|successful|participat|has\s+completed|\bfor\s*$|and is entitled to|confer", re.IGNORECASE,
)  # fmt: skip
_STATEMENT = re.compile(
    r"\bapprov|accredit|social workers|psychologists|counselors|therapists|nurses|\bprovider\b"
    r"|\bsponsor|\bACE\b|\bACEP\b|\bAPA\b|\bNBCC\b|\bASWB\b|receive\s*$", re.IGNORECASE,
)  # fmt: skip
_BODY = re.compile(r"\b(?:APA|ASWB|NBCC|NAADAC|NYSED|ANCC|ACCME|CAMFT|BBS|psycholog\w+"
                   r"|social work\w*|counsel\w+|nurs\w+|MFTs?)\b", re.IGNORECASE)  # fmt: skip
_INCLUDING = re.compile(r"includ|of which|incl\.|consisting|compris|with\s*$|plus\s*$|and\s*$",
                        re.IGNORECASE)  # fmt: skip
_ONE_CEU = re.compile(
    r"(?:1|one|\.1|0\.1)(?:\.0)?\s*(?:\(1\)\s*)?(?:CEU|continuing education unit)s?\s*"
    r"(?:=|equals?|is equal to|is|represents|:)\s*(?:10|ten|1|one)\b", re.IGNORECASE,
)  # fmt: skip
_TEN = re.compile(r"(?:1|one)(?:\.0)?\s*(?:\(1\)\s*)?(?:CEU|continuing education unit)s?\s*"
                  r"(?:=|equals?|is equal to|is|represents|:)\s*(?:10|ten)\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: int
    hours: Decimal
    passage: Passage


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours that a certificate grants, whether they are in doubt, and all that it names."""

    found: Found[Decimal] | None
    doubt: bool


def granted(document: Document, labels: list[Labeled]) -> Hours:
    """Give the hours that were earned."""
    candidates = [*_labeled(document, labels), *_told(document)]
    if not candidates:
        found, seen = _from_ceu(document, labels)
        return Hours(found, seen)
    return _decided(document, candidates)


def _decided(document: Document, candidates: list[_Candidate]) -> Hours:
    best = max(one.rank for one in candidates)
    top = [one for one in candidates if one.rank == best]
    values = {one.hours for one in top}
    if best == _PART and len(values) > 1:
        return Hours(None, doubt=True)
    chosen = top[0]
    if len(values) > 1:
        largest = max(values)
        parts = sorted(one.hours for one in candidates if one.hours != largest)
        if sum(parts) != largest:
            return Hours(None, doubt=True)
        chosen = next(one for one in top if one.hours == largest)
    others = {one.hours for one in candidates if one.rank > _PART} - {chosen.hours}
    larger = {one.hours for one in candidates if one.hours > chosen.hours}
    if best == _TOLD and others - {chosen.hours}:
        return Hours(None, doubt=True)
    if not 0 < chosen.hours <= _MOST or (chosen.hours * 100) % 5:
        return Hours(None, doubt=True)
    if chosen.hours > 60 and len(top) + len(others) < 2 and best < _HEAD:
        return Hours(None, doubt=True)
    return Hours(found_at(document, chosen.passage, chosen.hours), bool(others or larger))


def _labeled(document: Document, labels: list[Labeled]) -> Iterator[_Candidate]:
    for label in labels:
        if label.field != "hours" or _in_column(document, label):
            continue
        if _NOT_EARNED.search(label.label):
            continue
        text = label.value.text
        if next(earned_of(text), None):
            continue
        amount = next((one for one in amounts_in(text) if one.start <= 2), None) or bare_amount(text)
        if amount is None or amount.unit == "academic" or _clock(text):
            continue
        said = label.label.lower()
        loose = re.match(r"(?:duration|value|earned|credit)s?$", said)
        if amount.unit == "ceu" or ("ceu" in said and "hour" not in said and amount.unit == "hours"
                                    and "hour" not in text.lower()):  # fmt: skip
            continue
        if loose and not amounts_in(text) and said != "credits":
            continue
        if (hours := amount.hours) is not None:
            earned = re.search(r"earn|award|grant|complet|receiv|attended", said)
            rank = _TOLD if said == "duration" else _EARNED if earned else _HEAD
            yield _Candidate(rank, hours, label.value.part(amount.start, amount.end))


def _in_column(document: Document, label: Labeled) -> bool:
    """Say whether a label heads a column of several numbers: the hours of sessions or courses."""
    if label.near != "below":
        return False
    below = document.below(label.value, lines=3)
    return below is not None and bool(bare_amount(below.text)) and len(below.text) < 8


def _clock(text: str) -> bool:
    return bool(re.match(r"\W*\d{1,2}:\d\d", text))


def _told(document: Document) -> Iterator[_Candidate]:
    for block in document.blocks:
        text = block.text
        taken = []
        for start, end, hours in earned_of(text):
            taken.append((start, end + 12))
            yield _Candidate(_EARNED, hours, block.part(start, end))
        for amount in amounts_in(text):
            inside = any(start <= amount.start < end for start, end in taken)
            if inside or amount.unit in {"ceu", "academic"} or amount.hours is None:
                continue
            rank = _rank(block, amount)
            if rank:
                yield _Candidate(rank, amount.hours, block.part(amount.start, amount.end))


def _rank(block: Passage, amount: Amount) -> int:
    text = block.text
    before, after = clause(text, amount.start, amount.end)
    near = before[-70:]
    last = amounts_in(near)
    if last and _INCLUDING.search(near[last[-1].end :]):
        return _PART
    near = near[last[-1].end :] if last else near
    if _NOT_EARNED.search(near[-45:]) or _NOT_AFTER.match(after):
        return 0
    if _ONE_CEU.search(before[-40:] + text[amount.start : amount.end]):
        return 0
    if amount.unit == "minutes" and not re.search(
        r"credit|instruct|contact|\bCE\b|continuing education|earn|award", before + after +
        text[amount.start : amount.end], re.IGNORECASE):  # fmt: skip
        return 0
    if _INCLUDING.search(near[-14:]) and last:
        return _PART
    topical = re.match(r"^\W*(?:(?:of|in|on|for|toward|concern|address|qualif|count|meet)\w*\s+)"
                       r"(?:the\s+)?(.{3,60})", after)  # fmt: skip
    if topical and first_topic(topical[1]) or re.match(r"^[^.]{0,40}\bconcern", after):
        return _PART
    words = len(text.split())
    sentence = before + text[amount.start : amount.end] + after
    statement = _STATEMENT.search(sentence) and len(sentence.split()) > 7
    if statement:
        return _STATED
    if amount.unit == "minutes":
        return _TOLD
    if words <= 7 and len(text) - (amount.end - amount.start) < 25 and not _BODY.search(before):
        return _HEAD
    if _EARNING.search(near) or _alone(before, after):
        return _HEAD
    return _TOLD


def _alone(before: str, after: str) -> bool:
    """Say whether an amount fills its part of a line: "March 12, 2025 | 3 hours"."""
    return bool(re.search(r"(?:^|[|•·;,(–—-])\s*$", before) and re.match(r"^\s*(?:[|•·;,)–—-]|$|\()", after))


def _from_ceu(document: Document, labels: list[Labeled]) -> tuple[Found[Decimal] | None, bool]:
    """Turn CEUs into hours where the certificate leaves no doubt about what it calls a CEU."""
    places = [
        (amount.value, block.part(amount.start, amount.end))
        for block in document.blocks
        for amount in amounts_in(block.text)
        if amount.unit == "ceu" and not _ONE_CEU.match(block.text[amount.start : amount.start + 60])
    ]
    for label in labels:
        if label.field == "hours" and "ceu" in label.label.lower():
            amount = bare_amount(label.value.text)
            if amount and not any(one.text == label.value.text for _, one in places):
                places.append((amount.value, label.value))
    values = {value for value, _ in places}
    if len(values) != 1:
        return None, bool(places)
    value, passage = places[0]
    tenths = value < 1 and value not in {Decimal("0.25"), Decimal("0.5"), Decimal("0.75")}
    if (_TEN.search(document.text) and value <= 6) or tenths:
        return found_at(document, passage, value * 10), False
    if value >= 5:
        return found_at(document, passage, value), True  # nobody gives 50 hours in one course
    return None, True
