"""A mail as a value, and as the message that goes over the wire."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from ceapp.errors import CeappError

SENDER_NAME = "Good Standing"


class MailNotSent(CeappError):  # noqa: N818 - it is what happened
    """A mail did not leave; the sentence says why, without what the mail says or to whom."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person.

    `text` and `html` say the same. `headers` are further ones, as pairs of name and value, such as
    `List-Unsubscribe`. `message_id` is kept as given, with its angle brackets, so that a mail that
    is sent again is seen to be the same; without one it is made.
    """

    to: str
    subject: str
    text: str
    html: str
    headers: tuple[tuple[str, str], ...] = ()
    message_id: str = ""


def composed(mail: Mail, *, sender: str, domain: str, now: datetime) -> EmailMessage:
    """Give the message of `mail`; no word of it can begin a header of its own.

    Raises `MailNotSent` where an address or a header cannot stand in a message.
    """
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = f"{SENDER_NAME} <{sender}>"
        message["To"] = _one_line(mail.to)
        message["Subject"] = " ".join(mail.subject.split())
        message["Date"] = format_datetime(now)
        message["Message-ID"] = _one_line(mail.message_id or make_msgid(domain=domain))
        message["Auto-Submitted"] = "auto-generated"  # no holiday answer comes back
        for name, value in mail.headers:
            message[name] = _one_line(value)
        message.set_content(mail.text, cte="quoted-printable")
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    except (ValueError, MessageError) as error:
        raise MailNotSent("The mail has an address or a header that cannot be sent.") from error
    return message


def _one_line(text: str) -> str:
    if any(sign < " " or sign == "\x7f" for sign in text):
        raise ValueError
    return text
