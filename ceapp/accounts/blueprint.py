"""The blueprint that all pages of accounts hang on, and what several of them share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, current_app, make_response, request
from werkzeug.wrappers import Response
from wtforms import Field

from ceapp.accounts.forms import WAIT
from ceapp.accounts.limits import Counted, in_words
from ceapp.accounts.tries import begin_try
from ceapp.config import Settings
from ceapp.web.forms import BaseForm, form_page
from ceapp.web.redirects import same_site

TOO_MANY = 429

accounts = Blueprint("accounts", __name__)


def host_settings() -> Settings:
    """Give what the host decided."""
    found: Settings = current_app.extensions["ceapp.settings"]
    return found


def page_after() -> str | None:
    """Give the page of this site that the person wanted, if there is one."""
    return same_site(request.values.get("next"))


def held_back(
    counts: Sequence[Counted],
    form: BaseForm,
    field: Field,
    template: str,
    *,
    at: datetime,
    **context: Any,
) -> Response | None:
    """Count a try; None: go on. Else the form's page, which says how long to wait."""
    until = begin_try(counts, now=at)
    if until is None:
        return None
    wait = until - at
    form.refuse(field, WAIT.format(wait=in_words(wait)))
    page, _status = form_page(template, form, **context)
    response = make_response(page, TOO_MANY)
    response.headers["Retry-After"] = str(-(-wait // type(wait)(seconds=1)))
    return response
