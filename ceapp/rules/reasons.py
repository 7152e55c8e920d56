"""Why hours count or do not: reasons as values, turned into sentences here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ceapp.rules.credit import Credit
from ceapp.rules.doubt import Doubt
from ceapp.rules.naming import date_text, figure, hours_text, period_text
from ceapp.rules.period import Period
from ceapp.rules.requirement import Requirement
from ceapp.rules.vocabulary import LABELS
from ceapp.rules.worth import Worth


class Code(StrEnum):
    """What happened to some hours of a course."""

    COUNTED = "counted"
    BEFORE_PERIOD = "before-period"
    AFTER_PERIOD = "after-period"
    PLANNED = "planned"
    OVER_LIMIT = "over-limit"
    APPROVAL_NOT_ACCEPTED = "approval-not-accepted"
    APPROVAL_UNCONFIRMED = "approval-unconfirmed"
    ACTIVITY_NOT_ACCEPTED = "activity-not-accepted"
    ACTIVITY_UNCONFIRMED = "activity-unconfirmed"
    USED_ELSEWHERE = "used-elsewhere"
    NOT_IN_TOTAL = "not-in-total"
    REPEATED = "repeated"
    CARRIED_OVER = "carried-over"
    UNKNOWN_RULE = "unknown-rule"


TOO_LARGE = (
    "Not worked out: there are more rules and courses here than can be weighed at once. "
    "Fewer rules that compete for the same hours would do."
)


class Toward(NamedTuple):
    """That `hours` of the `whole` count, for the needs `served`, each with its name and hours.

    Most reasons say just this and few are ever read, so the sentence is made when it is asked for.
    """

    hours: Decimal
    whole: Decimal
    served: tuple[tuple[Requirement, str, Decimal], ...]

    def __str__(self) -> str:
        """Give the sentence."""
        if self.hours < self.whole:
            said = f"{figure(self.hours)} of {hours_text(self.whole)} count"
        else:
            said = "1 hour counts" if self.hours == 1 else f"All {hours_text(self.hours)} count"
        toward = joined([f"{figure(given)} for {name}" for _need, name, given in self.served])
        return f"{said}: {toward}." if toward else f"{said}."


class Reason(NamedTuple):
    """What happened to `hours` of a course, with the rule or the period that made it so.

    `words` become the sentence for the person; `requirements` are the rules it rests on.
    """

    code: Code
    hours: Decimal
    words: str | Toward
    requirements: tuple[Requirement, ...] = ()
    period: Period | None = None

    @property
    def text(self) -> str:
        """The sentence for the person."""
        return str(self.words)


def counted(
    hours: Decimal, whole: Decimal, served: Sequence[tuple[Requirement, str, Decimal]]
) -> Reason:
    """Say that `hours` of the `whole` count, for the needs `served` with their names and hours."""
    words = Toward(hours, whole, tuple(served))
    return Reason(Code.COUNTED, hours, words, tuple([need for need, _name, _hours in served]))


def before_period(hours: Decimal, current: Period, lies_in: Period | None) -> Reason:
    """Say that it was finished before the period; `lies_in` is the earlier one that holds it."""
    began = f"Finished before this period began on {date_text(current.start)}"
    where = f"; {_belongs(hours, lies_in)}" if lies_in else ", and before this license was issued"
    return Reason(Code.BEFORE_PERIOD, hours, f"{began}{where}.", period=lies_in)


def after_period(hours: Decimal, current: Period, lies_in: Period) -> Reason:
    """Say that it was finished after the period; `lies_in` is the later one that holds it."""
    text = (
        f"Finished after this period ended on {date_text(current.end)}; {_belongs(hours, lies_in)}."
    )
    return Reason(Code.AFTER_PERIOD, hours, text, period=lies_in)


def planned(credit: Credit, current: Period, as_of: date) -> Reason:
    """Say that it is not finished yet on the day of the standing, or that nobody has said so.

    That the day of a planned course has passed never makes it count.
    """
    day = f"Planned for {date_text(credit.completed)}"
    if not credit.planned:
        text = f"Planned: not finished by {date_text(as_of)}, so not counted yet."
    elif credit.completed > current.end:
        text = f"{day}, after this period ends on {date_text(current.end)}: not for this renewal."
    elif credit.completed >= as_of:
        text = f"{day}: it counts when you have finished it."
    else:
        text = f"{day} and not confirmed yet: it does not count until you say that you finished it."
    return Reason(Code.PLANNED, credit.hours, text)


def carried_over(hours: Decimal, lies_in: Period | None) -> Reason:
    """Say that surplus hours of an earlier period count in this one."""
    whence = f" from the period {period_text(lies_in)}" if lies_in else ""
    text = f"{hours_text(hours)} carried over{whence}, where {_were(hours)} more than was due."
    return Reason(Code.CARRIED_OVER, hours, text, period=lies_in)


def converted(credit: Credit, worth: Worth) -> Reason:
    """Say how this board reckons the hours of a course; it is a part of what counts."""
    amount = credit.academic.amount if credit.academic and worth.unit != "hour" else credit.hours
    units = worth.unit if amount == 1 else f"{worth.unit}s"
    text = (
        f"{figure(amount)} {units} of {LABELS[credit.activity].lower()} "
        f"{'makes' if amount == 1 else 'make'} {hours_text(worth.whole)} at this board, "
        f"{figure(worth.times)} for each."
    )
    return Reason(Code.COUNTED, Decimal(0), text)


def repeated(hours: Decimal, most: int) -> Reason:
    """Say that the same course has counted as often as it may in this period."""
    often = "once" if most == 1 else f"{most} times"
    text = f"The same course has counted {often} in this period already; this board counts no more."
    return Reason(Code.REPEATED, hours, text)


def too_large(hours: Decimal) -> Reason:
    """Say that these rules and courses together are more than can be worked out here."""
    return Reason(Code.UNKNOWN_RULE, hours, TOO_LARGE)


def over_limit(
    hours: Decimal, limits: Sequence[tuple[Requirement, str]], *, each: bool = False
) -> Reason:
    """Say that the hours exceed these limits, given with their names; `each` is for one course."""
    requirements = tuple(limit for limit, _name in limits)
    if any(limit.hours == 0 and limit.activities for limit in requirements):
        name = next(name for limit, name in limits if limit.hours == 0 and limit.activities)
        text = f"This board counts no hours of this kind: {name}."
        return Reason(Code.ACTIVITY_NOT_ACCEPTED, hours, text, requirements)
    named = joined([f"{name}, at most {hours_text(limit.hours)}" for limit, name in limits], "; ")
    verb = "is" if hours == 1 else "are"
    text = f"{hours_text(hours)} {verb} over the limit{' for one course' * each}: {named}."
    return Reason(Code.OVER_LIMIT, hours, text, requirements)


def refused(hours: Decimal, doubt: Doubt, *, by_board: bool) -> Reason:
    """Say that nothing of a course counts: by the rule, or by the board's own answer."""
    activity = doubt is Doubt.ACTIVITY
    code = Code.ACTIVITY_NOT_ACCEPTED if activity else Code.APPROVAL_NOT_ACCEPTED
    if by_board:
        what = "this kind of activity" if activity else "this course"
        return Reason(code, hours, f"Your board does not accept {what}, as you recorded.")
    text = (
        "This board counts only courses approved by a body on its list, and this course names none."
        " If the certificate shows one, add it to the course."
    )
    return Reason(code, hours, text)


