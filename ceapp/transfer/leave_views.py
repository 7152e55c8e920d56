"""The page on which a person leaves, after they were offered everything to take along."""

from __future__ import annotations

from flask import flash, redirect, render_template, session, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from ceapp.accounts.forms import PASSWORD_WRONG
from ceapp.transfer import leaving
from ceapp.transfer.archive.everything import everything_of
from ceapp.transfer.blueprint import transfer
from ceapp.transfer.forms import LeaveForm
from ceapp.web.forms import UNPROCESSABLE

GONE = "Your account and everything in it is deleted."


@transfer.get("/leave")
@login_required
def leave() -> str:
    """Say what would be deleted, and offer to export it first."""
    return _page(LeaveForm())


@transfer.post("/leave")
@login_required
def delete_account() -> tuple[str, int] | Response:
    """Delete the account where the password is right."""
    form = LeaveForm()
    user_id = current_user.id
    if form.validate() and not leaving.is_password(user_id, form.password.data):
        form.refuse(form.password, PASSWORD_WRONG)
    if form.errors:
        return _page(form), UNPROCESSABLE
    leaving.delete_account(user_id)
    session.clear()
    flash(GONE, "done")
    return redirect(url_for("standing.home"))


def _page(form: LeaveForm) -> str:
    found = everything_of(current_user.id)
    return render_template("transfer/leave.html", form=form, found=found)
