"""Courses with hours that do not plainly count, grouped, each with its reasons and their laws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ceapp.rules.reasons import Code, Reason
from ceapp.rules.requirement import Credential
from ceapp.rules.standing import CourseStanding, Standing
from ceapp.standing.laws import Law, law_of


@dataclass(frozen=True, slots=True)
class Why:
    """A reason as a line: its mark, the few words in front, and the laws it rests on."""

    mark: str
    word: str
    lead: str
    text: str
    hours: Decimal
    laws: tuple[Law, ...]


@dataclass(frozen=True, slots=True)
class Logged:
    """A course with what became of the hours that do not plainly count."""

    course_id: str
    title: str
    when: date
    hours: Decimal
    whys: tuple[Why, ...]
    planned: bool


@dataclass(frozen=True, slots=True)
class Groups:
    """The courses of a license's page that need a word, each in one group."""

    not_counted: tuple[Logged, ...]
    to_confirm: tuple[Logged, ...]
    planned: tuple[Logged, ...]
    other_periods: tuple[Logged, ...]


_MARKS: dict[Code, tuple[str, str, str]] = {
    Code.COUNTED: ("yes", "Counts", "Counted."),
    Code.CARRIED_OVER: ("yes", "Counts", "Carried over."),
    Code.BEFORE_PERIOD: ("no", "Does not count", "Before this period."),
    Code.AFTER_PERIOD: ("no", "Does not count", "After this period."),
    Code.PLANNED: ("no", "Does not count yet", "Not yet."),
    Code.OVER_LIMIT: ("no", "Does not count", "Over a limit."),
    Code.APPROVAL_NOT_ACCEPTED: ("no", "Does not count", "No accepted approval."),
    Code.APPROVAL_UNCONFIRMED: ("ask", "Can’t tell", "To confirm."),
    Code.ACTIVITY_NOT_ACCEPTED: ("no", "Does not count", "Not this kind of activity."),
    Code.ACTIVITY_UNCONFIRMED: ("ask", "Can’t tell", "To confirm."),
    Code.USED_ELSEWHERE: ("no", "Does not count here", "Used elsewhere."),
    Code.NOT_IN_TOTAL: ("yes", "Counts", "For one need only."),
    Code.REPEATED: ("no", "Does not count", "Taken before."),
    Code.UNKNOWN_RULE: ("ask", "Can’t tell", "Can’t tell. Ask your board."),
}
_GROUPS = {
    Code.PLANNED: "planned",
    Code.BEFORE_PERIOD: "other-period",
    Code.AFTER_PERIOD: "other-period",
}
# Hours that count, and those that count but not for one more need: its row says so.
_COUNTING = frozenset({Code.COUNTED, Code.CARRIED_OVER, Code.NOT_IN_TOTAL, Code.USED_ELSEWHERE})
_PROVISIONAL = frozenset({Code.APPROVAL_UNCONFIRMED, Code.ACTIVITY_UNCONFIRMED})


def grouped(standing: Standing) -> Groups:
    """Put every course with hours that do not plainly count into its group."""
    logged = [_logged(course, standing.credential) for course in standing.courses]

    def group(name: str) -> tuple[Logged, ...]:
        return tuple(one for one, found in logged if found == name)

    return Groups(
        not_counted=group("not-counted"),
        to_confirm=group("to-confirm"),
        planned=group("planned"),
        other_periods=group("other-period"),
    )


def _logged(course: CourseStanding, credential: Credential) -> tuple[Logged, str]:
    credit = course.credit
    shown = [one for one in course.reasons if one.code is not Code.COUNTED]
    logged = Logged(
        course_id=credit.key,
        title=credit.title,
        when=credit.completed,
        hours=credit.hours,
        whys=tuple(why_of(one, credential) for one in shown),
        planned=credit.planned,
    )
    return logged, _group(course.reasons)


def _group(reasons: Sequence[Reason]) -> str:
    codes = {one.code for one in reasons} - _COUNTING
    if not codes:
        return "counted"
    for code, group in _GROUPS.items():
        if code in codes:
            return group
    return "to-confirm" if codes <= _PROVISIONAL else "not-counted"


def why_of(reason: Reason, credential: Credential) -> Why:
    """Give a reason as a line with its mark and its laws."""
    mark, word, lead = _MARKS[reason.code]
    laws = dict.fromkeys(law_of(rule, credential) for rule in reason.requirements)
    return Why(mark, word, lead, reason.text, reason.hours, tuple(laws))


def hours_marked(courses: Iterable[Logged], *marks: str) -> Decimal:
    """Sum the hours of the reasons that bear one of the marks."""
    return sum((why.hours for one in courses for why in one.whys if why.mark in marks), Decimal(0))
