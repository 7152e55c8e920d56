"""Where a person may be sent next: a page of this site, never another's."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from flask import Request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException

_LONGEST = 2000


def same_site(target: str | None) -> str | None:
    """Give `target` back if it is a path on this site, else None.

    Browsers read backslashes as slashes, drop tabs and newlines, and take two slashes for a host;
    so none of these may stand in it, not even encoded at its start.
    """
    if not target or len(target) > _LONGEST or not target.startswith("/"):
        return None
    if any(sign <= " " or sign in {"\\", "\x7f"} for sign in target):
        return None
    plain = unquote(unquote(target))
    if plain.startswith("//") or "\\" in plain or any(sign < " " for sign in plain):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


def page_to_return_to(request: Request) -> str | None:
    """Give the path of this request if it can be opened with GET, else None."""
    try:
        request_ctx.url_adapter.match(request.path, method="GET")  # type: ignore[union-attr]
    except HTTPException:
        return None
    asked = request.full_path if request.query_string else request.path
    return same_site(asked)
