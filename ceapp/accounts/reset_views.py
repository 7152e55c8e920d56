"""The pages for a password that is forgotten: asking for a link, and choosing a new one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for

from ceapp.accounts import forms, limits, mail_links, mails, queries
from ceapp.accounts.blueprint import accounts, held_back
from ceapp.accounts.browser import remember, whence
from ceapp.accounts.events import Event
from ceapp.accounts.telling import tell
from ceapp.accounts.whence import Whence
from ceapp.clock import now
from ceapp.mail.message import Mail
from ceapp.mail.sending import link, send_soon
from ceapp.web.forms import form_page

ASK, CHOOSE, GONE = "accounts/reset.html", "accounts/new_password.html", "accounts/link_gone.html"
DONE = "Your password is changed, and every device is signed out. Sign in with the new one."


@accounts.get("/reset")
def reset() -> Any:
    """Ask for the address of the account."""
    return render_template(ASK, form=forms.EmailForm(None), sent="")


@accounts.post("/reset")
def ask_for_reset() -> Any:
    """Mail a link, and say the same whether there is an account or not."""
    form, at, here = forms.EmailForm(), now(), whence(request)
    if not form.validate():
        return form_page(ASK, form, sent="")
    email = form.email.data
    counts = [
        limits.Counted(f"reset of {email}", limits.RESETS_OF_AN_ADDRESS),
        *limits.of_a_network("reset", here.network, limits.RESETS_OF_A_NETWORK),
    ]
    held = held_back(counts, form, form.email, ASK, at=at, sent="")
    if held:
        return held
    # Made and sent apart from this answer, so that its time tells nothing.
    send_soon(lambda: _link_for(email, here))
    return render_template(ASK, form=forms.EmailForm(None), sent=email)


@accounts.get("/reset/<token>")
def choose_password(token: str) -> Any:
    """Show the form for a new password, if the link still works."""
    if queries.live_link(token, mail_links.RESET, now=now()) is None:
        return render_template(GONE, again="accounts.reset"), 410
    return render_template(CHOOSE, form=forms.NewPasswordForm(None), token=token)


@accounts.post("/reset/<token>")
def put_password(token: str) -> Any:
    """Change the password and sign out every device; signing in asks for the second step still."""
    form, here = forms.NewPasswordForm(), whence(request)
    if queries.live_link(token, mail_links.RESET, now=now()) is None:
        return render_template(GONE, again="accounts.reset"), 410
    if not form.validate():
        return form_page(CHOOSE, form, token=token)
    new = form.new_password.data
    owner = mail_links.reset_password(token=token, new=new, now=now(), whence=here)
    if owner is None:
        return render_template(GONE, again="accounts.reset"), 410
    tell(Event.PASSWORD_RESET, owner)
    session.clear()
    flash(DONE, "done")
    response = redirect(url_for("accounts.sign_in"))
    remember(response, here, owner.email)  # guesses by strangers do not keep the person out here
    return response


def _link_for(email: str, here: Whence) -> Iterator[Mail]:
    token = mail_links.make_reset(email=email, now=now(), whence=here)
    if token:
        yield mails.reset_password(to=email, link=link(f"/reset/{token}"))
