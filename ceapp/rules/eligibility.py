"""Which requirements bind a license, and which hours of a course may serve them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ceapp.rules.credit import Credit
from ceapp.rules.occasion import Occasion
from ceapp.rules.period import ONE_DAY, Period, months_before, period_ending
from ceapp.rules.requirement import Credential, Renewals, Requirement
from ceapp.rules.vocabulary import Activity, Topics

# The activities that every board means when it speaks of continuing education.
COURSES = frozenset({Activity.COURSE, Activity.ACADEMIC_COURSE})


def applies(requirement: Requirement, now: Occasion) -> bool:
    """Say whether a requirement binds the renewal `now`."""
    return (
        (requirement.renewals is Renewals.ALL or now.first_renewal is _first_only(requirement))
        and (requirement.applies_if is None or requirement.applies_if in now.facts)
        and (requirement.unless is None or requirement.unless not in now.facts)
        and _from_until(now.expires, requirement.renewing_from, requirement.renewing_until)
        and _from_until(now.period.start, requirement.periods_from, requirement.periods_until)
    )


def applies_at_another_date(requirement: Requirement, now: Occasion) -> bool:
    """Say whether only the dates that a requirement names keep it from binding the renewal."""
    dateless = replace(
        requirement, renewing_from=None, renewing_until=None, periods_from=None, periods_until=None
    )
    return applies(dateless, now) and not applies(requirement, now)


def _first_only(requirement: Requirement) -> bool:
    return requirement.renewals is Renewals.FIRST


def _from_until(day: date, start: date | None, end: date | None) -> bool:
    return (start is None or start <= day) and (end is None or day <= end)


def window_of(requirement: Requirement, period: Period, months: int, issued: date | None) -> Period:
    """Give the days whose courses may serve a requirement in `period`.

    Each renewal and every limit: the period itself. Once: any day up to the period's end. Every N
    renewals: the last N periods, which begin no earlier than the license. Every N years: the N
    years that end at the expiration. A need may say from which day on a course serves it.
    """
    window = _window(requirement, period, months, issued)
    since = requirement.courses_from
    return window if since is None or since <= window.start else Period(since, window.end)


def _window(requirement: Requirement, period: Period, months: int, issued: date | None) -> Period:
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
        and requirement.without_approvals.isdisjoint(credit.approvals)
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
    """Say whether no requirement of the credential, nor a conversion, names this activity."""
    return credit.activity not in named_activities(credential)


def named_activities(credential: Credential) -> frozenset[Activity]:
    """Give the activities that the rules speak of, courses always among them."""
    named = [rule.activities for rule in credential.requirements]
    named += [rule.activities for rule in credential.conversions]
    return COURSES.union(*named)


def _names_no_accepted_approval(credit: Credit, credential: Credential) -> bool:
    accepted = credential.accepted_approvals
    return bool(accepted) and accepted.isdisjoint(credit.approvals)
