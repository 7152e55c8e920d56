"""The pages for signing in with a passkey, for adding one and for removing one."""

from __future__ import annotations

import secrets
from ipaddress import ip_address
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask_login import current_user

from ceapp.accounts import forms, passkeys, queries
from ceapp.accounts.blueprint import accounts, host_settings, page_after
from ceapp.accounts.browser import whence
from ceapp.accounts.events import Event
from ceapp.accounts.proof import proved_lately
from ceapp.accounts.sessions import admit
from ceapp.accounts.telling import tell
from ceapp.clock import now
from ceapp.web.forms import form_page
from ceapp.web.ownership import mine_or_404

ADDED = "Your passkey is added. You can sign in with it."
REMOVED = "The passkey is removed. It signs in no more."
NEW = "accounts/new_passkey.html"


def site() -> passkeys.Site | None:
    """Give the site that keys are for; None where it has a number for a name, which they refuse."""
    settings = host_settings()
    try:
        ip_address(settings.host)
    except ValueError:
        return passkeys.Site(settings.host, settings.public_url)
    return None


def question_to_sign_in() -> str:
    """Give the options with which a browser asks for a key, or nothing where keys cannot work."""
    where = site()
    return passkeys.options_to_sign_in(_question(), where) if where else ""


def taken_answer() -> passkeys.Question | None:
    """Give the question that this browser was asked, for the last time; None where it is old."""
    kept = session.pop("question", None)
    question = passkeys.Question(*kept) if kept else None
    return question if question and question.live(now()) else None


@accounts.post("/sign-in/passkey")
def let_in_by_passkey() -> Any:
    """Let the person in whose key has answered; it stands for both steps."""
    form = forms.PasskeyForm()
    answered, where = taken_answer(), site()
    user_id = None
    if form.validate() and answered and where:
        user_id = passkeys.check_passkey(
            answer=form.answer.data or "", question=answered, site=where
        )
    if user_id is None:
        flash(forms.PASSKEY_FAILED, "info")
        return redirect(url_for("accounts.sign_in", next=page_after()))
    return admit(user_id, Event.SIGNED_IN_BY_PASSKEY, go=page_after() or url_for("standing.home"))


@accounts.get("/settings/passkeys/new")
@proved_lately
def new_passkey() -> Any:
    """Show what a passkey is, and let the browser make one."""
    return render_template(NEW, form=_named(), options=_question_to_add())


@accounts.post("/settings/passkeys/new")
@proved_lately
def add_passkey() -> Any:
    """Keep the key that the browser has made."""
    form, answered, where, here = forms.NewPasskeyForm(), taken_answer(), site(), whence(request)
    if not form.validate():
        return form_page(NEW, form, options=_question_to_add())
    added = (
        answered is not None
        and where is not None
        and passkeys.add_passkey(
            user_id=current_user.id,
            answer=form.answer.data or "",
            question=answered,
            site=where,
            name=form.name.data,
            now=now(),
            whence=here,
        )
    )
    if not added:
        form.refuse(form.name, forms.PASSKEY_NOT_ADDED)
        return form_page(NEW, form, options=_question_to_add())
    tell(Event.PASSKEY_ADDED)
    flash(ADDED, "done")
    return redirect(url_for("accounts.settings", _anchor="security"))


@accounts.post("/settings/passkeys/<int:passkey_id>/remove")
@proved_lately
def remove_passkey(passkey_id: int) -> Any:
    """Forget one of the person's keys."""
    key = mine_or_404(queries.passkey, passkey_id)
    passkeys.remove_passkey(
        user_id=current_user.id, passkey_id=key.id, now=now(), whence=whence(request)
    )
    tell(Event.PASSKEY_REMOVED)
    flash(REMOVED, "done")
    return redirect(url_for("accounts.settings", _anchor="security"))


def _named() -> forms.NewPasskeyForm:
    return forms.NewPasskeyForm(None, data={"name": whence(request).device})


def _question_to_add() -> str:
    where = site()
    return passkeys.options_to_add(current_user.id, _question(), where) if where else ""


def _question() -> passkeys.Question:
    # Two windows that stand open ask the same, so that either can be answered; with time left.
    kept = session.get("question")
    question = passkeys.Question(*kept) if kept else None
    if question is None or not question.live(now() + passkeys.ANSWER_WITHIN / 2):
        question = passkeys.new_question(secrets.token_bytes(32), now())
        session["question"] = [question.challenge, question.asked]
    return question
