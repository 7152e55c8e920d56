"""What proves a course, as its page shows it; a later feature keeps the files, and registers."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, current_app
from markupsafe import Markup

from ceapp.courses.models import Course

_EXTENSION = "ceapp.proofs"
Show = Callable[[Course], str]


def register(app: Flask, show: Show) -> None:
    """Let `show(course)` give the part of a course's page that is about its certificates."""
    app.extensions[_EXTENSION] = show


def proofs(course: Course) -> Markup:
    """Give that part; empty where nobody has registered."""
    show: Show | None = current_app.extensions.get(_EXTENSION)
    return Markup(show(course)) if show else Markup()  # noqa: S704 - a template made it
