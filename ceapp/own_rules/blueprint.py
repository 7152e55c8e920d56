"""The blueprint of a person's own rules, what every page knows of them, and their gate."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from ceapp.clock import today_in
from ceapp.own_rules.page import ours_changed
from ceapp.own_rules.queries import own_rules_of
from ceapp.rules.requirement import Credential
from ceapp.rules.rule_fields import RuleMistakes

own_rules = Blueprint("own_rules", __name__, url_prefix="/own-rules")

UNREADABLE = (
    "Rules of your own cannot be read by this version. Nothing is lost: you can download them as "
    "a file, or delete them."
)


@own_rules.app_template_global()
def rules_url(credential: Credential, **anchor: Any) -> str:
    """Give the page of a credential's rules, ours or the person's own."""
    if credential.own:
        number = int(credential.id.removeprefix("own-"))
        return url_for("own_rules.show", own_id=number, **anchor)
    return url_for("rulebook.credential", credential_id=credential.id, **anchor)


@own_rules.app_template_global()
def ours_changed_since(credential: Credential) -> bool:
    """Say whether our rules have changed since the person copied these from them."""
    number = credential.id.removeprefix("own-") if credential.own else ""
    row = own_rules_of(current_user.id, int(number)) if number else None
    return row is not None and ours_changed(row)


@own_rules.errorhandler(RuleMistakes)
def unreadable(_error: RuleMistakes) -> Response:
    """Take the person to the list where their rules cannot be read any more."""
    flash(UNREADABLE, "info")
    return redirect(url_for("own_rules.index"))


def today() -> date:
    """Give the person's today."""
    return today_in(current_user.time_zone)
