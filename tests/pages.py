"""Reading a page and sending its form back, as a browser would."""

from __future__ import annotations

import re
from html import unescape


def token(client, url="/sign-in"):
    """Give the CSRF token that the page at `url` carries."""
    page = client.get(url, follow_redirects=True).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, f"{url} carries no CSRF token"
    return unescape(found[1])


def send(client, url, data=None, *, page=None, follow=False):
    """POST `data` to `url` with the token of `page` (or of `url` itself)."""
    fields = {**(data or {}), "csrf_token": token(client, page or url)}
    return client.post(url, data=fields, follow_redirects=follow)


def text_of(response):
    """Give a response's visible words, tags removed and blanks folded."""
    html = re.sub(
        r"<(script|style|svg)\b.*?</\1>", " ", response.get_data(as_text=True), flags=re.DOTALL
    )
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()
