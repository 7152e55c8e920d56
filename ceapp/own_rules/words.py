"""What the keys of a rule file are called in the form, and what each choice means.

A key without words here still gets a field, named by its slug and explained by the schema.
"""

from __future__ import annotations

from collections.abc import Mapping

Labeled = tuple[str, str]  # a label, and a hint or ""

WORDS: Mapping[str, Labeled] = {
    "title": ("Name of the license", "Written out, such as Registered Psychotherapist."),
    "abbreviation": ("Its letters", "Such as LCSW or RP."),
    "jurisdiction": ("Country, state or province", "Such as Ontario, or New Zealand."),
    "profession": ("Profession", "Such as social work, or art therapy."),
    "board": ("Board, council or college", "Who licenses you, by its full name."),
    "board_url": ("Its web address", "Such as https://example.org/."),
    "cycle.months": ("Months in a renewal period", "12 for one year, 24 for two, 36 for three."),
    "cycle.ends": ("When a license ends", ""),
    "cycle.fixed_date": ("The fixed day", "Month and day, such as March 31; for a fixed day only."),
    "cycle.fixed_years": ("In which years", "For a fixed day only."),
    "cycle.note": ("Note on the period", ""),
    "confidence": ("How sure are you of these rules?", "Your standing says so too."),
    "total": ("Where no rule states a total of hours", "While one does, this asks nothing."),
    "topic_overlap": ("May one hour serve two topics?", ""),
    "hour_minutes": ("Minutes in a CE hour", "30 to 60. Shown, never applied."),
    "semester_credit_hours": ("CE hours in a semester credit", ""),
    "quarter_credit_hours": ("CE hours in a quarter credit", ""),
    "keep_records_years": ("Years to keep certificates", ""),
    "accepted_approvals": ("Whose courses are accepted", "Leave all empty where anybody’s are."),
    "approvals_required": ("Does nothing else count?", "Yes only where the board says so."),
    "reporting": ("How hours are reported", ""),
    "exemptions": ("Who owes less, or nothing", ""),
    "doubts": ("What you are not sure of", "One on each line."),
    "also": ("Related licenses", "One on each line."),
    "carryover.limit": ("Extra hours that pass on", "0 where none do. Empty where nobody says."),
    "carryover.excludes": ("Topics whose hours do not pass on", ""),
    "carryover.cite": ("Where that is written", ""),
    "carryover.note": ("Note on extra hours", ""),
    "label": ("A short name", "Where the topics do not say it already."),
    "topics": ("Topics", "Hours on any of these. None chosen: on anything."),
    "formats": ("How taken", "None chosen: in any way."),
    "activities": ("Kinds of learning", "None chosen: of any kind."),
    "approvals": ("Approved or given by", "None chosen: by anybody."),
    "renewals": ("At which renewals", ""),
    "in_total": ("Do these hours count in the total?", "No: they come on top of it."),
    "part_of": ("Part of another rule", "For hours that lie inside those of a larger rule."),
    "applies_if": ("Only for people of whom this is true", ""),
    "renewing_from": ("First expiration date it binds", "Such as 3/31/2027. Empty: always."),
    "renewing_until": ("Last expiration date it binds", "Empty: until further notice."),
    "prorated": ("In a shorter period", "In words. Shown, never applied."),
    "cite": ("Where it is written", "A law, a letter, a page. Empty: entered by you."),
    "url": ("Its web address", "Such as https://example.org/."),
    "note": ("Note", ""),
}

CHOICES: Mapping[str, Mapping[str, str]] = {
    "cycle.ends": {
        "individual": "On the date that the license shows",
        "fixed": "On a fixed day, the same for everybody",
        "birthday": "On your birthday",
        "birth-month": "On the last day of your birth month",
        "anniversary": "On the anniversary of the day it was issued",
    },
    "cycle.fixed_years": {"odd": "Odd years", "even": "Even years", "every": "Every year"},
    "confidence": {
        "high": "Sure: read in the law, or told by the board",
        "medium": "Fairly sure: read on a page I trust",
        "low": "Not sure: to be checked",
    },
    "total": {"none": "The law sets none", "unknown": "I do not know it"},
    "topic_overlap": {"allowed": "Yes", "forbidden": "No"},
    "renewals": {
        "first": "The first renewal only",
        "later": "Every renewal after the first",
    },
}

# What leaving a choice open means, where it means more than "not said".
OPEN: Mapping[str, str] = {
    "topic_overlap": "The board does not say",
    "renewals": "Every renewal",
    "part_of": "No",
    "applies_if": "Everybody",
    "total": "A rule states it",
    "in_total": "Yes",
    "approvals_required": "No",
}


def label_of(key: str) -> str:
    """Give what a key is called; one that is new to this page is called by its slug."""
    slug = key.rpartition(".")[2].replace("_", " ")
    return WORDS.get(key, (slug[:1].upper() + slug[1:], ""))[0]


def hint_of(key: str, otherwise: str = "") -> str:
    """Give what is said beside a key's field."""
    return WORDS[key][1] if key in WORDS else otherwise
