"""The pages for signing up, in and out."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from ceapp.accounts import actions, forms, limits, mail_links, mails, queries
from ceapp.accounts.blueprint import accounts, held_back, host_settings, page_after
from ceapp.accounts.browser import whence
from ceapp.accounts.events import Event
from ceapp.accounts.passkey_views import question_to_sign_in
from ceapp.accounts.sessions import admit
from ceapp.accounts.tries import forget_try, note_wrong
from ceapp.clock import now
from ceapp.config import SESSION_DAYS, SignUp
from ceapp.mail.sending import link, send_soon, sends_mail
from ceapp.web.forms import form_page

SIGNED_OUT = "You are signed out."
WELCOME = "Your account is open. We sent a link to {email}: open it to confirm the address."
SIGN_UP, SIGN_IN = "accounts/sign_up.html", "accounts/sign_in.html"


@accounts.get("/sign-up")
def sign_up() -> Any:
    """Show the form for a new account, where the host lets people open one."""
    if current_user.is_authenticated:
        return redirect(url_for("standing.home"))
    invitation = request.args.get("invitation", "")
    invited = queries.invited(invitation, now=now())
    if _closed(invited):
        return render_template("accounts/sign_up_closed.html", tried=bool(invitation))
    form = forms.SignUpForm(None, data={"email": invited} if invited else {})
    return render_template(SIGN_UP, form=form, **_sign_up_context(invitation))


@accounts.post("/sign-up")
def open_account() -> Any:
    """Make the account, let the person in, and mail the link that confirms the address."""
    form, at, here = forms.SignUpForm(), now(), whence(request)
    invitation = request.form.get("invitation", "")
    invited, context = queries.invited(invitation, now=at), _sign_up_context(invitation)
    if _closed(invited):
        return render_template("accounts/sign_up_closed.html", tried=bool(invitation)), 403
    if not form.validate():
        return form_page(SIGN_UP, form, **context)
    if invited and host_settings().sign_up is SignUp.INVITATION and form.email.data != invited:
        form.refuse(form.email, forms.NOT_INVITED)
        return form_page(SIGN_UP, form, **context)
    counts = limits.of_a_network("sign-up", here.network, limits.SIGN_UPS_OF_A_NETWORK)
    held = held_back(counts, form, form.email, SIGN_UP, at=at, **context)
    return held or _opened(form, invitation, context)


def _opened(form: forms.SignUpForm, invitation: str, context: dict[str, Any]) -> Any:
    email, at, here = form.email.data, now(), whence(request)
    user_id = actions.open_account(
        name=form.name.data,
        email=email,
        password=form.password.data,
        time_zone=form.time_zone.data,
        now=at,
        whence=here,
        invitation=invitation,
    )
    if user_id is None:
        form.refuse(form.email, forms.EMAIL_TAKEN)
        return form_page(SIGN_UP, form, **context)
    token = mail_links.make_confirmation(user_id=user_id, email=email, now=at)
    address = link(url_for("accounts.confirm_email", token=token))
    send_soon(mails.confirm_address(to=email, link=address))
    response = admit(user_id, Event.SIGNED_IN, go=page_after() or url_for("licenses.new"))
    if sends_mail():
        flash(WELCOME.format(email=email), "done")
    return response


@accounts.get("/sign-in")
def sign_in() -> Any:
    """Show the ways to be let in."""
    if current_user.is_authenticated:
        return redirect(page_after() or url_for("standing.home"))
    return render_template(SIGN_IN, form=forms.SignInForm(None), **_sign_in_context())


@accounts.post("/sign-in")
def let_in() -> Any:
    """Let the person in, or say the same whether the e-mail or the password is wrong."""
    form, at, here = forms.SignInForm(), now(), whence(request)
    if not form.validate():
        return form_page(SIGN_IN, form, **_sign_in_context())
    email = form.email.data
    counts = limits.guesses("password", email, here.network, here.knows(email))
    held = held_back(counts, form, form.email, SIGN_IN, at=at, **_sign_in_context())
    if held:
        return held
    user_id = actions.check_password(email=email, password=form.password.data)
    if user_id is None:
        note_wrong(counts, email, Event.WRONG_PASSWORD, whence=here, now=at)
        form.refuse(form.email, forms.NO_MATCH)
        return form_page(SIGN_IN, form, **_sign_in_context())
    forget_try(counts)
    return after_password(user_id)


def after_password(user_id: int) -> Response:
    """Let the person in, or ask for their second step first."""
    if not queries.has_second_step(user_id):
        return admit(user_id, Event.SIGNED_IN, go=page_after() or url_for("standing.home"))
    token = actions.await_code(user_id=user_id, now=now(), whence=whence(request))
    session.clear()
    session["code_due"] = token
    return redirect(url_for("accounts.code", next=page_after()))


@accounts.post("/sign-out")
def sign_out() -> Response:
    """End this browser's sign-in."""
    if current_user.is_authenticated:
        actions.end_sign_in(token=current_user.token)
    session.clear()
    flash(SIGNED_OUT, "done")
    return redirect(url_for("standing.home"))


@accounts.get("/privacy")
def privacy() -> str:
    """Say what is stored and why."""
    return render_template("accounts/privacy.html", session_days=SESSION_DAYS)


def _closed(invited: str | None) -> bool:
    choice = host_settings().sign_up
    return choice is SignUp.CLOSED or (choice is SignUp.INVITATION and invited is None)


def _sign_up_context(invitation: str) -> dict[str, Any]:
    return {"next": page_after(), "invitation": invitation}


def _sign_in_context() -> dict[str, Any]:
    return {
        "next": page_after(),
        "options": question_to_sign_in(),
        "may_sign_up": host_settings().sign_up is SignUp.OPEN,
    }
