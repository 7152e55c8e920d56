"""The standing of one license: per requirement and per course, what counts, what not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ceapp.rules.credit import Credit
from ceapp.rules.period import Period
from ceapp.rules.reasons import Reason
from ceapp.rules.requirement import Credential, Requirement


@dataclass(frozen=True, slots=True)
class Holding:
    """What a person holds, as the rules need to know it.

    `facts` are the circumstances that are true of them. `met` names one-time needs that they say
    were met earlier; `asked` names those they are not sure about: a question, not a debt.
    """

    expires: date
    issued: date | None = None
    starts: date | None = None
    facts: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()


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

    `doubt` is None where the note takes nothing from how sure the standing is.
    """

    text: str
    doubt: Doubt | None = None
    requirement: str | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """Hours of one course that serve one requirement."""

    credit: Credit
    hours: Decimal


@dataclass(frozen=True, slots=True)
class RequirementStanding:
    """One requirement of this license and period.

    For a need: `hours` needed, `earned` every matching hour in its window, `counted` what serves
    it (at most the need), `remaining` the shortage. For a limit: `hours` is the most that may
    count, `counted` how many do, `remaining` is 0.
    """

    requirement: Requirement
    window: Period
    hours: Decimal
    earned: Decimal
    counted: Decimal
    remaining: Decimal
    uses: tuple[Use, ...] = ()
    declared_met: bool = False
    asked: bool = False

    @property
    def met(self) -> bool:
        """Whether nothing is owed here and nothing is in question."""
        return self.remaining == 0 and not self.asked


@dataclass(frozen=True, slots=True)
class CourseStanding:
    """One course: the hours that count in this period, and a reason for each hour."""

    credit: Credit
    counted: Decimal
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole answer for one license on one day.

    `remaining` is the fewest further hours that complete everything; `remaining_if_overlap` is
    the same if the board lets one hour serve two topics, given only where it does not say.
    """

    credential: Credential
    period: Period
    as_of: date
    first_renewal: bool
    complete: bool
    sure: bool
    remaining: Decimal
    remaining_if_overlap: Decimal | None
    requirements: tuple[RequirementStanding, ...]
    courses: tuple[CourseStanding, ...]
    notes: tuple[Note, ...]
