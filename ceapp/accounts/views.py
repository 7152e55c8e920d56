"""The pages for signing up, signing in and out, and for settings."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from ceapp.accounts import actions, forms, sections
from ceapp.accounts.sessions import enter
from ceapp.clock import now
from ceapp.mail.sending import sends_mail
from ceapp.web.forms import form_page
from ceapp.web.redirects import same_site

SIGNED_OUT = "You are signed out."
PROFILE_SAVED = "Saved."
PASSWORD_CHANGED = "Your password is changed. Every other browser was signed out."  # noqa: S105

accounts = Blueprint("accounts", __name__)


def _next() -> str | None:
    return same_site(request.values.get("next"))


@accounts.get("/sign-up")
def sign_up() -> Any:
    """Show the form for a new account."""
    if current_user.is_authenticated:
        return redirect(url_for("standing.home"))
    return render_template("accounts/sign_up.html", form=forms.SignUpForm(), next=_next())


@accounts.post("/sign-up")
def open_account() -> Any:
    """Make the account and let the person in."""
    form = forms.SignUpForm()
    if not form.validate():
        return form_page("accounts/sign_up.html", form, next=_next())
    user_id = actions.open_account(
        name=form.name.data,
        email=form.email.data,
        password=form.password.data,
        time_zone=form.time_zone.data,
        now=now(),
    )
    if user_id is None:
        form.refuse(form.email, forms.EMAIL_TAKEN)
        return form_page("accounts/sign_up.html", form, next=_next())
    enter(actions.begin_sign_in(user_id=user_id, now=now()))
    return redirect(_next() or url_for("licenses.new"))


@accounts.get("/sign-in")
def sign_in() -> Any:
    """Show the form that lets a person in."""
    if current_user.is_authenticated:
        return redirect(_next() or url_for("standing.home"))
    return render_template("accounts/sign_in.html", form=forms.SignInForm(), next=_next())


@accounts.post("/sign-in")
def let_in() -> Any:
    """Let the person in, or say the same whether the e-mail or the password is wrong."""
    form = forms.SignInForm()
    if not form.validate():
        return form_page("accounts/sign_in.html", form, next=_next())
    user_id = actions.check_password(email=form.email.data, password=form.password.data)
    if user_id is None:
        form.refuse(form.email, forms.NO_MATCH)
        return form_page("accounts/sign_in.html", form, next=_next())
    enter(actions.begin_sign_in(user_id=user_id, now=now()))
    return redirect(_next() or url_for("standing.home"))


@accounts.post("/sign-out")
def sign_out() -> Response:
    """End this browser's sign-in."""
    if current_user.is_authenticated:
        actions.end_sign_in(token=current_user.token)
    session.clear()
    flash(SIGNED_OUT, "done")
    return redirect(url_for("standing.home"))


@accounts.get("/settings")
@login_required
def settings() -> str:
    """Show what a person may change."""
    return render_template("accounts/settings.html", **_settings_forms())


@accounts.post("/settings")
@login_required
def save_profile() -> Any:
    """Save the name and the time zone."""
    form = forms.ProfileForm()
    if not form.validate():
        return form_page("accounts/settings.html", form, **_settings_forms(profile=form))
    actions.save_profile(
        user_id=current_user.id, name=form.name.data, time_zone=form.time_zone.data
    )
    flash(PROFILE_SAVED, "done")
    return redirect(url_for("accounts.settings"))


@accounts.post("/settings/password")
@login_required
def change_password() -> Any:
    """Change the password and end every other sign-in."""
    form = forms.PasswordForm()
    if not form.validate():
        return form_page("accounts/settings.html", form, **_settings_forms(password=form))
    token = actions.change_password(
        user_id=current_user.id,
        current=form.current_password.data,
        new=form.new_password.data,
        now=now(),
    )
    if token is None:
        form.refuse(form.current_password, forms.PASSWORD_WRONG)
        return form_page("accounts/settings.html", form, **_settings_forms(password=form))
    enter(token)
    flash(PASSWORD_CHANGED, "done")
    return redirect(url_for("accounts.settings"))


def _settings_forms(**shown: Any) -> dict[str, Any]:
    profile = {"name": current_user.name, "time_zone": current_user.time_zone}
    return {
        "profile": shown.get("profile") or forms.ProfileForm(None, data=profile),
        "password": shown.get("password") or forms.PasswordForm(None),
        "sections": sections.registered(),
        "sends_mail": sends_mail(),
    }
