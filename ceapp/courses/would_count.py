"""What a course would count for before it is saved; a later feature knows, and registers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import Flask, current_app
from markupsafe import Markup

from ceapp.courses.credits import credit_of
from ceapp.courses.forms import CourseForm
from ceapp.courses.models import Course
from ceapp.rules.credit import Credit

_EXTENSION = "ceapp.would_count"
WOULD_COUNT = "would-count"  # the button of the course form that asks
NEW = "0"  # the key of a course that has no row yet; rows are numbered from 1
Show = Callable[[int, Credit, date], str]


def register(app: Flask, show: Show) -> None:
    """Let `show(user_id, credit, today)` give the part of the form that answers for each license.

    The credit is a course as it was typed; one that is being changed has the key of its row.
    """
    app.extensions[_EXTENSION] = show


def would_count(
    user_id: int, form: CourseForm, button: str, course: Course | None = None
) -> Markup:
    """Give the answer where `button` asks for it and the form, validated, has no fault.

    Nothing is written. Empty where nobody asks, or where nobody has registered.
    """
    show: Show | None = current_app.extensions.get(_EXTENSION)
    if button != WOULD_COUNT or show is None or form.errors:
        return Markup()
    credit = credit_of(form.entry(), str(course.id) if course else NEW)
    return Markup(show(user_id, credit, form.today))  # noqa: S704 - a template made it
