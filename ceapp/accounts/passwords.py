"""Passwords: which ones are too easily guessed, and how they are stored (argon2id)."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
TOO_SHORT = "Use 12 characters or more; a few words in a row are fine"
TOO_PLAIN = "Use more than a few different characters"
TOO_COMMON = "This password is on lists that attackers try first; choose another"
SAME_AS_ACCOUNT = "Choose a password that is not your e-mail address or your name"
_FEWEST_DIFFERENT = 5
_COMMON = Path(__file__).with_name("common_passwords.txt")

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# The hash of a random text that was thrown away. Checking against it takes as long as checking
# against a real one, so that an unknown e-mail address cannot be told from a wrong password.
_NOBODYS = (
    "$argon2id$v=19$m=19456,t=2,p=1$O8KoPB7dAfB6TkiKgYq/pA$"
    "OeKkWysMxqCQRg5yqqxb0iCO7aEGjxWDSb0npnMpXrc"
)


@cache
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text(encoding="utf-8").split())


def weakness(password: str, *, known: tuple[str, ...] = ()) -> str | None:
    """Say why `password` is too easily guessed, or None; `known` are the e-mail and the name."""
    plain = _folded(password)
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(set(plain)) < _FEWEST_DIFFERENT:
        return TOO_PLAIN
    if plain in {_folded(word) for word in known}:
        return SAME_AS_ACCOUNT
    return TOO_COMMON if plain in _common() else None


def hash_password(password: str) -> str:
    """Give what is stored of a password."""
    return _hasher.hash(_normal(password))


def matches(stored: str | None, password: str) -> bool:
    """Say whether `password` is the one behind `stored`; None takes as long and never matches."""
    try:
        return _hasher.verify(stored or _NOBODYS, _normal(password)) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> str:
    # The same letters typed on two keyboards can be different code points.
    return unicodedata.normalize("NFKC", password)


def _folded(text: str) -> str:
    return "".join(_normal(text).casefold().split())
