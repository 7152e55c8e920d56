"""The home page and a license's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from flask import Blueprint, Flask, abort, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask_login import current_user, login_required
from werkzeug.wrappers import Response

from ceapp.boards import catalog
from ceapp.clock import today_in
from ceapp.courses import would_count
from ceapp.courses.models import Course
from ceapp.courses.queries import unconfirmed_courses
from ceapp.courses.where_counts import Chips, register
from ceapp.licenses.queries import renewals
from ceapp.own_rules import what_it_does
from ceapp.own_rules.queries import credential_of
from ceapp.own_rules.what_it_does import Effect
from ceapp.rules.credit import Credit
from ceapp.rules.requirement import Credential
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.audit import audit_of
from ceapp.standing.effects import effects_of
from ceapp.standing.forecast import forecast
from ceapp.standing.license_view import license_page as license_page_of
from ceapp.standing.next_steps import next_steps
from ceapp.standing.notices import notices_for
from ceapp.standing.overview import overview
from ceapp.standing.periods import earlier_period, next_period
from ceapp.standing.queries import (
    has_courses,
    standing_in,
    standing_in_next,
    standing_of,
    standings_by,
    standings_of,
    with_certificate,
)
from ceapp.standing.reading import worth_reading
from ceapp.standing.what_rules_do import rule_effects
from ceapp.standing.where_counts import chips_of
from ceapp.web.ownership import mine_or_404

standing = Blueprint("standing", __name__)
MOST_READING = 3
MOST_ASKED = 3


@standing.get("/")
def home() -> str:
    """Say what every license still needs; to somebody not signed in, what this is."""
    if not current_user.is_authenticated:
        return render_template("landing.html")
    today = today_in(current_user.time_zone)
    licenses = standings_of(current_user.id, today)
    if not licenses:
        return render_template("standing/no_license.html", today=today)
    page = overview(licenses, catalog.topics())
    nothing_logged = not page.lapsed and not _any_course(licenses, current_user.id)
    return render_template(
        "standing/home.html",
        today=today,
        page=page,
        steps=() if nothing_logged else _steps(licenses),
        reading=worth_reading(licenses, MOST_READING),
        notices=notices_for(current_user.id),
        nothing_logged=nothing_logged,
        unconfirmed=unconfirmed_courses(current_user.id, today),
        most_asked=MOST_ASKED,
    )


@standing.get("/licenses/<int:license_id>")
@login_required
def license_page(license_id: int) -> str:
    """Show every requirement of one license, its law, its courses, and what did not count."""
    today = today_in(current_user.time_zone)
    one = mine_or_404(lambda user_id, row_id: standing_of(user_id, row_id, today), license_id)
    return _license_page(one, today, "current")


@standing.get("/licenses/<int:license_id>/periods/<ends>")
@login_required
def period_page(license_id: int, ends: str) -> str | Response:
    """Show a license in the next period or in an earlier one, named by its last day."""
    user_id, today, last_day = current_user.id, today_in(current_user.time_zone), _day(ends)
    one = mine_or_404(lambda owner, row_id: standing_of(owner, row_id, today), license_id)
    if one.standing is None or one.standing.period.end == last_day:
        return redirect(url_for("standing.license_page", license_id=license_id))
    for row in renewals(user_id, [license_id]):
        if row.ends == last_day:
            return redirect(url_for("renewals.kept", renewal_id=row.id))
    following = standing_in_next(user_id, license_id, today)
    if following and following.standing and following.standing.period.end == last_day:
        return _license_page(following, today, "next")
    then = mine_or_404(
        lambda owner, row_id: standing_in(owner, row_id, last_day, today), license_id
    )
    return _license_page(then, today, "earlier")


def _license_page(one: LicenseStanding, today: date, when: str) -> str:
    """Give the page of a license in its current, next or an earlier period."""
    standing, held = one.standing, one.held
    if standing is None or held.credential is None:
        return render_template("standing/unreadable.html", one=one)
    facts = {slug: known.label for slug, known in catalog.circumstances().items()}
    if when == "earlier":  # it ended long ago, which is no lapse of the license
        standing = replace(standing, as_of=standing.period.end)
    closed = renewals(current_user.id, [held.id]) if when == "current" else ()
    earlier = None if when == "next" else earlier_period(held.credential, held.holding)
    return render_template(
        "standing/license.html",
        one=one,
        standing=standing,
        page=license_page_of(one.name, standing, catalog.topics(), facts),
        when=when,
        today=today,
        forecast=forecast(one, catalog.topics()),
        audit=audit_of(standing, with_certificate(current_user.id, standing)),
        closed=closed,
        earlier=None if any(earlier and row.ends == earlier.end for row in closed) else earlier,
        following=next_period(held.credential, held.holding) if when == "current" else None,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)


@standing.record_once
def _serve_the_log(state: BlueprintSetupState) -> None:
    """Let the course log, which stands before this feature, say where courses count or would."""
    app = cast("Flask", state.app)
    register(app, where_counts)
    would_count.register(app, what_it_would_count)


def what_it_would_count(user_id: int, credit: Credit, today: date) -> str:
    """Give the part of the course form that says what a course would do for every license."""
    effects = effects_of(standings_of(user_id, today), credit, catalog.topics())
    return render_template("standing/_would_count.html", effects=effects, credit=credit)


def where_counts(user_id: int, courses: Sequence[Course], today: date) -> Chips:
    """Give, for each course, what every license in use makes of it."""
    return chips_of(standings_of(user_id, today), [course.id for course in courses], _link)


def _link(license_id: int) -> str:
    return url_for("standing.license_page", license_id=license_id)


@standing.record_once
def _serve_rule_effects(state: BlueprintSetupState) -> None:
    """Let the forms of own rules, which stand before this feature, say what a change does."""
    what_it_does.register(cast("Flask", state.app), what_rules_do)


def what_rules_do(user_id: int, changed: Credential, today: date) -> Sequence[Effect]:
    """Give, for each license that goes by these rules, its answer before and after a change."""
    now = standings_by(user_id, credential_of(user_id, changed.id), today)
    then = standings_by(user_id, changed, today)
    return rule_effects(now, then, catalog.topics(), _link)


def _any_course(licenses: Sequence[LicenseStanding], user_id: int) -> bool:
    read = any(one.standing and one.standing.courses for one in licenses)
    return read or has_courses(user_id)


def _steps(licenses: Sequence[LicenseStanding]) -> list[dict[str, str]]:
    short = {slug: one.within_a_sentence for slug, one in catalog.approvals().items()}
    return [
        {
            "title": step.title,
            "text": step.text,
            "link": step.link,
            "url": url_for(step.endpoint, **step.values),  # type: ignore[arg-type]  # path values
        }
        for step in next_steps(licenses, catalog.topics(), short)
    ]
