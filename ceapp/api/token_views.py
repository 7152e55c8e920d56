"""The pages on which a person makes and revokes the tokens of their scripts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user, login_required

from ceapp.accounts.proof import proved_lately
from ceapp.api import actions, queries
from ceapp.api.forms import TokenForm
from ceapp.api.scopes import SCOPES
from ceapp.clock import now
from ceapp.web.forms import form_page
from ceapp.web.ownership import mine_or_404

tokens = Blueprint("tokens", __name__)

REVOKED = "The token “{name}” is revoked; nothing is let in with it any more."


@tokens.get("/settings/tokens")
@login_required
def index() -> str:
    """Show the person's tokens, and the form for another."""
    return render_template("api/tokens.html", form=TokenForm(None), **_shown())


@tokens.post("/settings/tokens")
@proved_lately
def make() -> Any:
    """Make a token and show it, this once."""
    form = TokenForm()
    if not form.validate():
        return form_page("api/tokens.html", form, **_shown())
    name = form.name.data
    token = actions.make_token(current_user.id, name, form.scopes.data, now=now())
    return render_template("api/new_token.html", token=token, name=name)


@tokens.post("/settings/tokens/<int:token_id>/revoke")
@login_required
def revoke(token_id: int) -> Any:
    """End a token."""
    row = mine_or_404(queries.token, token_id)
    name = row.name
    actions.revoke_token(row)
    flash(REVOKED.format(name=name), "done")
    return redirect(url_for("tokens.index"))


def _shown() -> dict[str, Any]:
    return {
        "tokens": queries.tokens(current_user.id),
        "words": SCOPES,
        "zone": current_user.time_zone,
    }
