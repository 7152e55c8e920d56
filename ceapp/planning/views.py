"""The page that compares planned courses before they are paid for."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask_login import current_user, login_required

from ceapp.clock import today_in
from ceapp.planning.comparison import MOST_AT_ONCE
from ceapp.planning.queries import comparison

planning = Blueprint("planning", __name__)


@planning.get("/compare")
@login_required
def compare() -> str:
    """Show the planned courses that the address names, or the first few, beside one another."""
    asked = request.args.getlist("course", type=int)
    page = comparison(current_user.id, asked, today_in(current_user.time_zone))
    if page is None:
        abort(404)
    return render_template("planning/compare.html", page=page, most=MOST_AT_ONCE)
