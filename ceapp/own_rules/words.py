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
    "carryover.last_months": (
        "Only of the last so many months",
        "Where only courses late in a period pass on. Empty: of the whole period.",
    ),
    "carryover.toward": ("What they serve in the next period", ""),
    "window.ends": (
        "Courses count up to another day than the expiration",
        "Month and day, such as December 31. Empty: up to the expiration.",
    ),
    "window.side": ("Which of those days", "Only where a day is given."),
    "window.from_application": (
        "Do courses count from your last renewal application?",
        "Yes: from the day the board received it; your license page asks for that day.",
    ),
    "window.note": ("Note on the days that count", ""),
    "window.cite": ("Where the days are written", ""),
    "overlap": (
        "Rules that may share an hour all the same",
        "Where one hour may otherwise not serve two topics. Saving makes room for more.",
    ),
    "overlap.needs": ("These may share an hour", ""),
    "overlap.cite": ("Where it is written", ""),
    "conversion": (
        "Hours that count more, or less",
        "Such as teaching, where one hour makes two. Saving makes room for more.",
    ),
    "conversion.activities": ("For these kinds of learning", ""),
    "conversion.times": ("One hour counts as", "Hours, such as 2 or 0.5."),
    "conversion.first_time": ("Only the first time the same is taught?", ""),
    "conversion.cite": ("Where it is written", ""),
    "repeats.most": (
        "How often the same course counts in one period",
        "1 where taking it again counts for nothing. Empty where nobody says.",
    ),
    "repeats.activities": ("Of which kinds of learning", "None chosen: of any kind."),
    "repeats.cite": ("Where that is written", ""),
    "label": ("A short name", "Where the topics do not say it already."),
    "topics": ("Topics", "Hours on any of these. None chosen: on anything."),
    "formats": ("How taken", "None chosen: in any way."),
    "activities": ("Kinds of learning", "None chosen: of any kind."),
    "approvals": ("Approved or given by", "None chosen: by anybody."),
    "without_approvals": (
        "Not approved or given by",
        "Only hours of courses that name none of these.",
    ),
    "each": ("Does it hold for each of something by itself?", ""),
    "single": ("Must one course bring all the hours?", "Yes: several shorter ones do not."),
    "share": (
        "As a part of the total",
        "Such as 1/3 or 50%: where the total is smaller or larger, so is this.",
    ),
    "only_from": ("They count only from so many hours up", "For an “at most” rule."),
    "only_kinds": ("They count only from so many different kinds", "For an “at most” rule."),
    "renewals": ("At which renewals", ""),
    "in_total": ("Do these hours count in the total?", "No: they come on top of it."),
    "part_of": ("Part of another rule", "For hours that lie inside those of a larger rule."),
    "applies_if": ("Only for people of whom this is true", ""),
    "unless": ("Not for people of whom this is true", ""),
    "replaces": ("Takes the place of another rule", "That one is not asked where this one is."),
    "periods_from": ("First day on which a period it binds may begin", "Empty: any."),
    "periods_until": ("Last day on which a period it binds may begin", "Empty: any."),
    "courses_from": ("Only courses finished from this day on", "Empty: any in the period."),
    "due_on": ("Due on a day of its own", "Empty: when the period ends."),
    "due_months": (
        "Due so many months after the license was issued",
        "At the first renewal. Empty: when the period ends.",
    ),
    "shorter.step": (
        "Fewer hours in a short first period",
        "Shortest first; a longer period asks for the usual hours. Saving makes room for more.",
    ),
    "shorter.step.under_months": ("Under so many months", ""),
    "shorter.step.hours": ("Hours", ""),
    "shorter.per_month": (
        "Or so many hours for each month",
        "Such as 1.5 or 5/3; at most the usual hours are due.",
    ),
    "shorter.rounding": ("A part of an hour", "Where hours go by the month."),
    "shorter.count": ("Which months are counted", ""),
    "shorter.any_period": (
        "Also for later periods of another length?",
        "Yes: for any period whose first day you correct, shorter or longer.",
    ),
    "renewing_from": ("First expiration date it binds", "Such as 3/31/2027. Empty: always."),
    "renewing_until": ("Last expiration date it binds", "Empty: until further notice."),
    "prorated": ("In words", "What else there is to say of such a period. Shown, never applied."),
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
    "window.side": {"after": "The first one after the expiration"},
    "carryover.toward": {"topics": "The total, and their topics too"},
    "each": {
        "year": "Each year of the period",
        "course": "Each single course",
        "topic": "Each single topic",
    },
    "shorter.rounding": {"up": "Rounded up", "down": "Rounded down"},
    "shorter.count": {
        "started": "A part of a month counts as one",
        "calendar": "Every month of the calendar that the period touches",
    },
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
    "unless": "Nobody is left out",
    "replaces": "No",
    "each": "No, for the whole period",
    "window.side": "The last one before the expiration",
    "carryover.toward": "The total only",
    "shorter.rounding": "Stays as it is",
    "shorter.count": "Full months only",
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
