"""What courses do together: what all of them leave, and which of them change nothing of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from ceapp.planning.priced import Priced
from ceapp.rules.credit import Credit
from ceapp.rules.standing import Standing
from ceapp.rules.vocabulary import Topics
from ceapp.standing.answers import State, listed
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.effects import Change, changes_between
from ceapp.standing.left import state_within, what_is_left
from ceapp.standing.supposing import supposing

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six")
_FINE = frozenset({State.COMPLETE, State.NOTHING_ASKED})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one license comes to if all the courses are finished; `was` is what is left today."""

    license_id: int
    name: str
    ends: date
    was: str
    left: str
    complete: bool
    newly: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """All the courses at once; without the `needless` ones just the same would be left."""

    answer: str
    outcomes: tuple[Outcome, ...]
    needless: tuple[Priced, ...]


def together(
    licenses: Sequence[LicenseStanding], courses: Sequence[Priced], topics: Topics
) -> Together:
    """Work out what `courses` leave of each license whose rules can be read."""
    credits_ = [one.credit for one in courses]
    goal = _all_supposing(licenses, credits_, topics)
    outcomes = tuple(
        _outcome(one, one.standing, goal[one.held.id], topics)
        for one in licenses
        if one.standing is not None
    )
    needless = _needless(licenses, courses, goal, topics)
    return Together(
        _answer(outcomes, len(courses) - len(needless), len(courses)), outcomes, needless
    )


def _all_supposing(
    licenses: Sequence[LicenseStanding], done: Collection[Credit], topics: Topics
) -> dict[int, Standing]:
    found = {one.held.id: supposing(one, done, topics) for one in licenses}
    return {license_id: then for license_id, then in found.items() if then is not None}


def _outcome(one: LicenseStanding, now: Standing, then: Standing, topics: Topics) -> Outcome:
    complete = state_within(then) in _FINE
    return Outcome(
        license_id=one.held.id,
        name=one.name,
        ends=then.period.end,
        was=what_is_left(now),
        left=what_is_left(then),
        complete=complete,
        newly=complete and state_within(now) not in _FINE,
        changes=tuple(changes_between(now, then, topics)),
    )


def _needless(
    licenses: Sequence[LicenseStanding],
    courses: Sequence[Priced],
    goal: dict[int, Standing],
    topics: Topics,
) -> tuple[Priced, ...]:
    """Leave courses out one by one, the dearest first, as long as the same is left."""
    kept = list(courses)
    for one in sorted(courses, key=lambda each: each.cents or 0, reverse=True):
        fewer = [each for each in kept if each is not one]
        credits_ = [each.credit for each in fewer]
        if all(
            _same(supposing(held, credits_, topics), goal.get(held.held.id)) for held in licenses
        ):
            kept = fewer
    return tuple(one for one in courses if one not in kept)


def _same(one: Standing | None, other: Standing | None) -> bool:
    """Say whether two standings leave the same, also of what is to settle."""
    if one is None or other is None:
        return one is other
    return (
        one.remaining == other.remaining
        and one.remaining_if_overlap == other.remaining_if_overlap
        and {note.text for note in one.notes if note.doubt}
        == {note.text for note in other.notes if note.doubt}
    )


def _answer(outcomes: Sequence[Outcome], useful: int, courses: int) -> str:
    newly = [one.name for one in outcomes if one.newly]
    if newly and all(one.complete for one in outcomes):
        return f"With {_these(useful, courses)} you are complete"
    if newly:
        return (
            f"Together they complete {listed(newly)}"
            if courses > 1
            else (f"This course completes {listed(newly)}")
        )
    if useful == 0:
        return (
            "None of these changes what is left"
            if courses > 1
            else ("This course changes nothing of what is left")
        )
    return (
        "What each of these would count for"
        if courses > 1
        else ("What this course would count for")
    )


def _these(useful: int, courses: int) -> str:
    if useful < courses:
        return f"{_NUMBERS[useful]} of these {_NUMBERS[courses]}"
    return "this course" if courses == 1 else f"these {_NUMBERS[courses]}"
