"""The answer for one license, in the sentences that its pages say first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_UP, Decimal
from enum import StrEnum

from ceapp.rules.naming import requirement_name, within_a_sentence
from ceapp.rules.requirement import Requirement, Total
from ceapp.rules.standing import RequirementStanding, Standing
from ceapp.rules.vocabulary import Topics
from ceapp.web.filters import count, hours, long_date

ZERO = Decimal(0)
_DAYS_A_MONTH = Decimal("30.4375")
_QUARTERS = {0: "", 1: "¼", 2: "½", 3: "¾"}
_NEXT_MONTHS = 330  # a date further away than this is given with its year
ON_PACE = Decimal("0.5")


class State(StrEnum):
    """What a license's standing comes down to, for choosing the words."""

    LAPSED = "lapsed"  # the expiration date has passed
    OPEN = "open"  # more hours are needed
    MAYBE = "maybe"  # more are needed unless one hour may serve two topics
    UNSETTLED = "unsettled"  # the arithmetic is done; something that it rests on is not
    NOTHING_ASKED = "nothing-asked"  # nothing is asked at this renewal, and that is sure
    COMPLETE = "complete"


def state_of(standing: Standing) -> State:
    """Give what `standing` comes down to; only a sure one is ever called complete."""
    if standing.as_of > standing.period.end:
        return State.LAPSED
    if standing.remaining > 0 and standing.remaining_if_overlap != 0:
        return State.OPEN
    if standing.remaining > 0 and standing.credential.total is not Total.UNKNOWN:
        return State.MAYBE
    if not (standing.complete and standing.sure):
        return State.UNSETTLED
    return State.COMPLETE if needs_of(standing) else State.NOTHING_ASKED


def needs_of(standing: Standing) -> tuple[RequirementStanding, ...]:
    """Give what is asked for, without the limits."""
    return tuple(row for row in standing.requirements if row.requirement.is_need)


def is_total(requirement: Requirement) -> bool:
    """Say whether a requirement is the overall hours of a renewal, narrowed by nothing."""
    return (
        requirement.is_need
        and requirement.in_total
        and requirement.every.renewal
        and requirement.part_of is None
        and requirement.asks_any_hour
    )


def total_of(standing: Standing) -> RequirementStanding | None:
    """Give the overall hours that decide; of several the largest, None where there are none."""
    totals = [row for row in standing.requirements if is_total(row.requirement)]
    return max(totals, key=lambda row: row.hours, default=None)


def counted_hours(standing: Standing) -> Decimal:
    """Give all the hours that count in the period, also those above what is needed."""
    return sum((course.counted for course in standing.courses), ZERO)


def name_of(requirement: Requirement, topics: Topics) -> str:
    """Name a requirement as its row does: All hours, or the topics, or the board's own label."""
    return "All hours" if is_total(requirement) else requirement_name(requirement, topics)


def spoken(requirement: Requirement, topics: Topics) -> str:
    """Name a requirement in the middle of a sentence: law and ethics, but HIV and AIDS."""
    return within_a_sentence(name_of(requirement, topics))


def on_what(requirement: Requirement, topics: Topics, of: str = "of") -> str:
    """Say what hours are of: "of law and ethics", but "from an APA-approved sponsor"."""
    name = spoken(requirement, topics)
    return name if name.startswith("from ") else f"{of} {name}"


def inside(sentence: str) -> str:
    """Let a sentence go on after a colon."""
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does: one, two and three."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def day_in_words(day: date, today: date) -> str:
    """Write March 31 for a day within the year, and March 31, 2028 for a later or past one.

    The day itself is said too: nobody should have to look up whether that is today.
    """
    near = 0 <= (day - today).days <= _NEXT_MONTHS
    said = f"{day:%B} {day.day}" if near else long_date(day)
    return f"today, {said}" if day == today else said


def to_go(standing: Standing) -> str:
    """Write 9.5 hours; up to 3 hours, or at least 3, where that is all that can be said."""
    bound, figure = _figure(standing)
    return f"{bound}{count(figure, 'hour')}"


def overlap_clause(standing: Standing) -> str:
    """Say the other figure, if one hour may serve two topics or none may; empty where settled."""
    if not _hangs_on_overlap(standing):
        return ""
    if standing.credential.total is Total.UNKNOWN:
        return (
            f"{count(standing.remaining, 'hour')} or more if your board lets none serve two topics"
        )
    least = standing.remaining_if_overlap or ZERO
    figure = count(least, "hour") if least else "none"
    return f"{figure} if your board lets one hour serve two topics"


def _hangs_on_overlap(standing: Standing) -> bool:
    least = standing.remaining_if_overlap
    return least is not None and least < standing.remaining


