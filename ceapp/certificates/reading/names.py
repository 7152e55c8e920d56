"""Tells names of people and of organizations from other words."""

from __future__ import annotations

import re
import unicodedata

_CREDENTIAL = (
    r"(?:Ph\.?\s?D|Psy\.?\s?D|Ed\.?\s?D|D\.?S\.?W|M\.?D|J\.?D|D\.?O|D\.?Min|M\.?S\.?W|B\.?S\.?W"
    r"|M\.?S\.?Ed"
    r"|M\.?A|M\.?S|M\.?Ed|M\.?Div|M\.?P\.?H|B\.?A|B\.?S|R\.?N|R\.?D|RPT(?:-S)?|Pharm\.?D|DNP"
    r"|PMHNP(?:-BC)?|APRN|FNP"
    r"|A?ATR(?:-BC)?|L[A-Z]{1,5}(?:-?[A-Z]{1,3})?|[A-Z]{2,6}(?:-[A-Z]{1,4})?|OTR(?:/L)?|Esq)\.?"
)
_CREDENTIALS = re.compile(rf"(?:\s*[,(/]\s*|\s+){_CREDENTIAL}(?=[\s,;.)/]|$)")
_PREFIX = re.compile(
    r"^\W*(?:(?:Dr|Mr|Mrs|Ms|Mx|Prof|Rev|Dra|Professor|Doctor|The Rev)\.?\s+)+", re.IGNORECASE
)
_PARTICLE = r"(?:de|del|de la|la|van|von|der|den|van der|bin|al|di|da|dos|du|le|ter|y|St\.)"
_PART = r"(?:[^\W\d_][\w’'\u2018`\u00b4-]*\.?)"
_SHOUTED = re.compile(
    r"(?:[\s,]+(?:LCSW(?:-[A-Z]{1,2})?|LICSW|LMSW|LSW|LISW(?:-[A-Z])?|LMFT|AMFT|LMHC"
    r"|LPCC?(?:-S)?|LCPC|LAC|LADC|LCDC|PH\.?D|PSY\.?D"
    r"|ED\.?D|DSW|MSW|M\.ED|MFT|NCC|CADC)\b\.?)+\s*$"
)
_NAME = re.compile(
    rf"^{_PART}(?:\s+(?:{_PARTICLE}\s+)*{_PART}){{1,4}}(?:,?\s+(?:Jr|Sr|II|III|IV)\.?)?$"
)
_ORGANIZATION = re.compile(
    r"\b(?:institute|cent(?:er|re)|academy|universit\w+|college|school|inc|llc|l\.l\.c|corp\w*"
    r"|company"
    r"|association|society|guild|group|training|trainings|education(?:al)?|ce|ceus?|collective"
    r"|partners"
    r"|partnership|network|foundation|council|hospital|clinic|health|services?|seminars?"
    r"|learning|online"
    r"|consult(?:ing|ants)|counseling|department|office|agency|coalition|alliance|press"
    r"|publishing|board"
    r"|program|chapter|federation|union|league|solutions?|associates|studios?|workshops?"
    r"|conferences?"
    r"|resources?|systems?|project|commission|bureau|division|ministr(?:y|ies)|church|psychotherapy"
    r"|therap(?:y|ies)|wellness|outreach|initiative|consortium|ltd|co|exchange|forum|hub|lab"
    r"|library"
    r"|continuing|professionals?|development|productions?|practice|courses?|webinars?|media"
    r"|works?)\b\.?",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(?:certificate|certif\w+|complet\w+|attend\w*|course|hours?|credits?|date|license[ed]?"
    r"|number|the"
    r"|this|that|has|for|of|and|with|by|in|on|at|to|is|was|an|program|title|name|participants?"
    r"|instructor"
    r"|presenter|provider|signature|director|coordinator|administrator|manager|registrar"
    r"|president|chair"
    r"|faculty|speaker|clinical|social|work(?:er)?|counselor|marriage|family|therapist"
    r"|psychologist|nurse"
    r"|mental|professional|awarded|presented|page"
    r"|september|october|november|december|state|participation|achievement|live|webinar|ethics"
    r"|trauma"
    r"|anxiety|depression|introduction|understanding|treating|working|advanced|foundations"
    r"|basics|your"
    r"|congratulations|transcript|record|activity|format|location|total|type|method|n/?a|none"
    r"|various"
    r"|multiple|see|tbd|blank|print|printed|below|here|first|last|full|self|paced|online|person"
    r"|unknown"
    r"|approved|approval|accredited|continuing|education|lead|trainer|executive|owner|founder"
    r"|sample|profession)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(rf"^(?:{_PARTICLE}|y)$")


def without_credentials(text: str) -> str:
    """Take titles before a name and credentials after it away: "Dr. A. Wu, PhD" is "A. Wu"."""
    text = _PREFIX.sub("", text.strip())
    suffix = re.search(r",?\s+(Jr|Sr|II|III|IV)\b\.?", text)
    kept = f" {suffix[1]}" if suffix else ""
    if suffix:
        text = text[: suffix.start()] + text[suffix.end() :]
    text = re.sub(r"\s*\(.*$", "", text)
    head, comma, _ = text.partition(",")
    if comma:
        text = head
    text = _SHOUTED.sub("", text)
    while True:
        cut = _CREDENTIALS.search(text, 1)
        # Initials and names in capitals are no credentials: nothing but credentials may follow.
        if not cut or text.upper() == text or not _only_credentials(text[cut.start() :]):
            break
        text = text[: cut.start()]
    return text.strip(" ,;:.-–—_*•|") + kept


def _only_credentials(text: str) -> bool:
    return bool(re.fullmatch(rf"(?:[\s,/&(]+{_CREDENTIAL}\)?)+\W*", text))


def person(text: str) -> str | None:
    """Give the name of the person that a text is; None where it is anything else."""
    name = without_credentials(text)
    if not 4 <= len(name) <= 60 or any(sign.isdigit() for sign in name):
        return None
    if not _NAME.match(name) or _NO_NAME.search(name) or is_organization(name):
        return None
    words = re.split(r"\s+", name)
    if any(len(word) > 3 and word.endswith(".") for word in words[:-1]):
        return None
    if name.upper() != name and any(_is_credential(word) for word in words[:-1] if len(word) > 2):
        return None
    large = [word for word in words if not _SMALL.match(word)]
    return name if all(word[0].isupper() for word in large) and len(large) >= 2 else None


def people(text: str) -> list[str] | None:
    """Give the names in a list of people; None where one of them is no name."""
    text = re.sub(r"\s+", " ", text).strip(" .")
    # Commas part people or set off credentials: what is only credentials joins the name before.
    parts = re.split(r"\s*;\s*|\s+&\s+|\s+and\s+|\s*\|\s*|,", text)
    names: list[str] = []
    for part in parts:
        bare = part.strip(" .()")
        if not bare or (names and _is_credential(bare)):
            continue
        name = person(bare)
        if name is None:
            return None
        names.append(name)
    return names or None


def _is_credential(text: str) -> bool:
    return bool(
        re.fullmatch(rf"{_CREDENTIAL}(?:[\s/-]+{_CREDENTIAL})*", text)
        or re.fullmatch(r"(?:Jr|Sr|II|III)\.?", text)
    )


def is_organization(text: str) -> bool:
    """Say whether a text names an organization rather than a person."""
    return bool(_ORGANIZATION.search(text)) or "&" in text


def folded(text: str) -> str:
    """Give a text without accents, signs and capitals, for comparing."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain.replace("&", " and ")).split())
