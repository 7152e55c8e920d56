"""Decides which of a certificate's dates is the day on which the course was completed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from ceapp.certificates.reading.context import clause, neighbors, sentences
from ceapp.certificates.reading.dates import Dated, dates_in, day_first
from ceapp.certificates.reading.labels import Labeled
from ceapp.certificates.reading.layout import Document, Passage
from ceapp.certificates.reading.places import found_at
from ceapp.certificates.reading.titles import HEADING
from ceapp.certificates.reading.values import Found

_DONE, _HELD, _PLAIN, _BARE, _GIVEN = 100, 90, 80, 70, 60

# Words that say what a date is; the one nearest before the date decides.
_EVENT = (
    r"(?:event|course|training|workshop|webinar|session|program|class|activity|seminar"
    r"|conference|live|lecture|symposium|retreat|institute|meeting)"
)
_WORDS = {
    0: r"approv|accredit|valid\b|expir|through\s*:?$|until|issu|print|generat|sign(?:ed|ature)"
    r"|regist|enrol|purchas|order|paid|payment|start(?:ed|s|ing)?\b|began|begin|access"
    r"|licens|birth|born|dob\b|joined|member|revis|updat|publish|releas|copyright|©"
    r"|effective|due\b|renew|next\b|download|post(?:ed|marked)\b|establish|since|submit"
    r"|evaluation|deadline|before\b|available|recorded (?:live )?on|recorded\s*:?$|version"
    r"|created|original|term\b|hired|provider|invoice|billed|opened|launch|re-?certif"
    r"|last viewed|reviewed|retain|keep|report|mail|sent\b|received|processed|exam date"
    r"|by$|no later than|transcript|as of|period",
    _DONE: r"complet|finish|passed|date(?:s|\(s\))? (?:earned|attended)|attend|participat"
    r"|conclud|end(?:ing)? date|earned on|took part",
    _HELD: r"held|conduct|took place|taken|presented|delivered|offered on|given on|taught"
    rf"|{_EVENT}(?: date)?(?:s|\(s\))?(?: of)?\s*:?\s*(?:on|of)?\s*$"
    rf"|date(?:s|\(s\))? of (?:the )?{_EVENT}|date held",
    _GIVEN: r"(?:award|grant|given|confer|dated|this\s*$|on this (?:day|the)\s*$|bestow)",
    _PLAIN: r"date(?:s|\(s\))?\s*:?\s*$|when\s*:?\s*$|\bon\s*(?:\w+day,?\s*)?$",
}
_ROLES = {rank: re.compile(rf"\b(?:{words})", re.IGNORECASE) for rank, words in _WORDS.items()}
_LISTED = re.compile(r"[\s,;/&|•·]*(?:and\b|&)?\s*")
_AFTER_DONE = re.compile(
    r"^[\W_]*(?:\(?(?:date(?:s|\(s\))? (?:of (?:\w+ )?(?:completion|attendance)|completed|attended)"
    r"|(?:course )?completion date|completed))",
    re.IGNORECASE,
)
_AFTER_NOT = re.compile(
    r"^[\W_]*(?:date (?:issued|of issue|signed)|issue date|signature|\(?(?:issued|printed"
    r"|expires))",
    re.IGNORECASE,
)
_SIGNING = re.compile(
    r"_{4,}|\bsignature\b|\bsigned\b|director|administrator|coordinator|chair|"
    r"registrar|president",
    re.IGNORECASE,
)
_SENTENCE_ON_APPROVAL = re.compile(
    r"\bapprov|accredit|\bACE\b|\bACEP\b|\bNBCC\b|\bASWB\b|\bprovider\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    rank: int
    dated: Dated
    passage: Passage


def completion(document: Document, labels: list[Labeled]) -> tuple[Found[date] | None, bool]:
    """Give the completion date, and whether it is in doubt.

    An ambiguous date, two that compete, or only a date of issue give None and doubt.
    """
    unclear = day_first(document.text)
    label_of = {id(word): one for one in labels for word in one.value.words}
    candidates = [
        _Candidate(rank, dated, piece.part(dated.start, dated.end))
        for piece in (*document.pieces, *_broken_lines(document, unclear=unclear))
        for dated in dates_in(piece.text, unclear=unclear)
        if (rank := _rank(document, piece, dated, label_of)) is not None
    ]
    usable = [one for one in candidates if one.rank > 0 and not one.dated.long]
    if not usable:
        return None, bool(candidates)
    return _decided(document, usable)


def _broken_lines(document: Document, *, unclear: bool) -> list[Passage]:
    """Give, for each date that goes on in the next line, the words up to the end of that line."""
    found = []
    for block in document.blocks:
        for dated in dates_in(block.text, unclear=unclear):
            date_words = block.part(dated.start, dated.end).words
            rows = {id(document.row(Passage((word,)))) for word in date_words}
            if len(rows) > 1:
                sentence = next(
                    (first for first, last in sentences(block.text) if first <= dated.start < last),
                    0,
                )
                found.append(block.part(sentence, dated.end))
    return found


def _decided(document: Document, usable: list[_Candidate]) -> tuple[Found[date] | None, bool]:
    best = max(one.rank for one in usable)
    top = [one for one in usable if one.rank == best]
    values = {one.dated.last for one in top}
    chosen = max(top, key=lambda one: (one.dated.last or date.min, -one.passage.y0))
    if len(values) > 1 and not _one_list(document, top):
        return None, True
    if chosen.dated.last is None:
        return None, True
    later = any(
        one.dated.last and one.dated.last > chosen.dated.last and one.rank >= _HELD
        for one in usable
    )
    return found_at(document, chosen.passage, chosen.dated.last), later


def _one_list(document: Document, top: list[_Candidate]) -> bool:
    """Say whether several dates are the days of one course: a list after one label."""
    rows = {id(document.block_of(one.passage)) for one in top}
    days = [one.dated.last for one in top]
    if len(rows) > 1 or None in days or any(one.rank not in {_HELD, _PLAIN, _BARE} for one in top):
        return False
    known = [day for day in days if day]
    return known == sorted(known) and (known[-1] - known[0]).days <= 200


def _rank(
    document: Document, piece: Passage, dated: Dated, label_of: dict[int, Labeled]
) -> int | None:
    """Say how much a date weighs as the day of completion; 0 where it is another day."""
    before, after = clause(piece.text, dated.start, dated.end)
    earlier = [one for one in dates_in(before) if one.end < len(before) - 1]
    own = before[earlier[-1].end :] if earlier else before
    if earlier and _LISTED.fullmatch(own):
        # "Dates: 9/12, 9/19 and 9/26": what is said of the first is said of all.
        return _rank(document, piece, _moved(earlier[-1], dated.start - len(before)), label_of)
    rank = _role(own)
    if _AFTER_NOT.match(after):
        rank = 0
    elif _AFTER_DONE.match(after) and not rank:
        rank = _DONE
    if rank in {None, _PLAIN} and not earlier:
        rank = _or(_role_in_block(document, piece, dated), rank)
    if rank is not None and rank != _PLAIN:
        return rank
    named = _named(document, piece, dated, label_of) if not own.strip() else None
    if named is not None:
        return named
    if rank is None and not earlier:
        rank = _role_around(document, piece)
    if _SENTENCE_ON_APPROVAL.search(before + after):
        return rank if rank == _DONE else 0
    if _signing(document, piece) or (rank is None and _heads_letter(document, piece, dated)):
        return 0
    return _or(rank, _or(_below(document, piece), _BARE))


def _is_heading(block: Passage) -> bool:
    """Say whether a block is a heading with what stands close under it, not prose."""
    return len(block.text) < 80 and bool(HEADING.match(block.text))


def _moved(dated: Dated, by: int) -> Dated:
    return replace(dated, start=dated.start + by, end=dated.end + by)


def _or(rank: int | None, other: int | None) -> int | None:
    return other if rank is None else rank


def _named(
    document: Document, piece: Passage, dated: Dated, label_of: dict[int, Labeled]
) -> int | None:
    """Give the rank that the label of a date gives it."""
    label = label_of.get(id(piece.part(dated.start, dated.end).words[0]))
    named = _label_rank(label) if label else None
    return None if named == _PLAIN and _signing(document, piece) else named


def _role_around(document: Document, piece: Passage) -> int | None:
    """Give the role that the words left of a date or above it give to it."""
    for near in neighbors(document, piece):
        # "Certificate of Attendance" says nothing of the date under it.
        if not HEADING.match(near) and (said := _role(near[-60:])) is not None:
            return said
    return None


def _role_in_block(document: Document, piece: Passage, dated: Dated) -> int | None:
    """Give the role that the lines before in the same sentence give to a date."""
    block = document.block_of(piece)
    if len(block.words) <= len(piece.words) or _is_heading(block):
        return None
    first = block.words.index(piece.words[0])
    start = len(Passage(block.words[:first]).text) + 1 if first else 0
    before, _ = clause(block.text, start + dated.start, start + dated.end)
    earlier = dates_in(before)
    return _role(before[earlier[-1].end :] if earlier else before)


def _heads_letter(document: Document, piece: Passage, dated: Dated) -> bool:
    """Say whether a date stands alone over "Dear …": the day on which a letter was written."""
    alone = dated.end - dated.start > 0.8 * len(piece.text)
    later = "\n".join(block.text for block in document.blocks if block.y0 > piece.y0)
    return alone and bool(re.search(r"^(?:dear\b|to whom)", later, re.IGNORECASE | re.MULTILINE))


def _below(document: Document, piece: Passage) -> int | None:
    below = document.below(piece, lines=1.6)
    if below is not None and len(below.text) < 40:
        if _AFTER_DONE.match(below.text):
            return _DONE
        if _AFTER_NOT.match(below.text):
            return 0
        if set(below.text) <= set("_-–. "):
            return 0
    return None


def _label_rank(label: Labeled) -> int | None:
    said = _role(label.label)
    if label.field == "completed":
        return _PLAIN if said is None else said
    return said


def _role(text: str) -> int | None:
    """Give the rank that the last telling word of a text gives to the date after it."""
    best: tuple[int, int] | None = None
    for rank, shape in _ROLES.items():
        for match in shape.finditer(text):
            # "Date" alone says less than any word near it; a telling word wins over it.
            place = (match.end() if rank != _PLAIN else -1, rank)
            if best is None or place > best:
                best = place
    return None if best is None else best[1]


def _signing(document: Document, piece: Passage) -> bool:
    """Say whether a date stands among the signatures at the end of a page."""
    around = [one for one in (document.left_of(piece), document.right_of(piece)) if one]
    near = " ".join(one.text for one in (*around, piece))
    return bool(_SIGNING.search(near)) and document.depth(piece) > 0.55
