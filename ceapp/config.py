"""Every setting: its environment variable, what it does, its default; wrong ones stop the start."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from werkzeug.middleware.proxy_fix import ProxyFix

from ceapp import paths
from ceapp.errors import SettingsError
from ceapp.mail.settings import ENVIRONMENT as MAIL_ENVIRONMENT
from ceapp.mail.settings import Smtp, smtp_from

if TYPE_CHECKING:
    from flask import Flask

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
POSTGRESQL = frozenset({"postgres", "postgresql", "postgresql+psycopg"})  # the same to people
SHORTEST_KEY = 32
SESSION_DAYS = 14
LARGEST_REQUEST = 1024 * 1024
MOST_FORM_PARTS = 500
MOST_PROXIES = 5
ENVIRONMENT = {
    "CEAPP_INSTANCE": "The folder that holds the database and the secret key.",
    "DATABASE_URL": "Another database than the SQLite file in the instance folder: sqlite:///path "
    "or postgresql://user:password@host/name.",
    "CEAPP_PUBLIC_URL": "The address people use. With https, cookies are Secure and HSTS is sent.",
    "CEAPP_SECRET_KEY": "Signs the session cookies. Made and kept in the instance folder if unset.",
    "CEAPP_WORKERS": "How many processes `ceapp serve` starts (1 to 64; 2 if unset).",
    "CEAPP_REMINDERS": "Who looks for due reminders: serve (in a process of its own) or cron.",
    "CEAPP_SIGN_UP": "Who may open an account: open, invitation (`ceapp invite`) or closed (open).",
    "CEAPP_TRUSTED_PROXIES": "How many web servers of yours a request passes before this one (0).",
    **MAIL_ENVIRONMENT,
}


class SignUp(StrEnum):
    """Who may open an account."""

    OPEN = "open"
    INVITATION = "invitation"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the host decided; made by `from_environment` or by a test."""

    instance: Path
    database_url: str
    public_url: str = "http://127.0.0.1:8000"
    secret_key: str | None = None
    workers: int = 2
    smtp: Smtp | None = None
    reminds: bool = True  # whether `ceapp serve` runs the reminders
    sign_up: SignUp = SignUp.OPEN
    trusted_proxies: int = 0
    testing: bool = False

    @property
    def https(self) -> bool:
        """Whether people reach the app by https, whatever a single request says."""
        return self.public_url.startswith("https://")

    @property
    def host(self) -> str:
        """The name in the public address, without its port."""
        return urlsplit(self.public_url).hostname or ""


