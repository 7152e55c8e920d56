"""The mails about an account: links that confirm, and what has changed."""

from __future__ import annotations

from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from ceapp.accounts.events import WORDS, Event
from ceapp.accounts.whence import Whence
from ceapp.mail.message import Mail


def confirm_address(*, to: str, link: str) -> Mail:
    """Ask the person who opened an account to confirm that the address is theirs."""
    return _mail(
        to,
        "Confirm your e-mail address",
        "An account at Good Standing was opened with this address. Confirm that it is yours:",
        link,
        "The link works for 3 days. If you opened no account, do nothing; nothing more is sent.",
    )


def confirm_new_address(*, to: str, link: str) -> Mail:
    """Ask at the new address whether it is theirs; until then the old one stays."""
    return _mail(
        to,
        "Confirm your new e-mail address",
        "Somebody asked to use this address for their account at Good Standing. Confirm it:",
        link,
        "The link works for 3 days. If you asked for nothing, do nothing, and nothing changes.",
    )


def address_is_taken(*, to: str, sign_in: str) -> Mail:
    """Say at a new address that it has an account already; the page that asked cannot."""
    return _mail(
        to,
        "This address has an account already",
        "Somebody, perhaps you, asked to use this address for another account at Good Standing. "
        "It has an account of its own, so nothing was changed. You can sign in to it here:",
        sign_in,
        "If you asked for nothing, do nothing.",
    )


def address_change_asked(*, to: str, settings: str) -> Mail:
    """Tell the old address that another is about to take its place."""
    return _mail(
        to,
        "A new e-mail address was asked for",
        "Somebody signed in to your account at Good Standing and asked to use another e-mail "
        "address. Nothing changes until it is confirmed there. See your account's settings:",
        settings,
        "If this was not you, change your password now: that stops it.",
    )


def address_changed(*, to: str, reset: str) -> Mail:
    """Tell an address, the old one or the new one, that the account has changed hands."""
    return _mail(
        to,
        "Your e-mail address was changed",
        "The e-mail address of your account at Good Standing was changed, and the new one was "
        "confirmed. If this was not you, ask whoever runs this server at once; at the new address "
        "the password can be reset:",
        reset,
        "You need to do nothing if it was you.",
    )


def reset_password(*, to: str, link: str) -> Mail:
    """Send the link that lets the person choose a new password."""
    return _mail(
        to,
        "Choose a new password",
        "Somebody, we hope you, asked to reset the password of your account at Good Standing. "
        "Choose a new one here:",
        link,
        "The link works once, for 30 minutes. If it was not you, do nothing: your password stays.",
    )


def happened(
    event: Event, *, to: str, zone: str, reset: str, whence: Whence, now: datetime
) -> Mail:
    """Tell the person that something about how they sign in has changed, when and from where."""
    when = now.astimezone(ZoneInfo(zone))
    where = f"{whence.device}, {whence.address}" if whence.address else whence.device
    return _mail(
        to,
        WORDS[event],
        f"{WORDS[event]}: your account at Good Standing, "
        f"{when:%B} {when.day}, {when.year} at {when.hour % 12 or 12}:{when:%M %p}, from {where}. "
        "If it was you, all is well. If it was not, reset your password at once:",
        reset,
        "A reset signs out every device.",
    )


def _mail(to: str, subject: str, before: str, link: str, after: str) -> Mail:
    text = f"{before}\n\n{link}\n\n{after}\n\nGood Standing\n"
    html = (
        '<!doctype html><html lang="en-US"><body><p>{}</p><p><a href="{}">{}</a></p><p>{}</p>'
        "<p>Good Standing</p></body></html>"
    ).format(*map(escape, (before, link, link, after)))
    return Mail(
        to=to, subject=f"Good Standing: {subject[0].lower()}{subject[1:]}", text=text, html=html
    )