def _figure(standing: Standing) -> tuple[str, Decimal]:
    """Give the hours to go with what bounds them: an unknown total can only add to the least."""
    hangs = _hangs_on_overlap(standing)
    if standing.credential.total is Total.UNKNOWN:
        least = standing.remaining_if_overlap if hangs else standing.remaining
        return "at least ", least or ZERO
    return "up to " if hangs else "", standing.remaining


def headline(name: str, standing: Standing, *, later: bool = False) -> str:
    """Give the sentence that answers for a license.

    `later` is for a license after the first: while it is ahead of pace, that is its answer.
    """
    state, day = state_of(standing), day_in_words(standing.period.end, standing.as_of)
    bound, figure = _figure(standing)
    more = f"{bound}{count(figure, 'more hour')}"
    if state is State.OPEN and later and (pace(standing) or ZERO) >= ON_PACE:
        return f"{name} is ahead of pace."
    if state is State.OPEN:
        return f"{name} needs {more} by {day}."
    return {
        State.LAPSED: f"{name} was due on {long_date(standing.period.end)}.",
        State.MAYBE: f"{name} may need {more} by {day}.",
        State.UNSETTLED: _unsettled(name, standing),
        State.NOTHING_ASKED: f"{name} asks for no hours this time.",
        State.COMPLETE: f"{name} is complete.",
    }[state]


def _unsettled(name: str, standing: Standing) -> str:
    if standing.credential.total is Total.UNKNOWN:
        return f"We cannot say how many hours {name} needs."
    open_points = max(1, sum(note.doubt is not None for note in standing.notes))
    return f"{name} adds up, with {count(open_points, 'point')} to settle."


def owed(row: RequirementStanding) -> str:
    """Say what a need still asks for: 2.5 hours, or one course where its length is all the same."""
    return "one course" if row.requirement.completion else count(row.remaining, "hour")


def open_topics(standing: Standing) -> tuple[RequirementStanding, ...]:
    """Give the needs other than the overall hours that more hours are owed for, no questions."""
    return tuple(
        row
        for row in needs_of(standing)
        if row.remaining > 0 and not row.asked and not is_total(row.requirement)
    )


def breakdown(standing: Standing, topics: Topics) -> str:
    """Say what the hours to go are for: the named ones first, then those on anything accepted."""
    named = open_topics(standing)
    parts = [f"{owed(row)} {on_what(row.requirement, topics, _of(row))}" for row in named]
    free = standing.remaining - sum((row.remaining for row in named), ZERO)
    if not parts:
        return "They may be on anything your board accepts." if standing.remaining else ""
    sentence = f"Take {'up to ' if _hangs_on_overlap(standing) else ''}{listed(parts)}."
    if state_of(standing) is State.MAYBE:
        return f"{sentence} Ask your board first: they may not be needed."
    if free > 0:
        rest = "hour" if free == 1 else hours(free)
        return f"{sentence} The other {rest} may be on anything your board accepts."
    return f"{sentence} Some hours can serve more than one of them." if free < 0 else sentence


def _of(row: RequirementStanding) -> str:
    return "on" if row.requirement.completion else "of"


def pace(standing: Standing) -> Decimal | None:
    """Give the hours ahead of an even pace, negative when behind; None where there is no total."""
    total = total_of(standing)
    whole = (standing.period.end - standing.period.start).days + 1
    gone = (standing.as_of - standing.period.start).days + 1
    if total is None or not 0 < gone <= whole:
        return None
    even = total.hours * gone / whole
    return (total.counted - even).quantize(Decimal("0.1"))


def pace_in_words(standing: Standing) -> str:
    """Write 3.1 hours behind, 4.8 hours ahead or even; empty where no pace is asked."""
    ahead = pace(standing)
    total = total_of(standing)
    if ahead is None or total is None or not total.counted or standing.remaining == 0:
        return ""  # nothing logged yet is no reason to scare anybody
    if abs(ahead) < ON_PACE:
        return "even"
    return f"{count(abs(ahead), 'hour')} {'ahead' if ahead > 0 else 'behind'}"


def time_left(standing: Standing) -> str:
    """Write 129 days, about 2¼ hours a month; without the rate in the last month."""
    days = standing.period.days_left(standing.as_of)
    if days < 0:
        return f"none, it passed {count(-days, 'day')} ago"
    left = "the last day is today" if days == 0 else count(days, "day")
    rate = monthly(standing)
    return f"{left}, {rate}" if rate else left


def monthly(standing: Standing) -> str:
    """Write about 2¼ hours a month, rounded up; empty in the last month or with nothing to go."""
    days = standing.period.days_left(standing.as_of)
    if standing.remaining <= 0 or days <= _DAYS_A_MONTH:
        return ""
    rate = standing.remaining / (days / _DAYS_A_MONTH)
    if rate < 1:
        return "less than 1 hour a month"
    quarters = int((rate * 4).to_integral_value(ROUND_UP))
    whole, part = divmod(quarters, 4)
    return f"about {whole}{_QUARTERS[part]} {'hour' if quarters == 4 else 'hours'} a month"
