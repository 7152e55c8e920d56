"""The response headers that protect a page, the same on every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

if TYPE_CHECKING:
    from flask import Flask

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
# What a page may ask of the device: nothing but the keys by which people sign in. The camera of a
# phone is opened by the phone, for a file field, and needs no permission of ours.
_PERMISSIONS = ", ".join(
    (
        "accelerometer=()",
        "camera=()",
        "display-capture=()",
        "geolocation=()",
        "gyroscope=()",
        "magnetometer=()",
        "microphone=()",
        "midi=()",
        "payment=()",
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
        "usb=()",
    )
)
_ALWAYS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": _PERMISSIONS,
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    "X-Permitted-Cross-Domain-Policies": "none",
}
_TWO_YEARS = 63_072_000


def init_app(app: Flask) -> None:
    """Add the headers to every response, errors and static files included."""
    https = app.extensions["ceapp.settings"].https

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers["Strict-Transport-Security"] = (
                f"max-age={_TWO_YEARS}; includeSubDomains"
            )
        # The back button after signing out must show nothing. Files sent from the database come
        # with Flask's "no-cache", which lets them be kept on the disk.
        undecided = response.headers.get("Cache-Control", "no-cache") == "no-cache"
        if undecided and request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"
        return response
