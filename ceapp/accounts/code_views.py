"""The second step of signing in: a code from the app, or one for when it is lost."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, session, url_for

from ceapp.accounts import actions, forms, limits, queries, second_step
from ceapp.accounts.blueprint import accounts, held_back, page_after
from ceapp.accounts.browser import whence
from ceapp.accounts.events import Event
from ceapp.accounts.models import User
from ceapp.accounts.sessions import admit
from ceapp.accounts.tries import forget_try, note_wrong
from ceapp.clock import now
from ceapp.web.forms import form_page

CODE, RECOVERY = "accounts/code.html", "accounts/recovery_code.html"
BEGIN_AGAIN = "That took more than 10 minutes. Begin again."


@accounts.get("/sign-in/code")
def code() -> Any:
    """Ask for the code that the app shows."""
    if _person() is None:
        return _begin_again()
    return render_template(CODE, form=forms.CodeForm(None), next=page_after())


@accounts.post("/sign-in/code")
def check_code() -> Any:
    """Let the person in if the code is right."""
    return _check(forms.CodeForm(), CODE, forms.CODE_WRONG)


@accounts.get("/sign-in/recovery-code")
def recovery_code() -> Any:
    """Ask for a code for when the app is lost."""
    if _person() is None:
        return _begin_again()
    return render_template(RECOVERY, form=forms.RecoveryForm(None), next=page_after())


@accounts.post("/sign-in/recovery-code")
def check_recovery_code() -> Any:
    """Let the person in if it is one of theirs, and use it up."""
    return _check(forms.RecoveryForm(), RECOVERY, forms.RECOVERY_WRONG)


def _check(form: forms.CodeForm | forms.RecoveryForm, template: str, wrong: str) -> Any:
    person, at, here = _person(), now(), whence(request)
    if person is None:
        return _begin_again()
    user_id, email, context = person.id, person.email, {"next": page_after()}
    if not form.validate():
        return form_page(template, form, **context)
    counts = limits.guesses("code", email, here.network, here.knows(email))
    held = held_back(counts, form, form.code, template, at=at, **context)
    if held:
        return held
    if not _right(form, user_id):
        note_wrong(counts, email, Event.WRONG_CODE, whence=here, now=at)
        form.refuse(form.code, wrong)
        return form_page(template, form, **context)
    forget_try(counts)
    actions.end_sign_in(token=session["code_due"])
    return admit(user_id, Event.SIGNED_IN, go=page_after() or url_for("standing.home"))


def _right(form: forms.CodeForm | forms.RecoveryForm, user_id: int) -> bool:
    typed, at = form.code.data, now()
    if isinstance(form, forms.CodeForm):
        return second_step.pass_second_step(user_id=user_id, code=typed, now=at)
    here = whence(request)
    return second_step.use_recovery_code(user_id=user_id, code=typed, now=at, whence=here)


def _person() -> User | None:
    return queries.code_due(session.get("code_due", ""), now=now())


def _begin_again() -> Any:
    flash(BEGIN_AGAIN, "info")
    return redirect(url_for("accounts.sign_in", next=page_after()))
