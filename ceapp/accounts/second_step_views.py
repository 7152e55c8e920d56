"""The settings of the second step: turning it on and off, and its recovery codes."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from ceapp.accounts import codes, forms, queries, second_step
from ceapp.accounts.blueprint import accounts
from ceapp.accounts.browser import whence
from ceapp.accounts.events import Event
from ceapp.accounts.proof import proved_lately
from ceapp.accounts.telling import tell
from ceapp.clock import now
from ceapp.web.forms import form_page

PAGE, ADD, SHOWN = (
    "accounts/second_step.html",
    "accounts/second_step_add.html",
    "accounts/recovery_codes.html",
)
OFF = "The second step is off. Signing in takes the password alone."


@accounts.get("/settings/second-step")
@proved_lately
def second_step_page() -> Any:
    """Say what the second step is, or what it stands at."""
    return render_template(
        PAGE,
        on=queries.has_second_step(current_user.id),
        codes_left=queries.recovery_codes_left(current_user.id),
    )


@accounts.post("/settings/second-step/begin")
@proved_lately
def begin_second_step() -> Any:
    """Make a secret, and go on to adding it to an app."""
    second_step.begin_second_step(user_id=current_user.id)
    return redirect(url_for("accounts.add_second_step"))


@accounts.get("/settings/second-step/add")
@proved_lately
def add_second_step() -> Any:
    """Show the secret as a picture and in words, and ask for the code that the app makes of it."""
    context = _secret()
    if context is None:
        return redirect(url_for("accounts.second_step_page"))
    return render_template(ADD, form=forms.CodeForm(None), **context)


@accounts.post("/settings/second-step/add")
@proved_lately
def confirm_second_step() -> Any:
    """Turn the second step on if the code is right, and show the recovery codes this once."""
    form, context, here = forms.CodeForm(), _secret(), whence(request)
    if context is None:
        return redirect(url_for("accounts.second_step_page"))
    if not form.validate():
        return form_page(ADD, form, **context)
    user_id = current_user.id
    made = second_step.confirm_second_step(
        user_id=user_id, code=form.code.data, now=now(), whence=here
    )
    if made is None:
        form.refuse(form.code, forms.CODE_WRONG)
        return form_page(ADD, form, **context)
    tell(Event.SECOND_STEP_ON)
    return render_template(SHOWN, codes=made, new=False)


@accounts.post("/settings/second-step/recovery-codes")
@proved_lately
def new_recovery_codes() -> Any:
    """Make new recovery codes, and show them this once."""
    if not queries.has_second_step(current_user.id):
        return redirect(url_for("accounts.second_step_page"))
    made = second_step.renew_recovery_codes(
        user_id=current_user.id, now=now(), whence=whence(request)
    )
    tell(Event.NEW_RECOVERY_CODES)
    return render_template(SHOWN, codes=made, new=True)


@accounts.post("/settings/second-step/off")
@proved_lately
def end_second_step() -> Any:
    """Turn the second step off."""
    on = queries.has_second_step(current_user.id)
    if on:
        second_step.end_second_step(user_id=current_user.id, now=now(), whence=whence(request))
        tell(Event.SECOND_STEP_OFF)
        flash(OFF, "done")
    return redirect(url_for("accounts.settings", _anchor="security"))


def _secret() -> dict[str, Any] | None:
    step = queries.second_step(current_user.id)
    if step is None or step.confirmed_at is not None:
        return None
    address = codes.address_for_app(step.secret, current_user.email)
    return {"picture": codes.qr_picture(address), "secret": codes.secret_in_groups(step.secret)}
