"""Codes of the second step: those of an authenticator app, and those for when it is lost."""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime

import pyotp
import segno
from markupsafe import Markup

ISSUER = "Good Standing"
RECOVERY_CODES = 10
_SECONDS = 30
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_CLOCK_APART = 1  # half minutes that a phone's clock may be ahead or behind


def new_secret() -> str:
    """Make a secret for an authenticator app: 160 random bits, as the standard asks."""
    return pyotp.random_base32(32)


def step_of(secret: str, code: str, *, now: datetime) -> int | None:
    """Give the half minute whose code this is, if it is near now."""
    digits = re.sub(r"\s", "", code)
    if not re.fullmatch(r"[0-9]{6}", digits):
        return None
    current = int(now.timestamp()) // _SECONDS
    totp = pyotp.TOTP(secret)
    for step in range(current - _CLOCK_APART, current + _CLOCK_APART + 1):
        if hmac.compare_digest(totp.generate_otp(step), digits):
            return step
    return None


def address_for_app(secret: str, email: str) -> str:
    """Give the address that a QR code carries to an authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def qr_picture(text: str) -> Markup:
    """Draw a QR code as an SVG for the page: no file and no style."""
    picture = segno.make(text, error="m", micro=False).svg_inline(
        border=4, omitsize=True, svgclass="qr", title="QR code for an authenticator app"
    )
    return Markup(picture)  # noqa: S704 - segno writes it, of modules only


def secret_in_groups(secret: str) -> str:
    """Write a secret so that it can be typed off: in groups of four."""
    return " ".join(re.findall(".{1,4}", secret))


def new_recovery_codes() -> list[str]:
    """Make ten codes, each of 16 signs in groups of four: about 79 random bits."""
    return ["-".join(_signs(4) for _ in range(4)) for _ in range(RECOVERY_CODES)]


def plain(code: str) -> str:
    """Give a recovery code as it is compared: lower case, without blanks and dashes."""
    return re.sub(r"[^a-z0-9]", "", code.lower())


def _signs(count: int) -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(count))
