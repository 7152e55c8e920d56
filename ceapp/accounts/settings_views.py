"""The settings page, and what it changes: profile, password, sign-ins elsewhere."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from ceapp.accounts import actions, forms, limits, passkeys, queries, sections
from ceapp.accounts.blueprint import accounts, held_back, page_after
from ceapp.accounts.browser import whence
from ceapp.accounts.events import WORDS, Event
from ceapp.accounts.passkey_views import question_to_sign_in, site, taken_answer
from ceapp.accounts.sessions import enter
from ceapp.accounts.telling import tell
from ceapp.accounts.tries import forget_try, note_wrong
from ceapp.clock import now
from ceapp.web.forms import form_page
from ceapp.web.ownership import mine_or_404

PROFILE_SAVED = "Saved."
PASSWORD_CHANGED = "Your password is changed. Every other browser was signed out."  # noqa: S105
ENDED = "That device is signed out."
OTHERS_ENDED = "Every other device is signed out."
SETTINGS, PASSWORD, PROVE = (
    "accounts/settings.html",
    "accounts/password.html",
    "accounts/prove.html",
)


@accounts.get("/settings")
@login_required
def settings() -> str:
    """Show what a person may change, and how safe the account is."""
    profile = {"name": current_user.name, "time_zone": current_user.time_zone}
    return render_template(SETTINGS, form=forms.ProfileForm(None, data=profile), **_shown())


@accounts.post("/settings")
@login_required
def save_profile() -> Any:
    """Save the name and the time zone."""
    form = forms.ProfileForm()
    if not form.validate():
        return form_page(SETTINGS, form, **_shown())
    actions.save_profile(
        user_id=current_user.id, name=form.name.data, time_zone=form.time_zone.data
    )
    flash(PROFILE_SAVED, "done")
    return redirect(url_for("accounts.settings"))


@accounts.get("/settings/password")
@login_required
def password() -> str:
    """Show the form for a new password."""
    return render_template(PASSWORD, form=forms.PasswordForm(None))


@accounts.post("/settings/password")
@login_required
def change_password() -> Any:
    """Change the password and end every other sign-in."""
    form, at, here = forms.PasswordForm(), now(), whence(request)
    if not form.validate():
        return form_page(PASSWORD, form)
    user_id, email, counts = current_user.id, current_user.email, _proofs()
    held = held_back(counts, form, form.current_password, PASSWORD, at=at)
    if held:
        return held
    token = actions.change_password(
        user_id=user_id,
        current=form.current_password.data,
        new=form.new_password.data,
        now=at,
        whence=here,
    )
    if token is None:
        note_wrong(counts, email, Event.WRONG_PASSWORD, whence=here, now=at)
        form.refuse(form.current_password, forms.PASSWORD_WRONG)
        return form_page(PASSWORD, form)
    forget_try(counts)
    enter(token)
    tell(Event.PASSWORD_CHANGED)
    flash(PASSWORD_CHANGED, "done")
    return redirect(url_for("accounts.settings"))


@accounts.post("/settings/sign-ins/<int:sign_in_id>/end")
@login_required
def end_sign_in(sign_in_id: int) -> Any:
    """Sign one of the person's devices out."""
    found = mine_or_404(queries.sign_in, sign_in_id)
    actions.end_one(user_id=current_user.id, sign_in_id=found.id, now=now(), whence=whence(request))
    flash(ENDED, "done")
    return redirect(url_for("accounts.settings", _anchor="security"))


@accounts.post("/settings/sign-ins/end-others")
@login_required
def end_other_sign_ins() -> Any:
    """Sign every device out but this one."""
    actions.end_others(
        user_id=current_user.id,
        keep=current_user.sign_in_id,
        now=now(),
        whence=whence(request),
    )
    flash(OTHERS_ENDED, "done")
    return redirect(url_for("accounts.settings", _anchor="security"))


@accounts.get("/settings/prove")
@login_required
def prove() -> str:
    """Ask for the password once more."""
    return render_template(PROVE, form=forms.ProofForm(None), **_prove_context())


@accounts.post("/settings/prove")
@login_required
def check_proof() -> Any:
    """Go on to the page that was wanted, if the password is right."""
    form, at, here = forms.ProofForm(), now(), whence(request)
    if not form.validate():
        return form_page(PROVE, form, **_prove_context())
    user_id, email, sign_in_id = current_user.id, current_user.email, current_user.sign_in_id
    counts = _proofs()
    held = held_back(counts, form, form.password, PROVE, at=at, **_prove_context())
    if held:
        return held
    if not actions.prove_password(user_id=user_id, password=form.password.data):
        note_wrong(counts, email, Event.WRONG_PASSWORD, whence=here, now=at)
        form.refuse(form.password, forms.PASSWORD_WRONG)
        return form_page(PROVE, form, **_prove_context())
    forget_try(counts)
    actions.note_proof(sign_in_id=sign_in_id, now=at)
    return redirect(page_after() or url_for("accounts.settings"))


@accounts.post("/settings/prove/passkey")
@login_required
def prove_by_passkey() -> Any:
    """Go on to the page that was wanted, if one of the person's keys has answered."""
    form, where, question = forms.PasskeyForm(), site(), taken_answer()
    user_id = None
    if form.validate() and question and where:
        answer = form.answer.data or ""
        user_id = passkeys.check_passkey(answer=answer, question=question, site=where)
    if user_id != current_user.id:
        flash(forms.PASSKEY_FAILED, "info")
        return redirect(url_for("accounts.prove", next=page_after()))
    actions.note_proof(sign_in_id=current_user.sign_in_id, now=now())
    return redirect(page_after() or url_for("accounts.settings"))


def _proofs() -> list[limits.Counted]:
    return [limits.Counted(f"proof of {current_user.id}", limits.PROOFS)]


def _prove_context() -> dict[str, Any]:
    has_key = bool(queries.passkeys_of(current_user.id))
    return {
        "next": page_after(),
        "kept": False,
        "options": question_to_sign_in() if has_key else "",
    }


def _shown() -> dict[str, Any]:
    security = queries.security_of(current_user.id, now=now())
    return {
        "security": security,
        "zone": current_user.time_zone,
        "event_words": WORDS,
        "keys_work": site() is not None,
        "sections": sections.registered(),
    }
