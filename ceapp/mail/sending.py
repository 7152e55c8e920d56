"""Sending mail: over SMTP, or into a folder of the instance where no server is set."""

from __future__ import annotations

import os
import secrets
import smtplib
import ssl
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from threading import Thread

from flask import Flask, current_app

from ceapp.clock import now
from ceapp.config import Settings
from ceapp.db import writing
from ceapp.mail.message import Mail, MailNotSent, composed
from ceapp.mail.settings import Security, Smtp

SECONDS_TO_ANSWER = 15


def send(mail: Mail) -> None:
    """Send `mail`, and come back when the server has taken it (or the file is on the disk).

    Raises `MailNotSent` where it did not leave. Never call it while a transaction is open: a slow
    mail server would make everybody wait.
    """
    settings: Settings = current_app.extensions["ceapp.settings"]
    smtp = settings.smtp
    sender = smtp.sender if smtp else f"good-standing@{settings.host}"
    moment = now()
    message = composed(mail, sender=sender, domain=settings.host, now=moment)
    if smtp:
        _over_smtp(smtp, message)
    else:
        _as_file(outbox(settings), message, moment)


def send_soon(*mails: Mail | Callable[[], Iterable[Mail]]) -> None:
    """Send mails from a thread of their own; one that does not leave is noted in the log.

    For mails nobody waits for, and where the time that an answer takes would tell a stranger
    whether there was anybody to write to: then give a function that makes them, which the thread
    calls with the database ready for writing. The process ends only when all have been tried.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    Thread(target=_send_all, args=(app, mails), name="ceapp-mail").start()


def outbox(settings: Settings) -> Path:
    """Give the folder that takes mail as files where no mail server is set."""
    return settings.instance / "outbox"


def sends_mail() -> bool:
    """Say whether a mail server is set, so that mail reaches people."""
    settings: Settings = current_app.extensions["ceapp.settings"]
    return settings.smtp is not None


def link(path: str) -> str:
    """Give the whole address of a page for a mail: of the public URL, never of a request."""
    settings: Settings = current_app.extensions["ceapp.settings"]
    return settings.public_url + path


def _send_all(app: Flask, mails: tuple[Mail | Callable[[], Iterable[Mail]], ...]) -> None:
    for given in mails:
        # The context's end gives the database connection back: none is held while mail is sent.
        with app.app_context(), writing():
            made = [given] if isinstance(given, Mail) else list(given())
        for mail in made:
            with app.app_context():
                _try(app, mail)


def _try(app: Flask, mail: Mail) -> None:
    try:
        send(mail)
    except MailNotSent as error:
        app.logger.error("%s", error)  # noqa: TRY400 - the sentence is all there is to say


def _over_smtp(smtp: Smtp, message: EmailMessage) -> None:
    try:
        with _connected(smtp) as server:
            if smtp.user:
                server.login(smtp.user, smtp.password)
            server.send_message(message)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        # The server's own words may repeat an address; the kind of fault never does.
        code = getattr(error, "smtp_code", None)
        kind = f"{type(error).__name__} {code}" if code else type(error).__name__
        raise MailNotSent(
            f"The mail server {smtp.host}, port {smtp.port}, did not take a mail ({kind})."
        ) from error


def _connected(smtp: Smtp) -> smtplib.SMTP:
    if smtp.security is Security.TLS:
        return smtplib.SMTP_SSL(
            smtp.host,
            smtp.port,
            timeout=SECONDS_TO_ANSWER,
            context=ssl.create_default_context(),
        )
    server = smtplib.SMTP(smtp.host, smtp.port, timeout=SECONDS_TO_ANSWER)
    if smtp.security is Security.STARTTLS:
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


def _as_file(folder: Path, message: EmailMessage, moment: datetime) -> None:
    name = f"{moment:%Y%m%dT%H%M%S.%fZ}-{secrets.token_hex(4)}"
    unfinished = folder / f".{name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Whole or not at all: whoever watches the folder never finds half a mail.
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as f:
            f.write(bytes(message))
            f.flush()
            os.fsync(f.fileno())
        unfinished.replace(folder / f"{name}.eml")
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise MailNotSent(f"A mail could not be put into {folder}: {error.strerror}.") from error
