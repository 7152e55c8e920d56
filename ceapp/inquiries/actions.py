"""Recording what a board said about a license, and taking it back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ceapp.db import db
from ceapp.licenses.models import License


def record_answer(
    license: License,
    *,
    doubt: str,
    subject: str,
    accepted: bool,
    answered_on: date,
    words: str,
    behind: str,
    now: datetime,
) -> None:
    """Keep an answer with the license; a later one to the same question replaces it."""
    answer: dict[str, Any] = {
        "doubt": doubt,
        "subject": subject,
        "accepted": accepted,
        "answered_on": answered_on.isoformat(),
        "words": words,
        "behind": behind,
        "recorded_at": now.isoformat(),
    }
    # A new list: a JSON column does not notice changes inside the old one.
    license.board_answers = [*_others(license, doubt, subject), answer]
    db.session.commit()


def forget_answer(license: License, *, doubt: str, subject: str) -> None:
    """Take an answer back: the doubt is open again."""
    license.board_answers = _others(license, doubt, subject)
    db.session.commit()


def _others(license: License, doubt: str, subject: str) -> list[dict[str, Any]]:
    return [
        one for one in license.board_answers if (one["doubt"], one["subject"]) != (doubt, subject)
    ]
