"""The standing of one license: per requirement and per course, what counts, what not, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ceapp.rules import reasons
from ceapp.rules.allocation import TooLarge
from ceapp.rules.case import Case
from ceapp.rules.course_reasons import CourseStanding, explain_courses
from ceapp.rules.credit import Credit
from ceapp.rules.doubt import Doubt, Note
from ceapp.rules.doubts import (
    note_on_overlap,
    notes_on_courses,
    notes_on_questions,
)
from ceapp.rules.occasion import Holding
from ceapp.rules.period import Period
from ceapp.rules.requirement import Credential, Overlap, Requirement
from ceapp.rules.rule_notes import notes_on_rules, notes_to_know
from ceapp.rules.shares import Share, Variant, counted_under, remaining_in, share_case
from ceapp.rules.vocabulary import Topics

__all__ = [
    "CourseStanding",
    "Doubt",
    "Holding",
    "Note",
    "RequirementStanding",
    "Standing",
    "Use",
    "decide_standing",
]


class Use(NamedTuple):
    """Hours of one course that serve one requirement; `carried` from the period before."""

    credit: Credit
    hours: Decimal
    carried: bool = False


@dataclass(frozen=True, slots=True)
class RequirementStanding:
    """One requirement of this license and period.

    For a need: `hours` needed, `earned` every matching hour in its window, `counted` what serves
    it (at most the need), `remaining` the shortage. For a limit: `hours` is the most that may
    count, `counted` how many do, `remaining` is 0. `due` is the last day for it, included.
    """

    requirement: Requirement
    window: Period
    due: date
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


def decide_standing(
    credential: Credential,
    topics: Topics,
    holding: Holding,
    credits: Iterable[Credit],
    as_of: date,
    *,
    outside_first: bool = False,
) -> Standing:
    """Decide what a license still needs on the day `as_of`, and why.

    `credits` are all courses of the person, in the order entered; their keys are unique. Courses
    after `as_of`, and planned ones whatever their date, are not counted. The definition is in
    `allocation`; `outside_first` gives ties between needs to those outside the total, as people
    expect to see it. Where rules and courses are more than can be weighed in about a second,
    nothing counts and that is said.
    """
    case = Case(credential, topics, holding, tuple(credits), as_of)
    try:
        return _decided(case, outside_first=outside_first)
    except TooLarge:
        return _not_worked_out(case)


def _decided(case: Case, *, outside_first: bool) -> Standing:
    overlap = case.overlap
    careful, asked = _settle_questions(
        case,
        Variant(
            overlap=overlap is Overlap.ALLOWED,
            not_earlier=_not_accepted_from_before(case),
            outside_first=outside_first,
        ),
    )
    share = share_case(case, careful)
    if_overlap = None
    if overlap is Overlap.UNSTATED:
        if_overlap = share.remaining_if_overlap
        if if_overlap is None:
            if_overlap = remaining_in(case, replace(careful, overlap=True))
    notes = (
        *note_on_overlap(share, if_overlap),
        *notes_on_questions(case, asked),
        *notes_on_courses(case, careful, share),
        *notes_on_rules(case, share),
        *notes_to_know(case),
    )
    return Standing(
        credential=case.credential,
        period=case.period,
        as_of=case.as_of,
        first_renewal=case.first_renewal,
        complete=share.remaining == 0,
        sure=all(note.doubt is None for note in notes),
        remaining=share.remaining,
        remaining_if_overlap=if_overlap,
        requirements=tuple(_requirement(case, share, asked, r) for r in case.requirements),
        courses=explain_courses(case, share),
        notes=notes,
    )


def _not_worked_out(case: Case) -> Standing:
    """Give a standing in which nothing counts, where there is more than can be weighed at once."""
    holding = replace(case.holding, carried=())
    bare = _decided(
        Case(case.credential, case.topics, holding, (), case.as_of), outside_first=False
    )
    return replace(
        bare,
        complete=False,
        sure=False,
        courses=tuple(
            CourseStanding(credit, Decimal(0), (reasons.too_large(credit.hours),))
            for credit in case.credits
        ),
        notes=(Note(reasons.TOO_LARGE, Doubt.RULE, subject="too large"), *bare.notes),
    )


def _not_accepted_from_before(case: Case) -> frozenset[str]:
    """Give the keys of courses from before the period that the board takes for no one-time need."""
    return frozenset(
        key
        for (doubt, key), accepted in case.holding.answers.items()
        if doubt == Doubt.EARLIER and not accepted
    )


def _settle_questions(case: Case, base: Variant) -> tuple[Variant, frozenset[str]]:
    """Leave out the one-time needs that the person is unsure about and that no course meets.

    One that logged courses meet, at no cost to anything else, is no question any more.
    """
    asked = frozenset(n.id for n in case.needs if n.every.once and n.id in case.holding.asked)
    variant = replace(base, not_asked=asked)
    for need in case.needs:
        if need.id in asked:
            if case.earned(need) < need.hours:
                continue
            with_it = replace(variant, not_asked=variant.not_asked - {need.id})
            answer = share_case(case, with_it)
            alone = remaining_in(case, variant)
            if not answer.shortages[need.id] and answer.remaining == alone:
                variant = with_it
    return variant, variant.not_asked


def _requirement(
    case: Case, share: Share, asked: frozenset[str], requirement: Requirement
) -> RequirementStanding:
    declared = requirement.is_need and case.declared_met(requirement)
    uses: tuple[Use, ...] = ()
    counted = remaining = Decimal(0)
    if not requirement.is_need:
        counted = counted_under(case, share, requirement)
    elif requirement.id in share.shortages:
        remaining = share.shortages[requirement.id]
        counted = requirement.hours - remaining
        uses = _uses(case, share, requirement, counted)
    return RequirementStanding(
        requirement=requirement,
        window=case.windows[requirement.id],
        due=case.deadline(requirement),
        hours=requirement.hours,
        earned=case.earned(requirement),
        counted=counted,
        remaining=remaining,
        uses=uses,
        declared_met=declared,
        asked=requirement.id in asked,
    )


def _uses(case: Case, share: Share, need: Requirement, counted: Decimal) -> tuple[Use, ...]:
    """Give the courses behind a need by date, trimmed to what it counts."""
    uses, left = [], counted
    for bearing in case.bearings if left else ():
        given = share.by_course[bearing.key].get(need.id)
        if given:
            hours = min(left, given)
            uses.append(Use(bearing.credit, hours, bearing.carried))
            left -= hours
            if not left:
                break
    return tuple(uses)
