"""The address in every mail that stops them: signed, and of no use once its key is changed."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadSignature, Signer

_SALT = "ceapp.reminders.stop"


def stop_token(user_id: int, stop_key: str) -> str:
    """Give the token that stops this person's reminders; short, so that no header must be cut."""
    return _signer().sign(f"{user_id}-{stop_key}").decode()


def read_stop_token(token: str) -> tuple[int, str] | None:
    """Give the person and the key that a token names; None where we did not sign it."""
    try:
        signed = _signer().unsign(token.encode()).decode()
    except (BadSignature, UnicodeError):
        return None
    user_id, _, stop_key = signed.partition("-")
    return int(user_id), stop_key


def _signer() -> Signer:
    key = current_app.secret_key
    assert key  # noqa: S101 - `config.apply` has set it
    return Signer(key, salt=_SALT, key_derivation="hmac")
