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
    r"up to|maximum|\bmax\b|at least|minimum|within|every\b|\beach\b|\bper\b|available"
    r"|offer(?:ed|s)?\b"
    r"|eligible|worth|\bmust\b|require|equal|=\s*$|lunch|break|valid|possible|equivalent|out of"
    r"|\bnot\b|less|deduct|missed|remaining|needed|renewal|may earn|can earn|would|will (?:earn"
    r"|receive)"
    r"|\bprior|advance|previous|\bscheduled|carried|carryover|deficien|absent|excluding|score",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"^\W*(?:available|(?:are |were |is )?offered|possible|required|per\b|each\b|every|maximum"
    r"|max\b"
    r"|equals?|=|in advance|before|after\b|prior|within|of lunch|(?:is |are )?(?:not )?(?:included|"
    r"excluded|deducted)|lunch|break|or (?:more|less)|scheduled|remaining|needed|missed"
    r"|not\b|to renew|toward renewal of)",
    re.IGNORECASE,
)
_EARNING = re.compile(
    r"earn|award|grant|receiv(?:ed|ing)|complet(?:ed|ing)\s+\w*\s*$|credited|total|attend(?:ed"
    r"|ance)"
    r"|successful|participat|has\s+completed|\bfor\s*$|and is entitled to|confer",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"\bapprov|accredit|social workers|psychologists|counselors|therapists|nurses|\bprovider\b"
    r"|\bsponsor|\bACE\b|\bACEP\b|\bAPA\b|\bNBCC\b|\bASWB\b|receive\s*$",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:APA|ASWB|NBCC|NAADAC|NYSED|ANCC|ACCME|CAMFT|BBS|psycholog\w+"
    r"|social work\w*|counsel\w+|nurs\w+|MFTs?)\b",
    re.IGNORECASE,
)
_INCLUDING = re.compile(
    r"includ|of which|incl\.|consisting|compris|with\s*$|plus\s*$|and\s*$", re.IGNORECASE
)
_ONE_CEU = re.compile(
    r"(?:1|one|\.1|0\.1)(?:\.0)?\s*(?:\(1\)\s*)?(?:CEU|continuing education unit)s?\s*"
    r"(?:=|equals?|is equal to|is|represents|:)\s*(?:10|ten|1|one)\b",
    re.IGNORECASE,
)
_TEN = re.compile(
    r"(?:1|one)(?:\.0)?\s*(?:\(1\)\s*)?(?:CEU|continuing education unit)s?\s*"
    r"(?:=|equals?|is equal to|is|represents|:)\s*(?:10|ten)\b",
    re.IGNORECASE,
)


_CREDIT = re.compile(
    r"credit|instruct|contact|\bCE\b|continuing education|earn|award", re.IGNORECASE
)
_TOPICAL = re.compile(
    r"^\W*(?:(?:of|in|on|for|toward|concern|address|qualif|count|meet)\w*\s+)(?:the\s+)?(.{3,60})"
)


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
        text, said = label.value.text, label.label.lower()
        if label.field != "hours" or _in_column(document, label) or _NOT_EARNED.search(said):
            continue
        amount = _beside_label(text, said)
        if amount is not None and amount.hours is not None:
            earned = re.search(r"earn|award|grant|complet|receiv|attended", said)
            rank = _TOLD if said == "duration" else _EARNED if earned else _HEAD
            yield _Candidate(rank, amount.hours, label.value.part(amount.start, amount.end))


def _beside_label(text: str, said: str) -> Amount | None:
    """Give the amount beside a label, unless the two do not say that it is hours."""
    if next(earned_of(text), None) or _clock(text):
        return None
    with_unit = next((one for one in amounts_in(text) if one.start <= 2), None)
    amount = with_unit or bare_amount(text)
    ceu = "ceu" in said and "hour" not in said and "hour" not in text.lower()
    loose = re.fullmatch(r"durations?|values?|earned|credit", said)
    if amount is None or ceu or (loose and not with_unit):
        return None
    return amount


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
    """Say how much an amount in a text weighs as the hours that were granted; 0 for none."""
    said = block.text[amount.start : amount.end]
    before, after = clause(block.text, amount.start, amount.end)
    near = before[-70:]
    last = amounts_in(near)
    near = near[last[-1].end :] if last else near
    if _ONE_CEU.search(before[-40:] + said):
        return 0
    if (last and _INCLUDING.search(near)) or _on_topic(after):
        return _PART
    if _NOT_EARNED.search(near[-45:]) or _NOT_AFTER.match(after):
        return 0
    sentence = before + said + after
    if amount.unit == "minutes":
        return _TOLD if _CREDIT.search(sentence) else 0
    if _STATEMENT.search(sentence) and len(sentence.split()) > 7:
        return _STATED
    return _HEAD if _stands_out(block.text, said, before, after) else _TOLD


def _on_topic(after: str) -> bool:
    """Say whether the words after an amount give it to a topic: "1.5 hours of ethics"."""
    named = _TOPICAL.match(after)
    return bool((named and first_topic(named[1])) or re.match(r"^[^.]{0,40}\bconcern", after))


def _stands_out(text: str, said: str, before: str, after: str) -> bool:
    if len(text.split()) <= 7 and len(text) - len(said) < 25 and not _BODY.search(before):
        return True
    return bool(_EARNING.search(before[-70:])) or _alone(before, after)


def _alone(before: str, after: str) -> bool:
    """Say whether an amount fills its part of a line: "March 12, 2025 | 3 hours"."""
    return bool(
        re.search(r"(?:^|[|•·;,(–—-])\s*$", before) and re.match(r"^\s*(?:[|•·;,)–—-]|$|\()", after)
    )


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
