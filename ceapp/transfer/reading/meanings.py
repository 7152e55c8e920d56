"""What a column can mean, and the headers by which sheets name it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum


class Meaning(StrEnum):
    """What a column holds of a course."""

    TITLE = "title"
    PROVIDER = "provider"
    COMPLETED = "completed"
    HOURS = "hours"
    CEUS = "ceus"
    MINUTES = "minutes"
    TOPICS = "topics"
    FORMAT = "format"
    ACTIVITY = "activity"
    APPROVALS = "approvals"
    COST = "cost"
    FILE = "file"
    STATUS = "status"
    NOTE = "note"
    LEAVE_OUT = "leave-out"


LABELS: Mapping[Meaning, str] = {
    Meaning.TITLE: "Course title",
    Meaning.PROVIDER: "Provider",
    Meaning.COMPLETED: "Completion date",
    Meaning.HOURS: "Hours",
    Meaning.CEUS: "CEUs (1 is 10 hours)",
    Meaning.MINUTES: "Minutes",
    Meaning.TOPICS: "Topic",
    Meaning.FORMAT: "How it was taken",
    Meaning.ACTIVITY: "Kind of activity",
    Meaning.APPROVALS: "Who approved it",
    Meaning.COST: "Cost",
    Meaning.FILE: "Name of the certificate’s file",
    Meaning.STATUS: "Status",
    Meaning.NOTE: "Add to the note",
    Meaning.LEAVE_OUT: "Leave out",
}
AMOUNTS = frozenset({Meaning.HOURS, Meaning.CEUS, Meaning.MINUTES})
# Several columns may mean these; of the others only one can be right.
SEVERAL = frozenset({Meaning.TOPICS, Meaning.APPROVALS, Meaning.NOTE, Meaning.LEAVE_OUT})
NEEDED = (Meaning.TITLE, Meaning.COMPLETED, Meaning.HOURS)

# The surer name stands first: of two columns that fit, the one named earlier is taken.
_NAMES: Mapping[Meaning, str] = {
    Meaning.TITLE: "course title|title|course name|activity title|training name|training title"
    "|program title|program name|event title|program event title|session title|activity name"
    "|training course title|title of course|name of course|title of activity|name of activity"
    "|name of training|workshop|workshop title|course|training|activity|program|event|session"
    "|class|class name|webinar|ce course|name|description|course number|course no|course id",
    Meaning.PROVIDER: "provider|provider name|accredited provider|course provider|sponsor"
    "|sponsor name|issuing organization|organization|offered by|presented by|provided by|vendor"
    "|school|institution|host|company|agency|ce provider|approved provider|sponsoring organization"
    "|provider organization|training provider|source",
    Meaning.COMPLETED: "date completed|completion date|completed|completed on|date of completion"
    "|course completion date|date finished|end date|finish date|date attended|attended"
    "|attendance date|date earned|earned on|date taken|course date|activity date|event date"
    "|training date|session date|class date|date of course|date of activity|date of training|date"
    "|dates|when|date awarded|award date|date issued|issue date|date posted|date reported"
    "|date added|start date",
    Meaning.HOURS: "hours|ce hours|ceh|hrs|credit hours|contact hours|clock hours|number of hours"
    "|hours awarded|hours earned|hours completed|total hours|ce credits|credits|credit|ce credit"
    "|credits earned|credits awarded|cme credits|cpe hours|cpe credits|number of credits"
    "|total credits|ces|ce|no of hours|num hours|pdh|pdhs|continuing education hours"
    "|continuing education credits|amount|units|duration|length|points|time",
    Meaning.CEUS: "ceus|ceu|ceus earned|ceu earned|ceu credits|ceu hours|number of ceus|ceu s"
    "|total ceus|ceus awarded|continuing education units",
    Meaning.MINUTES: "minutes|min|mins|duration minutes|duration min|length minutes"
    "|number of minutes|total minutes|time minutes|duration in minutes",
    Meaning.TOPICS: "topics|topic|category|categories|subject|subject area|subject code"
    "|topic category|topic area|content area|area|special topics|credit category|ce category"
    "|requirement|course category|subjects",
    Meaning.FORMAT: "format|delivery|delivery method|delivery format|method|mode|how taken"
    "|how you took it|educational method|training type|course type|type|type of course|live"
    "|live or home study|modality|course format|delivery type|delivery mode|credit type"
    "|live online|attendance type",
    Meaning.ACTIVITY: "activity type|kind of activity|type of activity|kind|activity",
    Meaning.APPROVALS: "approvals|approval|approved by|accreditation|accredited by|approver"
    "|approving body|approving bodies|accreditor|approval body|who approved it|accreditations",
    Meaning.COST: "cost|price|fee|paid|amount paid|cost in dollars|course cost|tuition|cost usd",
    Meaning.FILE: "certificate file|file|file name|filename|certificate|certificates|attachment"
    "|certificate name|certificate filename|document|certificate file name|files",
    Meaning.STATUS: "status|course status|completion status|state of completion|result",
    Meaning.NOTE: "note|notes|comment|comments|remarks|link|url|website|instructor|presenter"
    "|speaker|location|city|acpe id|reference number|certificate number|certificate no"
    "|certificate id|tracking number|course tracking number|provider number|provider no"
    "|provider id|ce broker tracking number|activity location|reflection|note to yourself",
    Meaning.LEAVE_OUT: "no|number|row|id|license|license number|license no|licensee|my name"
    "|first name|last name|participant|participant name|profession|state|jurisdiction|e mail"
    "|email|npi|board",
}
NAMES = {meaning: tuple(names.split("|")) for meaning, names in _NAMES.items()}
# Units that a header names for certain, though they stand among other words.
UNITS = (
    (Meaning.MINUTES, re.compile(r"\b(?:minutes|mins?)\b")),
    (Meaning.CEUS, re.compile(r"\bceu s?\b|\bceus\b")),
    (Meaning.HOURS, re.compile(r"\b(?:hours?|hrs)\b")),
)
# Headers of amounts that do not say what one of them is.
UNITLESS = frozenset({"amount", "units", "duration", "length", "points", "time"})


def plain(header: str) -> str:
    """Give a header as the names above are written: small letters and single blanks."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)  # DateCompleted
    words = re.sub(r"[^a-z0-9]+", " ", spaced.lower()).split()
    while words and words[0] in {"the", "your", "my"} and len(words) > 1:
        words.pop(0)
    return " ".join(words)


def named(header: str) -> tuple[Meaning, int] | None:
    """Give what a header names first and how surely (0 is surest); None where we do not know it."""
    return next(iter(all_named(header)), None)


def all_named(header: str) -> list[tuple[Meaning, int]]:
    """Give all that a header may name: an "activity" can be a title or a kind."""
    words = plain(header)
    found = [(one, names.index(words)) for one, names in NAMES.items() if words in names]
    longer = None if found or not words else _within(words)
    return [longer] if longer else found


def _within(words: str) -> tuple[Meaning, int] | None:
    """Give what a longer header means by a name in it: "Course title (as on certificate)"."""
    if words.rsplit(maxsplit=1)[-1] in {"number", "no", "id", "code"}:
        return Meaning.NOTE, 200
    for meaning, unit in UNITS:
        if unit.search(words):
            return meaning, 100
    for meaning in (Meaning.COMPLETED, Meaning.TITLE, Meaning.PROVIDER, Meaning.COST):
        for place, name in enumerate(NAMES[meaning]):
            if len(name) > 3 and re.search(rf"\b{name}\b", words):
                return meaning, 100 + place
    return None
