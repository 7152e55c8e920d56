"""The page on which a person leaves, after they were offered everything to take along."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_required

from ceapp.accounts.blueprint import held_back
from ceapp.accounts.browser import whence
from ceapp.accounts.events import Event
from ceapp.accounts.forms import PASSWORD_WRONG
from ceapp.accounts.limits import PROOFS, Counted
from ceapp.accounts.tries import forget_try, note_wrong
from ceapp.clock import now
from ceapp.transfer import leaving
from ceapp.transfer.archive.everything import everything_of
from ceapp.transfer.blueprint import transfer
from ceapp.transfer.forms import LeaveForm
from ceapp.web.forms import UNPROCESSABLE

PAGE = "transfer/leave.html"
GONE = "Your account and everything in it is deleted."


@transfer.get("/leave")
@login_required
def leave() -> str:
    """Say what would be deleted, and offer to export it first."""
    return _page(LeaveForm())


@transfer.post("/leave")
@login_required
def delete_account() -> Any:
    """Delete the account where the password is right; wrong ones are counted like elsewhere."""
    form, at = LeaveForm(), now()
    if not form.validate():
        return _page(form), UNPROCESSABLE
    user_id, email = current_user.id, current_user.email
    found = everything_of(user_id)
    counts = [Counted(f"proof of {user_id}", PROOFS)]
    held = held_back(counts, form, form.password, PAGE, at=at, found=found)
    if held:
        return held
    if not leaving.is_password(user_id, form.password.data):
        note_wrong(counts, email, Event.WRONG_PASSWORD, whence=whence(request), now=at)
        form.refuse(form.password, PASSWORD_WRONG)
        return _page(form), UNPROCESSABLE
    forget_try(counts)
    leaving.delete_account(user_id)
    session.clear()
    flash(GONE, "done")
    return redirect(url_for("standing.home"))


def _page(form: LeaveForm) -> str:
    return render_template(PAGE, form=form, found=everything_of(current_user.id))
