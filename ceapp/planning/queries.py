"""Reading what a person plans, and the licenses it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ceapp.boards import catalog
from ceapp.boards.lists import Approval
from ceapp.courses.credits import as_credit
from ceapp.courses.models import Course
from ceapp.courses.queries import planned_courses
from ceapp.planning.comparison import MOST_AT_ONCE, Comparison, compare
from ceapp.planning.priced import Priced
from ceapp.standing.queries import standings_of


def comparison(user_id: int, asked: Sequence[int], today: date) -> Comparison | None:
    """Compare the courses `asked` for, or the first that are planned; None where one is not theirs.

    A course whose day has passed is not compared: first it is to be said whether it was taken.
    """
    approvals = catalog.approvals()
    planned = {row.id: _priced(row, approvals) for row in planned_courses(user_id, today)}
    if not planned.keys() >= set(asked):
        return None
    chosen = list(dict.fromkeys(asked or planned))[:MOST_AT_ONCE]
    others = [one for course_id, one in planned.items() if course_id not in chosen]
    licenses = standings_of(user_id, today)
    return compare(licenses, [planned[each] for each in chosen], others, catalog.topics())


def _priced(row: Course, approvals: Mapping[str, Approval]) -> Priced:
    named = [
        approvals[given.approval].short for given in row.approvals if given.approval in approvals
    ]
    return Priced(as_credit(row), row.cost_cents, ", ".join(named))
