"""The labels that certificates print before, over or under their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ceapp.certificates.reading.layout import Document, Passage

_EVENT = (
    r"(?:course|training|program(?:me)?|event|activity|workshop|webinar|seminar|session|class"
    r"|presentation|module|conference|offering|in-?service|lecture|symposium|institute"
    r"|learning activity)"
)
_PERSON = (
    r"(?:participant|attendee|learner|licensee|student|registrant|recipient|trainee|delegate"
    r"|member|user|employee|clinician)"
)
_UNIT = (
    r"(?:ce|ceu|ceus|c\.?e\.?|continuing education|contact|credit|clock|cpe|cpd|cme|training"
    r"|instructional|course|live|earned|approved)"
)
_TEACHER = (
    r"(?:instructor|presenter|speaker|faculty|trainer|teacher|author|facilitator|lecturer|educator)"
)
_S = r"(?:s|\(s\))?"

# Each label in full; the first of a line that fits decides. "other" labels part values only.
_LABELS = {
    "participant": rf"{_PERSON}{_S}(?:['’]?s)?(?: (?:full )?name| information)?"
    rf"|(?:full |printed )?name(?: (?:of|on) (?:the )?(?:{_PERSON}|certificate))?"
    r"|(?:awarded|presented|issued|granted|given) to|completed by|this certifies"
    r"|certificate holder",
    "course_number": rf"(?:ce )?(?:{_EVENT}|tracking|course approval)"
    r" ?(?:no\b\.?|number|num\.?|#|id\b(?: ?(?:no\b\.?|number|#))?|code|reference)"
    r"|ce broker (?:course )?(?:tracking )?(?:no\b\.?|number|#)"
    r"|course tracking (?:no\b\.?|number|#)|ce tracking (?:no\b\.?|number|#|id)",
    "completed": rf"(?:date{_S} (?:of |for )?(?:the )?(?:{_EVENT} )?"
    rf"(?:completion|attendance|completed|attended|earned|finished|taken|held|{_EVENT}))"
    rf"|(?:{_EVENT} )?(?:completion|attendance|{_EVENT}|live|end|ending) date{_S}"
    rf"|date{_S}(?:\s?/\s?time{_S})?(?: and time| & time)?|held(?: on)?|when"
    rf"|(?:{_EVENT} )?(?:completed|finished|attended|ended|concluded)(?: (?:on|live))?"
    r"|(?:post-?test|quiz|exam|test) (?:passed|completed)(?: on)?",
    "hours": rf"(?:total |number of |no\. of |# of )*(?:{_UNIT}[ -])*(?:hours?|credits?|units?|hrs?"
    rf"|ceus?|ces|cehs?|clock hours?|credit hours?|contact hours?)(?: \((?:hours|ce|ceus?)\))?"
    rf"(?: (?:earned|awarded|completed|granted|credited|received|attended|for {_EVENT}))?"
    r"|credits? hours? earned|ceu value|credit amount|amount of credit|credit value|duration"
    r"|value|earned",
    "format": rf"(?:{_EVENT} )?(?:delivery|format|method|mode|modality|type)(?: (?:method|format"
    r"|mode|type))?|(?:method|mode|type|format|means) of (?:delivery|instruction|study|learning"
    rf"|presentation|{_EVENT})|(?:delivery|learning|instructional|educational|presentation) "
    r"(?:format|method|mode|type)|how taken|setting",
    "instructor": rf"(?:{_EVENT} )?{_TEACHER}{_S}(?:\s?(?:/|and|&|or)\s?{_TEACHER}{_S})?"
    rf"(?:['’]s)?(?: name{_S})?|(?:taught|led|written|facilitated|authored|instructed) by",
    "provider": r"(?:(?:ce|course|training|approved|accredited|continuing education|event"
    r"|program) )?"
    r"(?:provider|sponsor|organizer)(?: (?:name|organization|agency))?|name of (?:the )?"
    r"(?:provider|sponsor)|(?:sponsoring |issuing |host(?:ing)? |training )?organi[sz]ation"
    r"|(?:offered|hosted|provided|sponsored|organi[sz]ed|conducted) by|host(?:ed)?|sponsored"
    r"|sponsoring agency|(?:training )?institution",
    "presented": r"presented by",
    "title": rf"(?:{_EVENT}(?:\s?/\s?{_EVENT})? )?(?:title|name)|title of (?:the )?{_EVENT}"
    rf"|(?:ce |continuing education |completed |live |online )?{_EVENT}(?: completed| attended)?"
    r"|(?:completed|attended) the following (?:course|training)|subject|topic",
    "location": r"location|venue|place|held at|where|city(?:,? state)?",
    "approval": r"provider approvals?|approvals?|accreditations?|approved by|approval (?:no\.?"
    r"|number)",
    "other": r"profession|licen[sc]e(?: ?(?:type|state|no\b\.?|number|#|/ ?state))*"
    r"|licen[sc]e numbers?"
    r"|credentials?|e-?mail|phone|address|website|time(?:s|zone)?|state|npi"
    r"|certificate (?:no\b\.?|number|id|#|code)|cert(?:ificate)?\.? ?#?|certificate"
    r"|verification (?:code|number|id)|registered(?: on)?|registration(?: date)?|purchased(?: on)?"
    r"|ordered|order(?: ?#| date| no\.?| number)?|enrolled(?: on)?|started(?: on)?"
    r"|start(?:ed|ing)? date|issue date|issued(?: on| by)?|date issued|date of issue"
    r"|date (?:signed|printed)|printed(?: on)?|printed date|access expires|expires(?: on)?"
    r"|expiration(?: date)?|valid (?:until|through|thru|to)|score|test score|post-?test score|grade"
    r"|result|status|signature|signed(?: by| on)?|date of birth|birth ?date|dob|fee|price|amount"
    r"|amount paid|paid|payment|total paid|provider (?:#|no\b\.?|number|id)|acep(?: no\b\.?| #)?"
    r"|approval period|objectives?|learning objectives?|target audience|level|content level"
    r"|category|subject area|enrollment date|generated(?: on)?|downloaded(?: on)?"
    r"|notes?|questions|member(?: id| no\.?| number| since)|page|director|administrator"
    r"|coordinator|evaluation(?: completed| submitted)?(?: on)?|id|version|revised|reviewed",
}
LABELS = {
    name: re.compile(rf"(?:{text})\s*[:\uff1a#]?$", re.IGNORECASE) for name, text in _LABELS.items()
}
# Inside a line a label needs its colon.
_INSIDE = re.compile(
    r"(?:(?<=^)|(?<=[\s(•|·;,–-]))(?:"
    + "|".join(f"(?P<{name}>{text})" for name, text in _LABELS.items())
    + r")\s*[:\uff1a](?=\s|$|[“\"\w])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labeled:
    """A value with the field that its label names; `near` says how the two stand together."""

    field: str
    label: str
    value: Passage
    near: str  # inline, right, below, above


def label_field(text: str) -> str | None:
    """Give the field that a text is the label of, and nothing else."""
    text = text.strip(" _•*")
    if not text[:1].isupper() and not text.endswith(":"):
        return None  # the end of a sentence
    return next((name for name, shape in LABELS.items() if shape.match(text)), None)


def labeled(document: Document) -> list[Labeled]:
    """Give every value that stands beside, under or over a label."""
    return [one for piece in document.pieces for one in _of_piece(document, piece)]


def _of_piece(document: Document, piece: Passage) -> Iterator[Labeled]:
    text = piece.text
    whole = label_field(text)
    if whole and (found := _beside(document, piece, colon=text.rstrip().endswith(":"))):
        yield Labeled(whole, text, *found)
        return
    marks = [one for one in _INSIDE.finditer(text) if one.start() == 0 or one.group()[0].isupper()]
    for at, mark in enumerate(marks):
        name = mark.lastgroup or "other"
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        start = mark.end()
        while start < end and text[start] in " \t":
            start += 1
        if start < end:
            value = piece.part(start, end)
            yield Labeled(name, mark.group().rstrip(": "), value, "inline")
        elif found := _beside(document, piece, colon=True):
            yield Labeled(name, mark.group().rstrip(": "), *found)


def _beside(document: Document, piece: Passage, *, colon: bool) -> tuple[Passage, str] | None:
    """Give the value of a label: right of it, under it, or over it, and which of these."""
    right, below = document.right_of(piece), document.below(piece)
    under = below if below and not _is_label(below) else None
    if right and not label_field(right.text):
        if under and _stands_under(piece, under) and _in_another_column(document, piece, right):
            return under, "below"
        return None if _is_label(right) else (right, "right")
    # A row of labels stands over a row of values.
    if under and (colon or not _line_over(document, piece)):
        return under, "below"
    return None if colon else _over(document, piece)


def _is_label(piece: Passage) -> bool:
    return bool(label_field(piece.text) or _INSIDE.match(piece.text))


def _over(document: Document, piece: Passage) -> tuple[Passage, str] | None:
    """Give what stands over a label: above the line to write on, or in larger letters."""
    lined = _line_over(document, piece)
    above = document.above(piece, lines=2.2 if lined else 1.6)
    if above is None or label_field(above.text) or not (lined or above.height > piece.height):
        return None
    return above, "above"


def _stands_under(piece: Passage, below: Passage) -> bool:
    return abs(piece.x0 - below.x0) < 3 and below.y0 - piece.y1 < 0.8 * piece.height


def _in_another_column(document: Document, piece: Passage, right: Passage) -> bool:
    """Say whether a piece to the right belongs to labels of its own rather than to this one."""
    above = document.above(right)
    headed = above is not None and label_field(above.text) is not None
    return headed or abs(right.middle - piece.middle) > 0.25 * piece.height


def _line_over(document: Document, piece: Passage) -> bool:
    """Say whether the label stands under a line to write on, with the value over that line."""
    above = document.above(piece, lines=1.0)
    return above is not None and set(above.text) <= set("_ -–—.")
