"""Reading a person's own rules; a text is read once, however often it is asked for."""

from __future__ import annotations

from functools import lru_cache

from ceapp.boards import catalog
from ceapp.rules.requirement import Credential
from ceapp.rules.rule_fields import RuleMistakes

_KEPT = 256


@lru_cache(maxsize=_KEPT)
def read_own(text: str) -> Credential:
    """Read the document of a person's own rules; raises `RuleMistakes`."""
    return catalog.read_text(text, own=True)


@lru_cache(maxsize=_KEPT)
def read_ours(text: str) -> Credential:
    """Read the text of one of our rule files as it was once; raises `RuleMistakes`."""
    return catalog.read_text(text)


def name_of(document: str) -> str:
    """Give the name of the license that a document is about; a plain word where none is read."""
    try:
        return read_own(document).name
    except RuleMistakes:
        return "Rules that cannot be read"
