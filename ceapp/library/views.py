"""The library's pages: everything to read, one article, one topic; all readable signed out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from flask import Blueprint, abort, current_app, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_login import current_user

from ceapp import clock
from ceapp.library import for_you
from ceapp.library.asked import asked_on
from ceapp.library.for_you import Reading
from ceapp.library.shelf import Shelf, open_shelf
from ceapp.library.suggestions import READING_NEVER_COUNTS, Named, reasons_for, suggest
from ceapp.library.tile_map import profession_to_show, tile_map
from ceapp.rules.vocabulary import Profession
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.queries import standings_of

SIGNED_OUT_ZONE = "America/New_York"

library = Blueprint("library", __name__, url_prefix="/library")


@library.record_once
def _serve_suggestions(state: BlueprintSetupState) -> None:
    """Let the home page, which stands before this feature, say what is worth reading."""
    state.app.extensions["ceapp.suggestions"] = suggestions


def suggestions(known: Sequence[Named], limit: int = 3) -> tuple[Reading, ...]:
    """Give what to read next and why, from each license's name and standing."""
    shelf = _shelf()
    return tuple(
        Reading(
            url=url_for(
                "library.article", slug=chosen.section.article, _anchor=chosen.section.slug
            ),
            title=chosen.section.title,
            excerpt=chosen.section.excerpt,
            article_title=chosen.section.article_title,
            because=" ".join(chosen.reasons),
            minutes=chosen.section.minutes,
        )
        for chosen in suggest(known, shelf.sections, shelf.topics, limit)
    )


@library.context_processor
def words() -> dict[str, str]:
    """Give every page of the library the line that it must not leave out."""
    return {"reading_never_counts": READING_NEVER_COUNTS}


@library.get("")
def index() -> str:
    """Show every topic and article, what is suggested, and what a search finds."""
    shelf, standings = _shelf(), _standings()
    query = request.args.get("q", "").strip()
    return render_template(
        "library/index.html",
        shelf=shelf,
        suggestions=() if query else suggestions(for_you.named(standings)),
        query=query,
        found=shelf.search(query),
        found_topics=shelf.topics_named(query),
        wants=for_you.wants_by_topic(standings),
    )


@library.get("/<slug>")
def article(slug: str) -> str:
    """Show one article, with why it may matter to the person who reads it."""
    shelf = _shelf()
    found = shelf.find(slug) or abort(404)
    wants = for_you.wants(_standings())
    return render_template(
        "library/article.html",
        article=found,
        topics=shelf.topics,
        related=shelf.related(found),
        reasons=reasons_for(found.all_topics, wants, shelf.topics),
    )


@library.get("/topics/<slug>")
def topic(slug: str) -> str:
    """Show what there is to read on a topic, and who asks for hours on it."""
    shelf, standings, today = _shelf(), _standings(), _today()
    if slug not in shelf.topics.labels:
        abort(404)
    shown = profession_to_show(slug, today, _chosen_profession() or for_you.professions(standings))
    return render_template(
        "library/topic.html",
        slug=slug,
        topics=shelf.topics,
        broader=shelf.broader(slug),
        narrower=shelf.narrower(slug),
        sections=shelf.on_topic(slug),
        nearby=shelf.around_topic(slug),
        asked=asked_on(slug, today),
        map=tile_map(
            slug,
            shown,
            today,
            broader=shelf.broader(slug),
            yours=for_you.jurisdictions(standings),
        ),
        professions=tuple(Profession),
        needs=for_you.needs_on(slug, standings, shelf.topics),
    )


def _chosen_profession() -> tuple[Profession, ...]:
    """Give the profession that the address names; one that does not exist is passed over."""
    named = request.args.get("profession", "")
    return tuple(profession for profession in Profession if profession == named)


def _shelf() -> Shelf:
    return open_shelf(Path(current_app.instance_path))


def _today() -> date:
    zone = current_user.time_zone if current_user.is_authenticated else SIGNED_OUT_ZONE
    return clock.today_in(zone)


def _standings() -> tuple[LicenseStanding, ...]:
    if not current_user.is_authenticated:
        return ()
    return standings_of(current_user.id, _today())