def approval_unconfirmed(hours: Decimal) -> Reason:
    """Say that the hours count for now, though no approval from the board's list is named."""
    text = (
        "Counted for now, but this course names no approval from this board's list. "
        "Look on the certificate and add it, or ask the board."
    )
    return Reason(Code.APPROVAL_UNCONFIRMED, hours, text)


def activity_unconfirmed(hours: Decimal, activity: str) -> Reason:
    """Say that the hours count for now, though the rules we read do not name the activity."""
    text = (
        f"Counted for now, but the rules we could read do not mention “{activity.lower()}”. "
        "Ask the board whether it accepts these hours."
    )
    return Reason(Code.ACTIVITY_UNCONFIRMED, hours, text)


def used_elsewhere(
    hours: Decimal, need: Requirement, name: str, used_for: Sequence[str], *, stated: bool
) -> Reason:
    """Say that the hours match `need` too, but serve others: no hour may serve two topics."""
    why = (
        "this board lets no hour serve two topics"
        if stated
        else "this board does not say whether one hour may serve two topics"
    )
    verb, pronoun = ("matches", "it is") if hours == 1 else ("match", "they are")
    text = (
        f"{hours_text(hours)} also {verb} {name}, but {pronoun} used for {joined(used_for)}: {why}."
    )
    return Reason(Code.USED_ELSEWHERE, hours, text, (need,))


def outside_total(hours: Decimal, need: Requirement, name: str) -> Reason:
    """Say that the hours serve a need that stands on top of the total."""
    text = f"{hours_text(hours)} for {name}, which this board asks on top of the total."
    return Reason(Code.NOT_IN_TOTAL, hours, text, (need,))


def looked_back(hours: Decimal, need: Requirement, name: str) -> Reason:
    """Say that an earlier course serves a need that looks back further than the period."""
    text = f"{hours_text(hours)} for {name}, which may be met by an earlier course."
    return Reason(Code.NOT_IN_TOTAL, hours, text, (need,))


def _belongs(hours: Decimal, period: Period) -> str:
    verb = "belongs" if hours == 1 else "belong"
    return f"{hours_text(hours)} {verb} to the period {period_text(period)}"


def _were(hours: Decimal) -> str:
    return "it was" if hours == 1 else "they were"


def joined(parts: Sequence[str], comma: str = ", ") -> str:
    """Join parts as a sentence does: one, two and three."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{comma.join(parts[:-1])} and {parts[-1]}"
