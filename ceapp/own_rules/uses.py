"""Which licenses go by which rules; a later feature knows, and registers how to ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

_EXTENSION = "ceapp.uses_of_rules"


@dataclass(frozen=True, slots=True)
class Use:
    """A license of the person: the rules it goes by, its name, its page, and where to change it."""

    credential_id: str
    name: str
    url: str
    change_url: str


Ask = Callable[[int], Sequence[Use]]


def register(app: Flask, ask: Ask) -> None:
    """Let `ask(user_id)` give every license of the person."""
    app.extensions[_EXTENSION] = ask


def uses(user_id: int) -> Sequence[Use]:
    """Give every license of the person, retired ones included."""
    ask: Ask | None = current_app.extensions.get(_EXTENSION)
    return ask(user_id) if ask else ()
