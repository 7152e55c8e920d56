"""The pages of reminders: choosing the days, and the link in every mail that stops them."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from zoneinfo import ZoneInfo

from flask import Blueprint, Flask, flash, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask_login import current_user, login_required

from ceapp import clock
from ceapp.accounts import sections
from ceapp.accounts.forms import TIME_ZONES
from ceapp.reminders import actions, notices, page, queries
from ceapp.reminders.forms import ReminderForm
from ceapp.reminders.stop_links import read_stop_token
from ceapp.standing import notices as home
from ceapp.web import csrf
from ceapp.web.forms import form_page

SAVED = "Saved."
BAD_REQUEST = 400

reminders = Blueprint("reminders", __name__)


@reminders.get("/settings/reminders")
@login_required
def settings() -> str:
    """Show what the person chose, what comes next, and what became of the last ones."""
    chosen = queries.preferences(current_user.id)
    form = ReminderForm(
        None,
        data={
            "active": chosen.active,
            "days": sorted(chosen.choice.days, reverse=True),
            "lapsed": chosen.choice.lapsed,
            "digest": str(chosen.choice.digest_day or ""),
        },
    )
    return render_template("reminders/settings.html", form=form, **_state())


@reminders.post("/settings/reminders")
@login_required
def save() -> Any:
    """Keep what the person chose."""
    form = ReminderForm()
    if not form.validate():
        return form_page("reminders/settings.html", form, **_state())
    actions.save_choice(
        current_user.id,
        active=form.active.data,
        days=frozenset(form.days.data),
        lapsed=form.lapsed.data,
        digest_day=form.digest_day,
        today=_today(),
        now=clock.now(),
    )
    flash(SAVED, "done")
    return redirect(url_for("reminders.settings"))


@reminders.get("/reminders/stop/<token>")
def stop(token: str) -> Any:
    """Show a button that stops the mails: programs that open every link must stop nothing."""
    if queries.stoppable(read_stop_token(token)):
        return render_template("reminders/stop.html", token=token)
    return render_template("reminders/stop_unknown.html"), 404


@reminders.post("/reminders/stop/<token>")
@csrf.exempt
def stop_now(token: str) -> Any:
    """Stop the mails, for the button or for a mail program (RFC 8058).

    A mail program has no session, so the signed token in the address stands for the CSRF token. The
    answer is no redirect, as that standard asks.
    """
    known = read_stop_token(token)
    if known is None or not actions.stop(*known, now=clock.now()):
        return render_template("reminders/stop_unknown.html"), BAD_REQUEST
    return render_template("reminders/stopped.html")


@reminders.record_once
def _tell_others(state: BlueprintSetupState) -> None:
    """Stand on the settings page, and at the top of the home page where there is a reason."""
    app = cast("Flask", state.app)
    home.register(app, notices.notices)
    sections.register(
        app,
        sections.Section(
            title="Reminders",
            says=says,
            links=(("Change the reminders", "reminders.settings"),),
            place=30,
        ),
    )


def says(user_id: int) -> str:
    """Say on the settings page how things stand."""
    known = queries.preferences(user_id)
    verified = queries.is_verified(user_id)
    coming = _coming() if known.active and verified else ()
    return page.says(active=known.active, verified=verified, coming=coming)


def _state() -> dict[str, Any]:
    zone = ZoneInfo(current_user.time_zone)
    known = queries.preferences(current_user.id)
    rows = queries.lately(current_user.id)
    when = {row.id: (row.settled_at or row.made_at).astimezone(zone).date() for row in rows}
    names = queries.license_names(current_user.id, _today())
    return {
        "on": known.active,
        "verified": queries.is_verified(current_user.id),
        "zone": TIME_ZONES.get(current_user.time_zone, current_user.time_zone),
        "coming": _coming() if known.active else (),
        "gone": page.gone(rows, names, when),
    }


def _coming() -> tuple[page.Coming, ...]:
    today, user_id = _today(), current_user.id
    choice = queries.preferences(user_id).choice
    names = queries.license_names(user_id, today)
    return page.upcoming(choice, queries.watched_licenses(user_id, today), names, today)


def _today() -> date:
    return clock.today_in(current_user.time_zone)
