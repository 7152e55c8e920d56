"""Which requirements bind a license, and which hours of a course may serve them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ceapp.rules.credit import Credit
from ceapp.rules.period import ONE_DAY, Period, months_before, period_ending
from ceapp.rules.requirement import Credential, Renewals, Requirement
from ceapp.rules.vocabulary import Activity, Topics

# The activities that every board means when it speaks of continuing education.
COURSES = frozenset({Activity.COURSE, Activity.ACADEMIC_COURSE})


def applies(
    requirement: Requirement, *, expires: date, first_renewal: bool, facts: frozenset[str]
) -> bool:
    """Say whether a requirement binds the renewal on `expires` of somebody with these facts."""
    if requirement.renewals is not Renewals.ALL:
        wanted = requirement.renewals is Renewals.FIRST
        if wanted is not first_renewal:
            return False
    if requirement.applies_if is not None and requirement.applies_if not in facts:
        return False
    if requirement.renewing_from is not None and expires < requirement.renewing_from:
        return False
    return requirement.renewing_until is None or expires <= requirement.renewing_until


def applies_at_another_date(
    requirement: Requirement, *, expires: date, first_renewal: bool, facts: frozenset[str]
) -> bool:
    """Say whether only the dates that a requirement names keep it from binding this renewal."""
    dateless = replace(requirement, renewing_from=None, renewing_until=None)
    return applies(
        dateless, expires=expires, first_renewal=first_renewal, facts=facts
    ) and not applies(requirement, expires=expires, first_renewal=first_renewal, facts=facts)


def window_of(requirement: Requirement, period: Period, months: int, issued: date | None) -> Period:
    """Give the days whose courses may serve a requirement in `period`.

    Each renewal and every limit: the period itself. Once: any day up to the period's end. Every N
    renewals: the last N periods, which begin no earlier than the license. Every N years: the N
    years that end at the expiration.
    """
    every = requirement.every
    if not requirement.is_need or every.renewal:
        return period
    if every.once:
        return Period(date.min, period.end)
    if every.years is not None:
        return period_ending(period.end, 12 * every.years)
    start = months_before(period.start - ONE_DAY, months * ((every.renewals or 1) - 1)) + ONE_DAY
    if issued is not None and start < issued <= period.start:
        start = issued
    return Period(start, period.end)


def fits(credit: Credit, requirement: Requirement) -> bool:
    """Say whether a course as a whole matches: one of each list that the requirement gives.

    The hours that match are then those on the requirement's topics, at most the course's.
    """
    return (
        (not requirement.formats or credit.format in requirement.formats)
        and (not requirement.activities or credit.activity in requirement.activities)
        and (not requirement.approvals or not requirement.approvals.isdisjoint(credit.approvals))
    )


def matching_topics(credit: Credit, requirement: Requirement, topics: Topics) -> tuple[str, ...]:
    """Give the course's topics that satisfy the requirement's; narrower satisfy broader."""
    return tuple(k for k in credit.topics if topics.within(k, requirement.topics))


def approval_refused(credit: Credit, credential: Credential) -> bool:
    """Say whether the board counts nothing of a course because of who approved it, or nobody."""
    return (
        credential.approvals_required
        and credit.activity is Activity.COURSE
        and _names_no_accepted_approval(credit, credential)
    )


def approval_unconfirmed(credit: Credit, credential: Credential) -> bool:
    """Say whether a course counts only provisionally, naming no approval from the board's list."""
    return (
        not credential.approvals_required
        and credit.activity is Activity.COURSE
        and _names_no_accepted_approval(credit, credential)
    )


def activity_unconfirmed(credit: Credit, credential: Credential) -> bool:
    """Say whether no requirement of the credential names this kind of activity."""
    return credit.activity not in COURSES and not any(
        credit.activity in requirement.activities for requirement in credential.requirements
    )


def _names_no_accepted_approval(credit: Credit, credential: Credential) -> bool:
    accepted = credential.accepted_approvals
    return bool(accepted) and accepted.isdisjoint(credit.approvals)
