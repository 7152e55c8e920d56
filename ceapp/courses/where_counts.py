"""Where a course counts, as the log shows it; a later feature knows, and registers how to ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from flask import Flask, current_app

from ceapp.courses.models import Course

_EXTENSION = "ceapp.where_counts"


@dataclass(frozen=True, slots=True)
class Chip:
    """What one license makes of one course.

    `license` is its short name, `hours` those that count there, `reason` a few words where they
    are not simply all counted, `url` the page that explains it. `ask` means: can't tell.
    """

    license: str
    hours: Decimal
    kind: Literal["yes", "no", "ask"]
    reason: str = ""
    url: str = ""


Chips = Mapping[int, Sequence[Chip]]
Ask = Callable[[int, Sequence[Course], date], Chips]


def register(app: Flask, ask: Ask) -> None:
    """Let `ask(user_id, courses, today)` answer, by course id, where courses count."""
    app.extensions[_EXTENSION] = ask


def where_counts(user_id: int, courses: Sequence[Course], today: date) -> Chips:
    """Give the chips of these courses; none where nobody has registered or no license is held."""
    ask: Ask | None = current_app.extensions.get(_EXTENSION)
    answers = ask(user_id, courses, today) if ask and courses else {}
    return {course_id: chips for course_id, chips in answers.items() if chips}
