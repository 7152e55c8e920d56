"""Reading a person's licenses and the courses they can use, ten as quickly as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Select, bindparam

from ceapp.boards import catalog
from ceapp.certificates.queries import courses_with_certificate
from ceapp.courses.credits import credits_of
from ceapp.courses.models import Course, CourseTopic
from ceapp.db import db
from ceapp.licenses.holding import as_holding
from ceapp.licenses.models import License, Renewal
from ceapp.licenses.queries import license_of, licenses, renewals
from ceapp.own_rules.queries import Load, loader
from ceapp.rules.credit import Credit
from ceapp.rules.occasion import occasion_of
from ceapp.rules.period import Period
from ceapp.rules.requirement import Credential
from ceapp.rules.standing import Standing
from ceapp.standing.assemble import Held, LicenseStanding, assemble
from ceapp.standing.audit import course_ids_behind
from ceapp.standing.carried import carried_from, closed_before, courses_carried
from ceapp.standing.periods import next_holding, periods_of
from ceapp.standing.reach import Reach, reach_of

UNKNOWN = "There is no rule file for this credential here."
BROKEN = "Its rule file has a mistake in it. “ceapp rules check” on the server names the place."


def standings_of(user_id: int, today: date) -> tuple[LicenseStanding, ...]:
    """Give the standing of each license in use, the one that expires first in front."""
    return _standings(user_id, licenses(user_id), today)


def standing_of(user_id: int, license_id: int, today: date) -> LicenseStanding | None:
    """Give the standing of one license, retired or not; None where it is not this person's.

    Courses of the period before are read too: the page says what became of them.
    """
    row = license_of(user_id, license_id)
    if row is None:
        return None
    return _standings(user_id, [row], today, earlier_periods=1)[0]


def standings_by(user_id: int, credential: Credential, today: date) -> tuple[LicenseStanding, ...]:
    """Give the standing of each license in use that names this credential, by these very rules."""
    rows = [row for row in licenses(user_id) if row.credential_id == credential.id]
    return _assembled(user_id, [_held(row, lambda _id: credential) for row in rows], today)


def periods_held(user_id: int, license_id: int, since: date) -> tuple[Period, ...]:
    """Give the periods of a license that end on `since` or later, the current one first.

    Nothing where the license is not this person's, or where its rules cannot be read.
    """
    row = license_of(user_id, license_id)
    return (
        tuple(period for period, _held in _through(_held(row, loader(user_id)), since))
        if row
        else ()
    )


def standing_in(user_id: int, license_id: int, ends: date, today: date) -> LicenseStanding | None:
    """Give the standing of one license in the period that ended, or will end, on `ends`.

    None where the license is not this person's or has no such period. The circumstances are
    those of today: what was true of the person at an earlier renewal is not kept.
    """
    row = license_of(user_id, license_id)
    through = _through(_held(row, loader(user_id)), ends) if row else ()
    then = [held for period, held in through if period.end == ends]
    return _assembled(user_id, then, today)[0] if then else None


def standing_in_next(user_id: int, license_id: int, today: date) -> LicenseStanding | None:
    """Give the standing of one license in the period after its current one.

    It starts the day after. One-time needs that are met stay met, circumstances of the current
    period end with it. Hours that may be carried over are not known before that period is closed.
    """
    row = license_of(user_id, license_id)
    held = _held(row, loader(user_id)) if row else None
    if held is None or held.credential is None:
        return None
    ended = {slug for slug, one in catalog.circumstances().items() if one.per_period}
    following = next_holding(held.credential, held.holding, ended)
    return _assembled(user_id, [replace(held, holding=following)], today, carrying=False)[0]


def standings_through(user_id: int, since: date, today: date) -> tuple[LicenseStanding, ...]:
    """Give each license in use once for every period that ends on `since` or later, in order."""
    load = loader(user_id)
    rows = (_held(row, load) for row in licenses(user_id))
    held = [then for row in rows for _period, then in _through(row, since)]
    return _assembled(user_id, held, today)


def with_certificate(user_id: int, standing: Standing) -> frozenset[int]:
    """Give the ids of the courses behind a standing that have a certificate on file."""
    return courses_with_certificate(user_id, course_ids_behind(standing))


def has_courses(user_id: int) -> bool:
    """Say whether the person has logged anything yet."""
    anything = (
        db.select(Course.id).where(Course.user_id == user_id, Course.deleted_at.is_(None)).exists()
    )
    return bool(db.session.scalar(db.select(anything)))


def _standings(
    user_id: int, rows: Iterable[License], today: date, *, earlier_periods: int = 0
) -> tuple[LicenseStanding, ...]:
    load = loader(user_id)
    held = [_held(row, load) for row in rows]
    return _assembled(user_id, held, today, earlier_periods=earlier_periods)


def _assembled(
    user_id: int,
    held: Sequence[Held],
    today: date,
    *,
    earlier_periods: int = 0,
    carrying: bool = True,
) -> tuple[LicenseStanding, ...]:
    topics = catalog.topics()
    closed = _closed_before(user_id, held) if carrying else [None] * len(held)
    reach = reach_of(held, topics, earlier_periods=earlier_periods)
    also = frozenset(key for one in closed for key in courses_carried(one))
    credits_ = _credits(user_id, reach, also)
    by_key = {credit.key: credit for credit in credits_}
    now_held = [
        replace(one, holding=replace(one.holding, carried=carried_from(before, by_key)))
        for one, before in zip(held, closed, strict=True)
    ]
    return assemble(now_held, credits_, topics, today=today)


def _closed_before(user_id: int, held: Sequence[Held]) -> list[Renewal | None]:
    """Give, for each license, the period that was closed before its own where hours pass on."""
    passing = {one.id for one in held if one.credential and _lets_hours_pass(one.credential)}
    closed = renewals(user_id, passing) if passing else ()
    return [
        closed_before(
            occasion_of(one.credential, one.holding).period,
            [row for row in closed if row.license_id == one.id],
        )
        if one.credential and one.id in passing
        else None
        for one in held
    ]


def _lets_hours_pass(credential: Credential) -> bool:
    return credential.carryover is not None and credential.carryover.limit > 0


def _through(held: Held, since: date) -> Iterator[tuple[Period, Held]]:
    """Give a license once for each period, as it was held then."""
    if held.credential is not None:
        for period, holding in periods_of(held.credential, held.holding, since):
            yield period, replace(held, holding=holding)


def _held(row: License, load: Load) -> Held:
    credential, trouble = None, ""
    try:
        credential = load(row.credential_id)
    except catalog.UnknownCredential:
        trouble = UNKNOWN
    except catalog.BrokenRuleFile:
        trouble = BROKEN
    return Held(
        id=row.id,
        credential_id=row.credential_id,
        holding=as_holding(row, credential),
        number=row.number,
        retired=row.retired_at is not None,
        credential=credential,
        trouble=trouble,
    )


def _credits(user_id: int, reach: Reach, also: frozenset[int]) -> list[Credit]:
    """Give the courses within the reach, and `also` those with these ids."""
    if reach.since is None:
        return credits_of(user_id)
    within = Course.completed >= reach.since
    if reach.older_on:
        within |= Course.id.in_(_OLDER if reach.enough is None else _ENOUGH_OLDER)
    if also:
        within |= Course.id.in_(sorted(also))
    values = {"owner": user_id, "since": reach.since, "older_on": sorted(reach.older_on)}
    return credits_of(user_id, within, values=values | {"enough": reach.enough})


def _older() -> tuple[Select[tuple[int]], Select[tuple[int]]]:
    """Select the older courses on some topics: all of them, the latest of each kind up to enough.

    What is asked is left open, so that it need not be put together for every page.
    """
    kind = (CourseTopic.topic, Course.format, Course.activity)
    latest_first = (Course.completed.desc(), Course.id.desc())
    later = db.func.sum(CourseTopic.hours).over(partition_by=kind, order_by=latest_first)
    counted = (
        db.select(CourseTopic.course_id, (later - CourseTopic.hours).label("later"))
        .join(Course, Course.id == CourseTopic.course_id)
        .where(
            CourseTopic.user_id == bindparam("owner"),
            CourseTopic.topic.in_(bindparam("older_on", expanding=True)),
            Course.completed < bindparam("since"),
            Course.planned.is_(False),  # hours that do not count must not crowd out those that do
            Course.deleted_at.is_(None),
        )
        .subquery()
    )
    every: Select[tuple[int]] = db.select(counted.c.course_id)
    return every, every.where(counted.c.later < bindparam("enough"))


_OLDER, _ENOUGH_OLDER = _older()
