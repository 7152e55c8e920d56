"""Asking for the password again before something that a thief at an open laptop would do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user, login_required

from ceapp.accounts.forms import ProofForm
from ceapp.clock import now
from ceapp.web.error_pages import typed_words
from ceapp.web.redirects import page_to_return_to

PROOF_LASTS = timedelta(minutes=10)
FORBIDDEN = 403


def proved_lately(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a view be opened only by a person who has shown lately that it is them.

    Others are asked for their password, and return to the page. A form with words in it is
    answered with those words as well, so that nothing is lost. Stands under the route:

        @feature.post("/settings/everything/delete")
        @proved_lately
        def delete_everything() -> Any: ...
    """

    @wraps(view)
    def gated(*arguments: Any, **named: Any) -> Any:
        if now() - current_user.proved_at < PROOF_LASTS:
            return view(*arguments, **named)
        back = page_to_return_to(request) or url_for("accounts.settings")
        if typed_words():
            shown = {"next": back, "kept": True, "options": ""}
            return render_template("accounts/prove.html", form=ProofForm(None), **shown), FORBIDDEN
        return redirect(url_for("accounts.prove", next=back))

    gate: Callable[..., Any] = login_required(gated)
    return gate
