"""The home page and a license's page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from flask import Blueprint, Flask, current_app, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask_login import current_user, login_required

from ceapp.boards import catalog
from ceapp.clock import today_in
from ceapp.courses.models import Course
from ceapp.courses.where_counts import Chips, register
from ceapp.licenses.queries import renewals
from ceapp.own_rules import what_it_does
from ceapp.own_rules.queries import credential_of
from ceapp.own_rules.what_it_does import Effect
from ceapp.rules.requirement import Credential
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.audit import audit_of
from ceapp.standing.license_view import license_page as license_page_of
from ceapp.standing.next_steps import next_steps
from ceapp.standing.overview import overview
from ceapp.standing.queries import (
    has_courses,
    standing_of,
    standings_by,
    standings_of,
    with_certificate,
)
from ceapp.standing.what_rules_do import rule_effects
from ceapp.standing.where_counts import chips_of
from ceapp.web.ownership import mine_or_404

standing = Blueprint("standing", __name__)
MOST_READING = 3


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
        reading=_reading(licenses),
        nothing_logged=nothing_logged,
    )


@standing.get("/licenses/<int:license_id>")
@login_required
def license_page(license_id: int) -> str:
    """Show every requirement of one license, its law, its courses, and what did not count."""
    today = today_in(current_user.time_zone)
    one = mine_or_404(lambda user_id, row_id: standing_of(user_id, row_id, today), license_id)
    if one.standing is None:
        return render_template("standing/unreadable.html", one=one)
    circumstances = catalog.circumstances()
    facts = {slug: known.label for slug, known in circumstances.items()}
    page = license_page_of(one.name, one.standing, catalog.topics(), facts)
    audit = audit_of(one.standing, with_certificate(current_user.id, one.standing))
    return render_template(
        "standing/license.html",
        one=one,
        standing=one.standing,
        page=page,
        today=today,
        audit=audit,
        closed=renewals(current_user.id, [license_id]),
    )


@standing.record_once
def _serve_chips(state: BlueprintSetupState) -> None:
    """Let the course log, which stands before this feature, say where each course counts."""
    register(cast("Flask", state.app), where_counts)


def where_counts(user_id: int, courses: Sequence[Course], today: date) -> Chips:
    """Give, for each course, what every license in use makes of it."""
    return chips_of(standings_of(user_id, today), [course.id for course in courses], _link)


@standing.record_once
def _serve_rule_effects(state: BlueprintSetupState) -> None:
    """Let the forms of own rules, which stand before this feature, say what a change does."""
    what_it_does.register(cast("Flask", state.app), what_rules_do)


def what_rules_do(user_id: int, changed: Credential, today: date) -> Sequence[Effect]:
    """Give, for each license that goes by these rules, its answer before and after a change."""
    now = standings_by(user_id, credential_of(user_id, changed.id), today)
    then = standings_by(user_id, changed, today)
    return rule_effects(now, then, catalog.topics(), lambda license_id: _link(license_id, None))


def _link(license_id: int, anchor: str | None) -> str:
    return url_for("standing.license_page", license_id=license_id, _anchor=anchor)


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


def _reading(licenses: Sequence[LicenseStanding]) -> Sequence[Any]:
    """Ask the library, which comes later and may be absent, what is worth reading."""
    suggest = current_app.extensions.get("ceapp.suggestions")
    if suggest is None:
        return ()
    known = [(one.name, one.standing) for one in licenses if one.standing is not None]
    found: Sequence[Any] = suggest(known, limit=MOST_READING)
    return found
