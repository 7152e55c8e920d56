"""Where a course counts: a chip for each license, for pages that list courses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from ceapp.courses.where_counts import Chip
from ceapp.rules.reasons import Code, Reason
from ceapp.rules.standing import CourseStanding, Standing
from ceapp.standing.answers import ZERO
from ceapp.standing.assemble import LicenseStanding

_SHORT: Mapping[Code, str] = {
    Code.BEFORE_PERIOD: "before this period",
    Code.AFTER_PERIOD: "after this period",
    Code.PLANNED: "planned",
    Code.OVER_LIMIT: "over a limit",
    Code.APPROVAL_NOT_ACCEPTED: "no accepted approval",
    Code.APPROVAL_UNCONFIRMED: "approval to confirm",
    Code.ACTIVITY_NOT_ACCEPTED: "not this activity",
    Code.ACTIVITY_UNCONFIRMED: "ask the board",
    Code.REPEATED: "taken before",
    Code.UNKNOWN_RULE: "ask the board",
}
_ASK = (Code.ACTIVITY_UNCONFIRMED, Code.UNKNOWN_RULE, Code.APPROVAL_UNCONFIRMED)
Kind = Literal["yes", "no", "ask"]
_ONE_NEED = "for one need only"


def chips_of(
    licenses: Sequence[LicenseStanding],
    course_ids: Iterable[int],
    link: Callable[[int], str],
) -> dict[int, list[Chip]]:
    """Give the chips of each course; one that was not read for a license lies before its period.

    `link` gives the address of a license's page.
    """
    names = _short_names(licenses)
    decided = [
        (
            names[one.held.id],
            link(one.held.id),
            one.standing,
            {course.credit.key: course for course in one.standing.courses},
        )
        for one in licenses
        if one.standing is not None
    ]
    return {
        course_id: [
            _chip(name, url, standing, courses.get(str(course_id)))
            for name, url, standing, courses in decided
        ]
        for course_id in course_ids
    }


def _short_names(licenses: Sequence[LicenseStanding]) -> dict[int, str]:
    """Name a license CA, or CA LCSW where the person holds two in that state."""
    found = {one.held.id: one.held.credential for one in licenses}
    places = Counter(each.jurisdiction for each in found.values() if each)
    return {
        license_id: _short_name(each.jurisdiction, each.abbreviation or each.title, places)
        for license_id, each in found.items()
        if each is not None
    }


def _short_name(jurisdiction: str, title: str, places: Mapping[str, int]) -> str:
    slug = jurisdiction.removeprefix("us-")
    state = jurisdiction if slug == jurisdiction else slug.upper()
    return state if places[jurisdiction] == 1 else f"{state} {title}"


def _chip(name: str, url: str, standing: Standing, course: CourseStanding | None) -> Chip:
    if course is None:
        return Chip(name, ZERO, "no", _SHORT[Code.BEFORE_PERIOD], url)
    hours, kind, text = outcome_of(course, standing)
    # A course that counts in full has no place of its own on the license's page.
    in_full = kind == "yes" and not text
    anchor = "" if in_full else f"#course-{course.credit.key}"
    return Chip(name, hours, kind, text, f"{url}{anchor}")


def outcome_of(course: CourseStanding, standing: Standing) -> tuple[Decimal, Kind, str]:
    """Give the hours of a course that count, what to mark them with, and a few words why."""
    codes = {reason.code for reason in course.reasons if _weighs(reason)}
    for code in _ASK:
        if code in codes:
            return course.counted, "ask", _SHORT[code]
    others = [code for code in codes if code in _SHORT]
    text = _SHORT[min(others)] if others else ""
    if course.counted > 0:
        return course.counted, "yes", text
    back = _looked_back(course.credit.key, standing)
    if back > 0:
        return back, "yes", _ONE_NEED
    return ZERO, "no", text


def _weighs(reason: Reason) -> bool:
    return reason.hours > 0 or reason.code in _ASK


def _looked_back(key: str, standing: Standing) -> Decimal:
    return max(
        (
            use.hours
            for row in standing.requirements
            if row.requirement.is_need
            for use in row.uses
            if use.credit.key == key
        ),
        default=ZERO,
    )
