"""Finds the title of a course, and the number that the provider gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ceapp.certificates.reading.amounts import amounts_in
from ceapp.certificates.reading.dates import dates_in
from ceapp.certificates.reading.labels import Labeled, label_field
from ceapp.certificates.reading.layout import Document, Passage
from ceapp.certificates.reading.names import folded, person
from ceapp.certificates.reading.places import found_at
from ceapp.certificates.reading.values import Found

_EVENT = (
    r"(?:course|training|program(?:me)?|event|activity|workshop|webinar|seminar|session|class"
    r"|presentation"
    r"|module|conference|lecture|symposium|institute|intensive|offering|series|in-?service"
    r"|retreat|summit|masterclass)"
)
HEADING = re.compile(
    r"^\W*(?:(?:your |official |continuing education |continuing |CE |CEU |course |webinar "
    r"|training |a )*certificate\b"
    r"|certification of|statement of|proof of|record of|letter of|attendance letter"
    r"|verification of|certified\b|continuing education$"
    r"|certificates?$|CE record|attendance (?:certificate|record)|(?:continuing education|CE"
    r"|course) (?:verification|record"
    r"|certificate|credit|completion|attendance|confirmation)|official|transcript|awarded"
    r"|presented|congratulations"
    r"|has (?:successfully )?(?:completed|attended)|this (?:is|certifi|acknowl)"
    r"|.*\bcertificate (?:of|for)\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"^(?:CE )?(?P<kind>{_EVENT})\s*(?:#|no\.?|number|id"
    rf"|code)?\s*:?\s*(?P<number>[A-Z]{{0,5}}-?\d[\w.-]*)\s*(?:[:–—-]|\s-\s)\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_CODE = re.compile(
    rf"\s*[\[(–—-]*\s*\b(?:{_EVENT}\s*)?(?:code|{_EVENT}\s*(?:#|no\.?|number|id)|#"
    rf"|no\.)\s*:?\s*(?P<number>[A-Z]{{0,5}}-?\d[\w-]*)\s*[\])]?\s*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"«](?P<title>[^“”\"«»]{6,160}?)[,.]?[”\"»]")
_LEAD_END = re.compile(
    rf"(?:\b{_EVENT}s?(?:\s*\(?s\)?)?(?:\s+(?:on|in|about|entitled|titled|called|of))?"
    rf"|\bentitled|\btitled|\bcalled|completing|completed|attending|attended"
    r"|participation in|participating in|participated in|completion of|attendance at"
    r"|requirements (?:for|of)(?: the)?|sessions of(?: the)?"
    r"|attended (?:on-?site|online|live|in person)|took part in|finished|instruction in"
    r"|training in|education in)\s*[:,]?\s*$",
    re.IGNORECASE,
)
_ENTITLED = re.compile(
    rf"(?:\b(?:entitled|titled|called)\s*:?|\b(?:completed|attended|completing|attending"
    rf"|completion of|participated in|participating in|attendance at|finished"
    rf"|took part in)\b(?:\s+[\w,()-]+){{0,9}}?\s+{_EVENT}\s*[:,]?"
    rf"|\b(?:participation in|completion of|attendance at|participated in|attended|completed"
    rf"|completing)(?:\s+the)?|\b(?:hours|credits) (?:of|for))\s+(?P<title>[A-Z0-9].+)$"
)
_TAIL = re.compile(
    r"\s+(?:on\s+(?=\w+day\b|[A-Z][a-z]+ \d|\d|this\b)|held\b|presented\b|offered\b|sponsored\b"
    r"|taught\b|led by\b|hosted\b|conducted\b|provided\b|given\b|and (?:has |is |was )?(?:earned"
    r"|awarded|received|completed|entitled)"
    r"|for (?:a total|\d|the|which|[\w-]+ \(\d)|with\s+(?:Dr|[A-Z]\w+ [A-Z]\w+, )"
    r"|from\s+(?=[A-Z][a-z]+ \d)|by\s+(?=[A-Z])|at\s+(?=the\b|[A-Z])|earning\b|worth\b|a\s+(?:\d"
    r"|live|self|home)|via\b)"
    r"|,\s*(?:an?\s+(?:\d|live|online|virtual|self|home|recorded|on-demand|three|two|six|four"
    r"|one)|an?\s+\w+[- ](?:hour|day|credit)|held|presented|on\s|for\s|offered|which|earning"
    r"|sponsored)"
    r"|\s+[-–—|•·]\s+(?=\d[\d.]*\s*(?:CE|hour|credit|contact))|[.;]\s+(?=[A-Z(])|\s[|•·]\s|[.;]$"
)
_EXTRA = re.compile(
    r",\s+an?\s+(?:online|live|virtual|self|recorded|on-demand|home)\b.*$"
    r"|\s*[(\[][^()\[\]]*(?:\b(?:live|webinar|self-?paced|home-?study|on-?demand|in[- ]person"
    r"|recorded|hours?|hrs?|credits?|CEUs?|CE|online|virtual)\b)[^()\[\]]*[)\]]\s*$"
    r"|\s*[-–—,|•·]\s*\d[\d.]*\s*(?:CE|contact|credit|clock)?\s*(?:CEs?|CEUs?|hours?|hrs?\.?"
    r"|credits?)\s*$",
    re.IGNORECASE,
)
_SAYS_NUMBER = re.compile(r"#|no\b|number", re.IGNORECASE)
_OPENING = "“\"'«\N{LEFT SINGLE QUOTATION MARK}"
_GRAMMAR = re.compile(r"^(?:and|or|of|the|for|to|in|a|an|with|on|at|by|from)$", re.IGNORECASE)


def title_and_number(
    document: Document,
    labels: list[Labeled],
    *,
    others: tuple[str, ...] = (),
) -> tuple[Found[str] | None, Found[str] | None]:
    """Give the title and the course number; `others` are names that are no title."""
    known = {folded(one) for one in others if one}
    number = _labeled_number(document, labels)
    for passage in _candidates(document, labels):
        rest, marked = _without_number(passage)
        if marked is not None and number is None:
            number = found_at(document, passage, marked)
        if rest is None:
            continue
        text = cleaned(rest.text)
        if _is_title(text, known):
            return found_at(document, rest, text), number
    return None, number


def cleaned(text: str) -> str:
    """Take from a title what surrounds it: quotes, the format or the hours in brackets."""
    text = text.strip(" ,;:*•|_")
    quoted = _QUOTED.match(text)
    if quoted:
        return quoted["title"].strip(" ,.")
    last = None
    while last != text:
        last = text
        text = _EXTRA.sub("", text).strip(" ,;:*•|_")
    text = text.strip(f"{_OPENING}”» ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "’")
    return text.removesuffix(".") if not re.search(r"\b[A-Z]\.$", text) else text


def _candidates(document: Document, labels: list[Labeled]) -> Iterator[Passage]:
    yield from _labeled(document, labels)
    yield from _numbered(document)
    yield from _quoted(document)
    yield from _under_lead(document)
    yield from _in_sentence(document)
    yield from _large(document)


def _labeled(document: Document, labels: list[Labeled]) -> Iterator[Passage]:
    named = [one for one in labels if one.field == "title" and not _column(document, one)]
    # "Course title" says more than "Session", which may head a column.
    named.sort(
        key=lambda one: (
            not re.search(r"title|name", one.label, re.IGNORECASE),
            one.near == "above",
        )
    )
    for label in named:
        yield _whole(document, label.value)


def _numbered(document: Document) -> Iterator[Passage]:
    for piece in document.pieces:
        match = _NUMBERED.match(piece.text)
        if match and not match["rest"] and (below := document.below(piece, lines=3)) is not None:
            yield Passage((*piece.words, *_lines(document, below).words))
        elif match:
            yield _lines(document, piece)


def _quoted(document: Document) -> Iterator[Passage]:
    for block in document.blocks:
        for match in _QUOTED.finditer(block.text):
            if len(match["title"].split()) > 1:
                yield block.part(match.start(), match.end())


def _under_lead(document: Document) -> Iterator[Passage]:
    for piece in document.pieces:
        if _leads(piece.text):
            below = document.below(piece, lines=4)
            if below is not None and _begins(below.text):
                yield _lines(document, below)


def _in_sentence(document: Document) -> Iterator[Passage]:
    for block in document.blocks:
        match = _ENTITLED.search(block.text)
        if match:
            tail = _TAIL.search(block.text, match.start("title") + 4)
            yield block.part(match.start("title"), tail.start() if tail else len(block.text))


def _leads(text: str) -> bool:
    """Say whether a line leads to the title under it: "has completed the workshop"."""
    if len(text) > 110 or label_field(text) or not _LEAD_END.search(text):
        return False
    last = re.split(r"\s+", text.rstrip(" :,"))[-1]
    return last.islower() or bool(
        re.match(r"(?:for|has|have|who|on|did|attended|completed)\b", text, re.IGNORECASE)
    )


def _column(document: Document, label: Labeled) -> bool:
    """Say whether a label heads a column with more than one value under it."""
    under = document.below(label.value)
    if label.near != "below" or under is None or label_field(under.text):
        return False
    row = document.row(label.value)
    alike = len(row) > 1 and len(document.row(under)) == len(row)
    return alike and abs(under.x0 - label.value.x0) < 4


def _begins(text: str) -> bool:
    return bool(text[:1].isupper() or text[:1].isdigit() or text[:1] in _OPENING)


def _whole(document: Document, value: Passage) -> Passage:
    """Add to a labeled title the lines onto which it wraps."""
    block = document.block_of(value)
    words = list(value.words)
    last = value
    for _ in range(2):
        piece = next((one for one in document.pieces if one.words[-1] is words[-1]), None)
        below = document.below(piece, lines=0.9) if piece else None
        if below is None or not _wraps(document, last, below):
            break
        if below.words[0] not in block.words and abs(below.x0 - value.x0) > 6:
            break
        words += below.words
        last = below
    return Passage(tuple(words))


def _wraps(document: Document, line: Passage, below: Passage) -> bool:
    """Say whether a title goes on in the line below it."""
    if label_field(below.text) or re.match(r"^[A-Z][\w /]{2,28}:\s", below.text):
        return False
    left = document.left_of(below)
    if left is not None and label_field(left.text):
        return False
    if max(line.height, below.height) > 1.12 * min(line.height, below.height):
        return False
    if (
        dates_in(below.text)
        or amounts_in(below.text)
        or person(below.text)
        or HEADING.match(below.text)
    ):
        return False
    last = re.split(r"\s+", line.text.rstrip())[-1]
    open_end = bool(_GRAMMAR.match(last)) or line.text.rstrip().endswith((":", ",", "-", "–", "&"))
    lower = below.text[:1].islower()
    return (
        open_end
        or lower
        or (line.x1 - line.x0 > 0.42 * 1000 and below.x1 - below.x0 < 1.1 * (line.x1 - line.x0))
    )


def _lines(document: Document, first: Passage) -> Passage:
    """Give a headline with the lines of the same size that follow it closely."""
    words = list(first.words)
    last = first
    for _ in range(3):
        below = document.below(last, lines=0.9)
        if below is None or abs(below.height - last.height) > 0.06 * last.height:
            break
        headline = last.height > 1.15 * _usual(document) and _may_go_on(below.text)
        if not headline and not _wraps(document, last, below):
            break
        words += below.words
        last = below
    return Passage(tuple(words))


def _may_go_on(text: str) -> bool:
    """Say whether a line may be the second of a headline: it is nothing else that we know."""
    other = dates_in(text) or amounts_in(text) or person(text) or HEADING.match(text)
    return not other and not re.match(
        r"^(?:by|with|presented|led|taught|held|on)\b", text, re.IGNORECASE
    )


def _usual(document: Document) -> float:
    heights = sorted(piece.height for piece in document.pieces)
    return heights[len(heights) // 2]


def _large(document: Document) -> Iterator[Passage]:
    """Give the lines in the largest letters, as a last resort."""
    usual = _usual(document) if document.pieces else 0.0
    lines = [one for one in document.pieces if one.height > 1.25 * usual and one.page == 0]
    for piece in sorted(lines, key=lambda one: -one.height):
        yield _lines(document, piece)


def _without_number(passage: Passage) -> tuple[Passage | None, str | None]:
    text = passage.text
    match = _NUMBERED.match(text)
    if match and (len(match["number"]) > 1 or _SAYS_NUMBER.search(text[: match.start("number")])):
        if not match["rest"].strip():
            return None, match["number"]
        return passage.part(match.start("rest"), len(text)), match["number"].strip(":-.")
    code = _CODE.search(text)
    if code and code.start() > 4:
        return passage.part(0, code.start()), code["number"].strip(":-.")
    return passage, None


def _labeled_number(document: Document, labels: list[Labeled]) -> Found[str] | None:
    for label in labels:
        match = re.match(r"\W*((?:[A-Z]{1,6}[- ]?)?[A-Z]{0,4}\d[\w./-]*)", label.value.text)
        if label.field == "course_number" and match:
            return found_at(document, label.value, match[1].strip(" .-/"))
    for block in document.blocks:
        match = re.search(
            r"\b(?:CE tracking|course tracking|tracking|course|activity|program|session|event"
            r"|course approval)\s*"
            r"(?:number|no\.?|#|ID(?: number| no\.?| #)?"
            r"|code)\s*:?\s*#?\s*((?:[A-Z]{1,5}-?)?\d[\w-]*)",
            block.text,
            re.IGNORECASE,
        )
        if match:
            return found_at(document, block.part(match.start(1), match.end(1)), match[1].strip("-"))
    return None


def _is_title(text: str, known: set[str]) -> bool:
    if not 4 <= len(text) <= 220 or HEADING.match(text) or _known(text, known):
        return False
    letters = sum(sign.isalpha() for sign in text)
    if letters < 0.5 * len(text.replace(" ", "")) or not re.search(r"[^\W\d]{3}", text):
        return False
    dated = dates_in(text)
    if dated and (
        dated[0].start < 3 or sum(one.end - one.start for one in dated) > 0.4 * len(text)
    ):
        return False
    amounts = amounts_in(text)
    if amounts and sum(one.end - one.start for one in amounts) > 0.5 * len(text):
        return False
    return not (
        label_field(text)
        or re.match(r"^(?:by|has|is|was|and|for|held|presented)\b", text)
        or _EVENT_ONLY.match(text)
    )


def _known(text: str, known: set[str]) -> bool:
    """Say whether a text is a name that is no title, with or without credentials after it."""
    plain = folded(text)
    return any(
        plain == one
        or (plain.startswith(f"{one} ") and (len(plain) < len(one) + 16 or _did(plain[len(one) :])))
        for one in known
    )


def _did(plain: str) -> bool:
    return bool(re.search(r"\b(?:attended|completed|participated|has|earned)\b", plain))


_EVENT_ONLY = re.compile(
    rf"^(?:the\s+|live\s+|online\s+|self-?paced\s+|completed\s+)*{_EVENT}s?$", re.IGNORECASE
)
