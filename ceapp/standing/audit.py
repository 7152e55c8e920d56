"""What a board would ask to see: the courses that a standing rests on, and their certificates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ceapp.rules.credit import Credit
from ceapp.rules.standing import CourseStanding, Standing

MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Audit:
    """How ready a license is for an audit of its period; `missing` are named, the rest counted."""

    courses: int
    on_file: int
    missing: tuple[Credit, ...]
    more_missing: int


def courses_behind(standing: Standing) -> tuple[CourseStanding, ...]:
    """Give the courses that a standing rests on, by date: each that counts or serves a need."""
    used = {
        use.credit.key
        for row in standing.requirements
        if row.requirement.is_need
        for use in row.uses
    }
    found = [course for course in standing.courses if course.counted or course.credit.key in used]
    return tuple(sorted(found, key=lambda course: course.credit.completed))


def course_ids_behind(standing: Standing) -> tuple[int, ...]:
    """Give the ids of the courses that a standing rests on."""
    return tuple(int(course.credit.key) for course in courses_behind(standing))


def audit_of(standing: Standing, with_certificate: Collection[int]) -> Audit:
    """Say which courses behind a standing have a certificate, given the ids of those that do."""
    behind = [course.credit for course in courses_behind(standing)]
    missing = [credit for credit in behind if int(credit.key) not in with_certificate]
    return Audit(
        courses=len(behind),
        on_file=len(behind) - len(missing),
        missing=tuple(missing[:MOST_NAMED]),
        more_missing=max(0, len(missing) - MOST_NAMED),
    )
