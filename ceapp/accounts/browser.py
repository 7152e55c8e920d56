"""The browser of a request: what it tells of itself, and the cookie by which it is known again."""

from __future__ import annotations

import secrets
from ipaddress import ip_address

from flask import Request, current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from ceapp.accounts.whence import Whence, account_of, device_words
from ceapp.config import Settings

KNOWN_FOR = 400 * 24 * 3600  # the longest that browsers keep a cookie


def whence(request: Request) -> Whence:
    """Say where `request` comes from."""
    return Whence(
        device=device_words(request.headers.get("User-Agent", "")),
        address=_address(request.remote_addr or ""),
        known=_known(request.cookies.get(cookie_name(), "")),
    )


def remember(response: Response, now_known: Whence, email: str) -> None:
    """Let the browser show later that this account was signed in to with it before.

    It opens nothing. It only keeps guesses by strangers from locking the person out here.
    """
    settings: Settings = current_app.extensions["ceapp.settings"]
    mine = (account_of(email), now_known.knows(email) or secrets.token_hex(8))
    others = [entry for entry in now_known.known if entry[0] != mine[0]][-4:]
    response.set_cookie(
        cookie_name(),
        _signer().dumps([*others, mine]),
        max_age=KNOWN_FOR,
        secure=settings.https,
        httponly=True,
        samesite="Lax",
    )


def cookie_name() -> str:
    """Give the name of the cookie; behind https no other host can set it."""
    settings: Settings = current_app.extensions["ceapp.settings"]
    return "__Host-ceapp-known" if settings.https else "ceapp-known"


def _known(cookie: str) -> tuple[tuple[str, str], ...]:
    try:
        entries = _signer().loads(cookie, max_age=KNOWN_FOR)
    except BadSignature:
        return ()
    return tuple((str(account), str(number)) for account, number in entries)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="ceapp-known-browser")


def _address(text: str) -> str:
    try:
        address = ip_address(text.split("%", maxsplit=1)[0])
    except ValueError:
        return ""
    # A server that listens for both kinds gives the old kind in the clothes of the new one.
    address = getattr(address, "ipv4_mapped", None) or address
    return "" if address.is_loopback else str(address)
