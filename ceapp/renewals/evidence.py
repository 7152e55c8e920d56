"""What is kept of a closed period: the standing in words and figures, tied to nothing."""

from __future__ import annotations

from typing import Any

from ceapp.rules.naming import requirement_name
from ceapp.rules.standing import CourseStanding, RequirementStanding, Standing
from ceapp.rules.vocabulary import Topics


def evidence_of(standing: Standing, topics: Topics) -> dict[str, Any]:
    """Give a standing as JSON can hold it: hours as text, dates as YYYY-MM-DD."""
    return {
        "name": standing.credential.name,
        "board": standing.credential.board,
        "starts": standing.period.start.isoformat(),
        "ends": standing.period.end.isoformat(),
        "as_of": standing.as_of.isoformat(),
        "first_renewal": standing.first_renewal,
        "complete": standing.complete,
        "sure": standing.sure,
        "remaining": _hours(standing.remaining),
        "requirements": [_requirement(row, topics) for row in standing.requirements],
        "courses": [_course(one) for one in standing.courses if _bears_on(one, standing)],
        "notes": [note.text for note in standing.notes],
    }


def _requirement(row: RequirementStanding, topics: Topics) -> dict[str, Any]:
    rule = row.requirement
    return {
        "id": rule.id,
        "name": requirement_name(rule, topics),
        "is_need": rule.is_need,
        "hours": _hours(row.hours),
        "earned": _hours(row.earned),
        "counted": _hours(row.counted),
        "remaining": _hours(row.remaining),
        "declared_met": row.declared_met,
        "cite": rule.citation.cite,
        "url": rule.citation.url,
        "courses": [{"title": use.credit.title, "hours": _hours(use.hours)} for use in row.uses],
    }


def _course(one: CourseStanding) -> dict[str, Any]:
    credit = one.credit
    return {
        "title": credit.title,
        "provider": credit.provider,
        "completed": credit.completed.isoformat(),
        "hours": _hours(credit.hours),
        "counted": _hours(one.counted),
        "reasons": [
            {"code": str(why.code), "hours": _hours(why.hours), "text": why.text}
            for why in one.reasons
        ],
    }


def _bears_on(one: CourseStanding, standing: Standing) -> bool:
    """Say whether a course was taken in the period or did something for it."""
    served = any(
        use.credit.key == one.credit.key for row in standing.requirements for use in row.uses
    )
    taken_in_it = one.credit.completed in standing.period and not one.credit.planned
    return served or one.counted > 0 or taken_in_it


def _hours(hours: Any) -> str:
    return f"{hours.normalize():f}"
