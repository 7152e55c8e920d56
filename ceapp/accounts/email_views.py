"""The pages for confirming an e-mail address and for changing it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from ceapp.accounts import forms, limits, mail_links, mails, queries
from ceapp.accounts.blueprint import accounts, held_back
from ceapp.accounts.browser import whence
from ceapp.accounts.proof import proved_lately
from ceapp.accounts.tries import begin_try
from ceapp.clock import now
from ceapp.mail.message import Mail, MailNotSent
from ceapp.mail.sending import link, send, send_soon
from ceapp.web.forms import form_page

CHANGE, CONFIRM = "accounts/email.html", "accounts/confirm_email.html"
GONE = "accounts/link_gone.html"
SENT = "We sent a link to {email}. Open it within 3 days to confirm the address."
NOT_SENT = "The mail could not be sent just now. Try again later, or tell whoever runs this server."
TOO_OFTEN = "Several mails are on their way already. Look into the spam folder, or wait {wait}."
CONFIRMED = "Thank you. Your e-mail address is confirmed."
CHANGED = "Your e-mail address is changed. You sign in with it from now on."


@accounts.get("/settings/email")
@proved_lately
def email() -> Any:
    """Show the form for another address."""
    return render_template(CHANGE, form=forms.EmailForm(None))


@accounts.post("/settings/email")
@proved_lately
def change_email() -> Any:
    """Mail a link to the new address, and tell the old one; until it is opened nothing changes."""
    form, at = forms.EmailForm(), now()
    if not form.validate():
        return form_page(CHANGE, form)
    new, old = form.email.data, current_user.email
    if new == old:
        form.refuse(form.email, forms.EMAIL_SAME)
        return form_page(CHANGE, form)
    held = held_back(_mails_of(current_user.id), form, form.email, CHANGE, at=at)
    if held:
        return held
    user_id = current_user.id
    taken = queries.person_of(new) is not None
    token = mail_links.make_confirmation(user_id=user_id, email=new, now=at)
    mail_links.note_change_asked(user_id=user_id, now=at, whence=whence(request))
    asks = mails.confirm_new_address(to=new, link=_link_to_confirm(token))
    if taken:  # said to the owner of that address only: the page must not tell who has an account
        asks = mails.address_is_taken(to=new, sign_in=link(url_for("accounts.sign_in")))
    told = mails.address_change_asked(to=old, settings=link(url_for("accounts.settings")))
    send_soon(asks, told)
    flash(SENT.format(email=new), "done")
    return redirect(url_for("accounts.settings"))


@accounts.post("/settings/email/again")
@login_required
def send_again() -> Any:
    """Send the link that confirms the present address once more."""
    at, to = now(), current_user.email
    until = begin_try(_mails_of(current_user.id), now=at)
    if until:
        flash(TOO_OFTEN.format(wait=limits.in_words(until - at)), "info")
        return redirect(url_for("accounts.settings"))
    token = mail_links.make_confirmation(user_id=current_user.id, email=to, now=at)
    _send_now(mails.confirm_address(to=to, link=_link_to_confirm(token)), to)
    return redirect(url_for("accounts.settings"))


@accounts.get("/confirm-email/<token>")
def confirm_email(token: str) -> Any:
    """Ask for a press of the button: programs that look into mail open links by themselves."""
    found = queries.live_link(token, mail_links.CONFIRM, now=now())
    if found is None:
        return render_template(GONE, again="accounts.settings"), 410
    return render_template(CONFIRM, token=token, email=found.email)


@accounts.post("/confirm-email/<token>")
def use_confirmation(token: str) -> Any:
    """Take the address as the person's; where it is a new one, tell both."""
    used = mail_links.confirm(token=token, now=now(), whence=whence(request))
    if used is None:
        return render_template(GONE, again="accounts.settings"), 410
    old, new = used
    if old != new:
        reset = link(url_for("accounts.reset"))
        send_soon(*(mails.address_changed(to=to, reset=reset) for to in (old, new)))
    flash(CONFIRMED if old == new else CHANGED, "done")
    return redirect(url_for("accounts.settings"))


def _mails_of(user_id: int) -> list[limits.Counted]:
    return [limits.Counted(f"mails of {user_id}", limits.MAILS_OF_A_PERSON)]


def _link_to_confirm(token: str) -> str:
    return link(url_for("accounts.confirm_email", token=token))


def _send_now(mail: Mail, to: str) -> None:
    try:
        send(mail)
    except MailNotSent:
        flash(NOT_SENT, "info")
    else:
        flash(SENT.format(email=to), "done")