def from_environment(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from environment variables; raise `SettingsError` at the first bad one."""
    instance = Path(environ.get("CEAPP_INSTANCE") or paths.default_instance()).resolve()
    return Settings(
        instance=instance,
        database_url=_database_url(environ.get("DATABASE_URL"), instance),
        public_url=_public_url(environ.get("CEAPP_PUBLIC_URL") or "http://127.0.0.1:8000"),
        secret_key=_secret_key(environ.get("CEAPP_SECRET_KEY")),
        workers=_workers(environ.get("CEAPP_WORKERS") or "2"),
        smtp=smtp_from(environ),
        reminds=_reminds(environ.get("CEAPP_REMINDERS") or "serve"),
        sign_up=_sign_up(environ.get("CEAPP_SIGN_UP") or "open"),
        trusted_proxies=_proxies(environ.get("CEAPP_TRUSTED_PROXIES") or "0"),
    )


def sqlite_in(instance: Path) -> str:
    """Give the database URL of the SQLite file that an instance folder holds."""
    return f"sqlite:///{instance / 'good-standing.sqlite3'}"


def database_url(text: str, *, name: str = "DATABASE_URL") -> str:
    """Give the address of a database as we use it, or raise `SettingsError` that names `name`."""
    scheme, separator, rest = text.partition("://")
    if separator and scheme in POSTGRESQL and rest:
        return f"postgresql+psycopg://{rest}"
    file = text.removeprefix("sqlite:///")
    if file == text or file in {"", ":memory:"}:
        raise SettingsError(
            f"{name} must be sqlite:/// and a file's path, or postgresql:// and what follows "
            "there: user:password@host/database."
        )
    return text


def _database_url(text: str | None, instance: Path) -> str:
    return database_url(text) if text else sqlite_in(instance)


def _public_url(text: str) -> str:
    try:
        parts = urlsplit(text)
        whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # a bracket without its partner, or a port that is no number
        whole = False
    if not whole:
        raise SettingsError(
            f"CEAPP_PUBLIC_URL is {text!r}; write the whole address, such as https://ce.example.org."
        )
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise SettingsError(
            f"CEAPP_PUBLIC_URL is {text!r}; give the address without a path after the host."
        )
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise SettingsError(
            f"CEAPP_PUBLIC_URL is {text!r}; plain http is for this machine only. "
            "Use https for any other host."
        )
    return text.rstrip("/")


def _secret_key(text: str | None) -> str | None:
    if text is not None and len(text) < SHORTEST_KEY:
        raise SettingsError(
            f"CEAPP_SECRET_KEY has {len(text)} characters; use {SHORTEST_KEY} or more, "
            "or leave it unset and one is made."
        )
    return text


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:
        raise SettingsError(f"CEAPP_WORKERS is {text!r}; give a whole number from 1 to 64.")
    return int(text)


def _reminds(text: str) -> bool:
    if text not in {"serve", "cron"}:
        raise SettingsError(f"CEAPP_REMINDERS is {text!r}; use serve or cron.")
    return text == "serve"


def _sign_up(text: str) -> SignUp:
    if text not in set(SignUp):
        raise SettingsError(f"CEAPP_SIGN_UP is {text!r}; use open, invitation or closed.")
    return SignUp(text)


def _proxies(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_PROXIES:
        raise SettingsError(
            f"CEAPP_TRUSTED_PROXIES is {text!r}; give a whole number from 0 to {MOST_PROXIES}."
        )
    return int(text)


def apply(app: Flask, settings: Settings) -> None:
    """Put `settings` into the Flask app, making the instance folder and key where needed."""
    key = settings.secret_key or _kept_key(_made(settings.instance))
    app.extensions["ceapp.settings"] = settings
    if settings.trusted_proxies:
        # Only what our own web servers say of where a request comes from; anybody can say more.
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0)  # type: ignore[method-assign]
    app.config.update(
        SECRET_KEY=key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        # An error in the log names the statement, never what somebody wrote.
        # A connection that a restart of the database server has cut is noticed before it is used.
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True, "pool_pre_ping": True},
        SESSION_COOKIE_NAME="__Host-ceapp" if settings.https else "ceapp",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=SESSION_DAYS * 24 * 3600,
        SESSION_REFRESH_EACH_REQUEST=False,  # the sign-in ends by itself, so may its cookie
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        MAX_FORM_PARTS=MOST_FORM_PARTS,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        TRUSTED_HOSTS=[settings.host, *LOOPBACK],
        TESTING=settings.testing,
        PROVIDE_AUTOMATIC_OPTIONS=True,
    )


def _made(instance: Path) -> Path:
    try:
        instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SettingsError(
            f"CEAPP_INSTANCE is {instance}, which cannot be used as a folder: {error.strerror}. "
            "Name a folder that this user may write to."
        ) from error
    return instance


def _kept_key(instance: Path) -> str:
    file = instance / "secret-key"
    try:
        key = _read_or_make(file)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The key in {file} cannot be read or made: {error}. It must be a plain text file, "
            "in a folder that this user may write to."
        ) from error
    if len(key) < SHORTEST_KEY:
        raise SettingsError(f"The key in {file} is cut short. Delete that file; a new one is made.")
    return key


def _read_or_make(file: Path) -> str:
    try:
        # Exclusive creation: of two processes that start together, one makes the key.
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as made:
            made.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return file.read_text(encoding="utf-8")
