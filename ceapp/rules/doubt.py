"""What a standing may hang on: the kinds of doubt, and a sentence about one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Doubt(StrEnum):
    """Why a standing is not sure."""

    OVERLAP = "overlap-unstated"
    APPROVAL = "approval-unconfirmed"
    ACTIVITY = "activity-unconfirmed"
    EARLIER = "one-time-earlier"
    ASKED = "one-time-asked"
    DUPLICATE = "possible-duplicate"
    CONFIDENCE = "weak-source"
    TOTAL = "total-unknown"
    RULE = "unknown-rule"


@dataclass(frozen=True, slots=True)
class Note:
    """Something the standing hangs on, or that the person should know, in one sentence.

    `doubt` is None where the note takes nothing from how sure the standing is; otherwise `subject`
    tells what exactly is in doubt, so that an answer to it can be recorded: the text of a rule, or
    nothing where the kind of doubt says it all. Doubts about courses name them by their keys in
    `courses`, each of which is a subject of its own.
    """

    text: str
    doubt: Doubt | None = None
    requirement: str | None = None
    subject: str = ""
    courses: tuple[str, ...] = ()
