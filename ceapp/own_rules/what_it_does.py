"""What changed rules do to the licenses that go by them; a later feature decides, and registers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Flask, current_app

from ceapp.rules.requirement import Credential

_EXTENSION = "ceapp.what_rules_do"


@dataclass(frozen=True, slots=True)
class Effect:
    """A license of the person, with its answer in a sentence by the rules before and after.

    `details` says what the hours that remain afterwards are for, "" where nothing remains.
    """

    license: str
    url: str
    before: str
    after: str
    details: str = ""


Ask = Callable[[int, Credential, date], Sequence[Effect]]


def register(app: Flask, ask: Ask) -> None:
    """Let `ask(user_id, changed, today)` answer for each license on rules of that id."""
    app.extensions[_EXTENSION] = ask


def what_it_does(user_id: int, changed: Credential, today: date) -> Sequence[Effect]:
    """Give the effect on each license in use that goes by the rules with the id of `changed`."""
    ask: Ask | None = current_app.extensions.get(_EXTENSION)
    return ask(user_id, changed, today) if ask else ()
