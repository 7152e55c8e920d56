"""Finds who approved a course, and under which number: from sentences and from grids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ceapp.certificates.reading.context import sentences
from ceapp.certificates.reading.layout import Document, Passage
from ceapp.certificates.reading.places import found_at
from ceapp.certificates.reading.values import Found

_STATES = (
    r"(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida"
    r"|Georgia|Hawaii"
    r"|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan"
    r"|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico"
    r"|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina"
    r"|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin"
    r"|Wyoming)"
)
_BODIES = {
    "nysed": r"New York State Education Department(?:['’]s)?|NYSED\b|NYS Education Department"
    r"|New York State Board for (?:Social Work|Mental Health|Psychology)"
    r"|(?<![\w-])(?:SW|MHC|MFT|PSY|LP|CAT)-0\d{3}(?!\d)",
    "aswb-ace": r"Association of Social Work Boards|\bASWB\b|\bACE[- ](?:approved )?(?:provider"
    r"|program)"
    r"|Approved Continuing Education \(ACE\)|\bACE provider",
    "nbcc-acep": r"\bNBCC\b|National Board for Certified Counselors|\bACEP\b",
    "american-psychiatric-association": r"American Psychiatric Association",
    "apa": r"American Psychological Association|\bAPA\b",
    "naadac": r"\bNAADAC\b|Association for Addiction Professionals",
    "camft": r"\bCAMFT\b|California Association of Marriage and Family Therapists",
    "aamft": r"\bAAMFT\b|American Association for Marriage and Family Therapy",
    "nasw-nc": r"\bNASW[- ]NC\b",
    "nasw-oh": r"\bNASW[- ](?:OH|Ohio)\b",
    "nasw": r"\bNASW\b|National Association of Social Workers",
    "amhca": r"\bAMHCA\b|American Mental Health Counselors Association",
    "aca": r"\bACA\b|American Counseling Association",
    "crcc": r"\bCRCC\b|Commission on Rehabilitation Counselor Certification",
    "cswa": r"\bCSWA\b|Clinical Social Work Association",
    "cswe": r"\bCSWE\b|Council on Social Work Education",
    "nasp": r"\bNASP\b|National Association of School Psychologists",
    "accme": r"\bACCME\b|Accreditation Council for Continuing Medical Education",
    "ancc": r"\bANCC\b|American Nurses Credentialing Center",
    "ama-category-1": r"AMA PRA Category 1",
    "cpa-psychology": r"Canadian Psychological Association",
    "mi-ce-collaborative": r"Michigan Social Work Continuing Education Collaborative|\bMI-?CEC\b",
    "mamhca": r"\bMaMHCA\b",
    "nc-ahec": r"\bNC AHEC\b|North Carolina Area Health Education",
    "state-board": rf"{_STATES}\s+(?:State\s+"
    rf"|Department of [A-Z]\w+[\w ]*,?\s+)?Board(?!\s+of\s+(?:Registered\s+)?"
    r"(?:Nursing|Pharmacy|Medicine))(?:\s+(?:of|for)\s+[A-Z][\w,& ]+?(?=[,.;(]|\s(?:provider|as"
    r"|to|under|#|no)\b|$)"
    rf"|[- ]approved\b)|{_STATES}\s+(?:DBPR|Behavioral Sciences|Department of (?:Health"
    rf"|Licensing|State"
    r"|Professional|Regulatory|Financial)[\w ]*)|\bBoard of Behavioral Sciences|\bBBS\b"
    r"|State Board of "
    r"(?:Social Work|Examiners|Professional|Licensed|Behavioral|Psychology|Marriage)[\w,& ]*"
    r"|CE Broker(?: approved)?(?: [Pp]rovider| #|#)|\bTexas State Board\b|(?:licensing"
    r"|state) board approv\w+",
}
BODIES = {slug: re.compile(text) for slug, text in _BODIES.items()}
_APPROVED = re.compile(
    r"approv|accredit|recogni[sz]ed|authori[sz]ed|provider|sponsor|\bACEP\b|\bACE\b|\bCEPA?\b"
    r"|#\s?\w*\d"
    r"|\bNo\.|number|designat|licensed by|endorse|credit|maintains responsibility",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\bnot\s+(?:yet\s+|currently\s+|been\s+|an?\s+|affiliated\s+|necessarily\s+)*(?:approv"
    r"|accredit|affiliat|eligible"
    r"|recogni|endors|qualif|sponsor)|\bno longer|appl(?:ied|ying|ication)\b.{0,40}\b(?:approv"
    r"|for|to)\b"
    r"|pending|does not (?:imply|constitute)|has not|is seeking|being sought|under review"
    r"|expired|lapsed"
    r"|formerly|previously|contact (?:your|the)|check with|may not|\bneither\b|\bnor\b"
    r"|code of ethics"
    r"|do(?:es)? not qualify|if (?:your|you)|self-submit|will be submitted|intended to meet",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:#\s*|\b(?:No|Nos|Number|Num|ID|Code|CEPA|ACEP|CEP|PCE|provider|approval|sponsor"
    r"|provider #)\b\.?:?\s*"
    r"(?:\(?(?:No|Number|ID)\b\.?:?\s*|is\s+|#\s*)?\(?)"
    r"(?P<number>(?:[A-Z]{1,5}[- ]?)?\d[\dA-Z-]*\d|[A-Z]{0,4}-?\d)(?![\w/.%]*\d)(?!\s*(?:hours?"
    r"|credits?|CE\b|contact|clinical))",
    re.IGNORECASE,
)
_NEW_YORK = re.compile(r"(?<![\w-])((?:SW|MHC|MFT|PSY|LP|CAT|PAN|CE)-?\s?\d{3,5})(?!\d)")
_PLAIN = re.compile(r"(?<![\w/.-])((?:[A-Z]{1,4}-)?\d{3,8}(?:-\d+)?)(?![\w/]|[.-]\d)")
_DATES = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class _Mention:
    slug: str
    start: int
    end: int


def approvals(document: Document) -> tuple[dict[str, Found[str]], bool]:
    """Give each approval with its number, "" where none is printed; say if any is in doubt."""
    numbers: dict[str, dict[str, Passage]] = {}
    places: dict[str, Passage] = {}
    for slug, number, passage in _named(document):
        places.setdefault(slug, passage)
        if number:
            numbers.setdefault(slug, {}).setdefault(number, passage)
    found, doubt = {}, False
    for slug, passage in places.items():
        known = numbers.get(slug, {})
        several = slug in {"nysed", "state-board"}
        doubt = doubt or (len(known) > 1 and not several)
        text = ", ".join(known) if several or len(known) == 1 else ""
        where = next(iter(known.values())) if known else passage
        found[slug] = found_at(document, where, text)
    return found, doubt


def _named(document: Document) -> Iterator[tuple[str, str, Passage]]:
    for block in document.blocks:
        for start, end in sentences(block.text):
            sentence = block.text[start:end]
            if not _DENIED.search(sentence):
                for slug, number, first, last in _in_sentence(sentence):
                    yield slug, number, block.part(start + first, start + last)
    yield from _in_grid(document)


def mentions(text: str) -> list[tuple[str, int, int]]:
    """Give every approving body that a text names, with its place."""
    found: list[_Mention] = []
    for slug, shape in BODIES.items():
        for match in shape.finditer(text):
            one = _Mention(slug, match.start(), match.end())
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
    found.sort(key=lambda one: one.start)
    return [(one.slug, one.start, one.end) for one in found]


def _in_sentence(sentence: str) -> Iterator[tuple[str, str, int, int]]:
    named = mentions(sentence)
    if "nysed" in {slug for slug, *_ in named}:  # its own boards are no boards of another state
        named = [one for one in named if one[0] != "state-board"]
    if not named or not (_APPROVED.search(sentence) or _short_grid(sentence, named)):
        return
    slugs = list(dict.fromkeys(slug for slug, *_ in named))
    numbers = _numbers(sentence, short=_short_grid(sentence, named))
    for slug in slugs:
        own = [
            (number, first, last)
            for number, first, last in numbers
            if _owner(named, number, first) == slug
        ]
        first_place = next((start, end) for name, start, end in named if name == slug)
        if not own:
            yield slug, "", *first_place
        for number, first, last in own:
            yield slug, number, min(first, first_place[0]), max(last, first_place[1])


def _short_grid(sentence: str, named: list[tuple[str, int, int]]) -> bool:
    return len(sentence.split()) <= 3 + 3 * len(named)


def _numbers(sentence: str, *, short: bool) -> list[tuple[str, int, int]]:
    dates = [match.span() for match in _DATES.finditer(sentence)]
    found = [
        (re.sub(r"\s", "-", one[1]), one.start(1), one.end(1))
        for one in _NEW_YORK.finditer(sentence)
    ]
    shapes: list[tuple[re.Pattern[str], int | str]] = [
        (_NUMBER, "number"),
        *([(_PLAIN, 1)] if short else []),
    ]
    for shape, group in shapes:
        for match in shape.finditer(sentence):
            start, end = match.span(group)
            inside = (
                any(start < last and first < end for first, last in dates)
                and len(match[group]) != 4
            )
            if not inside and not any(start < last and first < end for _, first, last in found):
                found.append((match[group].strip(" -"), start, end))
    return sorted(found, key=lambda one: one[1])


def _owner(named: list[tuple[str, int, int]], number: str, at: int) -> str | None:
    if _NEW_YORK.fullmatch(number) and any(slug == "nysed" for slug, *_ in named):
        return "nysed"
    before = [slug for slug, _, end in named if end <= at + 1]
    after = [slug for slug, start, _ in named if start > at]
    if before:
        return before[-1]
    return after[0] if after else None


def _in_grid(document: Document) -> Iterator[tuple[str, str, Passage]]:
    """Give bodies in cells of their own, with the number in the cell beside or under them."""
    for piece in document.pieces:
        named = mentions(piece.text)
        if len({slug for slug, *_ in named}) != 1 or len(piece.text) > 60:
            continue
        if _PLAIN.search(piece.text) or re.search(r"[.!?]\s|\bof\b.*\b(?:is|are)\b", piece.text):
            continue
        for near in (document.right_of(piece), document.below(piece, lines=1.5)):
            if near is None:
                continue
            match = re.fullmatch(
                r"\W*(?:(?:provider|approval|no|number|ACEP|CEPA|id)\b\.?\s*)*[:#]?\s*"
                r"((?:[A-Z]{1,4}-?)?\d[\w-]{2,12})\W*",
                near.text,
                re.IGNORECASE,
            )
            if (
                match
                and not _DATES.search(near.text.replace(match[1], "") or "-")
                and not (re.fullmatch(r"\d{1,2}(?:\.\d+)?", match[1]))
            ):
                yield named[0][0], match[1], Passage((*piece.words, *near.words))
                break
