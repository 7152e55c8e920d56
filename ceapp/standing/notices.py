"""What later features have to say at the top of the home page; they register how to ask them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

_EXTENSION = "ceapp.home_notices"


@dataclass(frozen=True, slots=True)
class HomeNotice:
    """A few words, what they mean, and where to go; the link may be left out."""

    lead: str
    text: str
    link: str = ""
    url: str = ""


Ask = Callable[[int], Sequence[HomeNotice]]


def register(app: Flask, ask: Ask) -> None:
    """Let `ask(user_id)` say what belongs at the top of this person's home page."""
    app.extensions.setdefault(_EXTENSION, []).append(ask)


def notices_for(user_id: int) -> list[HomeNotice]:
    """Give every notice for this person, in the order in which the features registered."""
    asked: Sequence[Ask] = current_app.extensions.get(_EXTENSION, ())
    return [notice for ask in asked for notice in ask(user_id)]
