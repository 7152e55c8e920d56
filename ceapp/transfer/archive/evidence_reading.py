"""Reads what was kept of a closed period: a shape that pages rely on, and nothing beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ceapp.transfer.archive.fields import Fields

_TEXT = 5_000
_ADDRESS = re.compile(r"(?:https?://[^\s]+)?")


def evidence(one: Fields) -> Mapping[str, Any]:
    """Check the evidence, and give it as it is."""
    one.only("name", "board", "starts", "ends", "as_of", "first_renewal", "complete", "sure",
             "remaining", "requirements", "courses", "notes")  # fmt: skip
    _texts(one, "name", "board")
    for name in ("starts", "ends", "as_of"):
        one.day(name)
    _truths(one, "first_renewal", "complete", "sure")
    one.amount("remaining")
    one.items("requirements", "requirement", _requirement)
    one.items("courses", "course", _course)
    one.values("notes", lambda note: note.text("value", _TEXT))
    return one.data


def _requirement(one: Fields) -> None:
    one.only("id", "name", "is_need", "hours", "earned", "counted", "remaining", "declared_met",
             "cite", "url", "courses")  # fmt: skip
    _texts(one, "id", "name", "cite")
    one.text("url", _TEXT, shape=_ADDRESS)
    _truths(one, "is_need", "declared_met")
    for name in ("hours", "earned", "counted", "remaining"):
        one.amount(name)
    one.items("courses", "course", _use)


def _use(one: Fields) -> None:
    one.only("title", "hours")
    one.text("title", _TEXT)
    one.amount("hours")


def _course(one: Fields) -> None:
    one.only("title", "provider", "completed", "hours", "counted", "reasons")
    _texts(one, "title", "provider")
    one.day("completed")
    one.amount("hours")
    one.amount("counted")
    one.items("reasons", "reason", _reason)


def _reason(one: Fields) -> None:
    one.only("code", "hours", "text")
    _texts(one, "code", "text")
    one.amount("hours")


def _texts(one: Fields, *names: str) -> None:
    for name in names:
        one.text(name, _TEXT)


def _truths(one: Fields, *names: str) -> None:
    for name in names:
        one.truth(name)
