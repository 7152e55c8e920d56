"""Addresses of static files that change with their content, so that browsers may keep them."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from flask import Response, current_app, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from ceapp import paths

if TYPE_CHECKING:
    from flask import Flask

_A_YEAR = "public, max-age=31536000, immutable"
_SENDS_THE_FILE = frozenset({"GET", "HEAD"})  # other methods answer 200 for files there are not


class PagesOnly(SecureCookieSessionInterface):
    """Sessions for pages: a file is the same for everybody, so its answer names no cookie."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie with pages; with files neither the cookie nor `Vary: Cookie`."""
        if request.endpoint != "static":
            super().save_session(app, session, response)


@cache
def fingerprint(name: str) -> str:
    """Give the first digits of the content hash of the file `name` under static/."""
    return hashlib.sha256((paths.STATIC / name).read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """Give the address of a static file, with its fingerprint."""
    # Not `url_for`: the page that refuses a wrong Host header has no address to build on.
    return f"{current_app.static_url_path}/{name}?v={fingerprint(name)}"


def init_app(app: Flask) -> None:
    """Make `asset` known to the templates, and its answers long-lived."""
    app.session_interface = PagesOnly()
    app.jinja_env.globals["asset"] = asset

    @app.after_request
    def keep(response: Response) -> Response:
        sent = request.method in _SENDS_THE_FILE and response.status_code in {200, 304}
        if request.endpoint == "static" and sent:
            name = (request.view_args or {}).get("filename", "")
            # Only the right fingerprint: a made-up one would pin an old file for a year. A font is
            # named by the style sheet, without one; it never changes under the same name.
            if name.startswith("fonts/") or request.args.get("v") == fingerprint(name):
                response.headers["Cache-Control"] = _A_YEAR
        return response
