"""How mail leaves this machine: the settings of an SMTP server, checked at the start."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ceapp.errors import SettingsError

ENVIRONMENT = {
    "CEAPP_SMTP_HOST": "The server that takes the mail. Unset: mail becomes files in the instance.",
    "CEAPP_SMTP_PORT": "Its port (465 with tls, 587 with starttls, 25 with none).",
    "CEAPP_SMTP_SECURITY": "How the way there is protected: tls, starttls or none (starttls).",
    "CEAPP_SMTP_USER": "The name to sign in to the mail server with, if it asks for one.",
    "CEAPP_SMTP_PASSWORD": "The password that belongs to that name.",
    "CEAPP_MAIL_FROM": "The address that mail comes from, such as good-standing@example.org.",
}
NEAR = frozenset({"127.0.0.1", "localhost", "::1"})
_ADDRESS = re.compile(r"[^@\s<>\",;:]+@[^@\s<>\",;:]+")


class Security(StrEnum):
    """How the way to the mail server is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


_PORTS = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}


@dataclass(frozen=True, slots=True)
class Smtp:
    """The mail server of this instance and the address that mail comes from."""

    host: str
    sender: str
    port: int = 587
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)


def smtp_from(environ: Mapping[str, str]) -> Smtp | None:
    """Read the mail server from environment variables; None where no host is named.

    Raises `SettingsError` with a sentence that names the setting at fault.
    """
    host = environ.get("CEAPP_SMTP_HOST", "").strip()
    if not host:
        _refuse_leftovers(environ)
        return None
    security = _security(environ.get("CEAPP_SMTP_SECURITY") or "starttls")
    user, password = environ.get("CEAPP_SMTP_USER", ""), environ.get("CEAPP_SMTP_PASSWORD", "")
    if bool(user) != bool(password):
        raise SettingsError("Set CEAPP_SMTP_USER and CEAPP_SMTP_PASSWORD together, or neither.")
    if security is Security.NONE and user and host not in NEAR:
        raise SettingsError(
            "CEAPP_SMTP_SECURITY is none, and CEAPP_SMTP_PASSWORD would cross the network in the "
            "clear. Use tls or starttls."
        )
    return Smtp(
        host=host,
        sender=_sender(environ.get("CEAPP_MAIL_FROM", "")),
        port=_port(environ.get("CEAPP_SMTP_PORT") or str(_PORTS[security])),
        security=security,
        user=user,
        password=password,
    )


def _refuse_leftovers(environ: Mapping[str, str]) -> None:
    for name in ENVIRONMENT:
        if environ.get(name):
            raise SettingsError(f"{name} is set, but CEAPP_SMTP_HOST is not; set both, or neither.")


def _security(text: str) -> Security:
    if text not in set(Security):
        raise SettingsError(f"CEAPP_SMTP_SECURITY is {text!r}; use tls, starttls or none.")
    return Security(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise SettingsError(f"CEAPP_SMTP_PORT is {text!r}; give a whole number from 1 to 65535.")
    return int(text)


def _sender(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise SettingsError(
            f"CEAPP_MAIL_FROM is {text!r}; give the bare address that mail comes from, such as "
            "good-standing@example.org."
        )
    return text
