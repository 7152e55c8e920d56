"""The rules' pages, public: find a credential, and read what its board asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from ceapp import clock
from ceapp.boards import catalog
from ceapp.rulebook.finding import Wanted, by_letter, by_state, find, find_in_rules, topics_named
from ceapp.rulebook.page import as_of, rules_page, source_name
from ceapp.rulebook.topic_page import all_topics, topic_page
from ceapp.rules.naming import within_a_sentence
from ceapp.rules.vocabulary import Profession

SIGNED_OUT_ZONE = "America/New_York"
LONGEST_SEARCH = 200

rulebook = Blueprint("rulebook", __name__, url_prefix="/rules")


@rulebook.get("")
def index() -> str:
    """List the credentials, all or those looked for, by state."""
    wanted, listing, topics = _wanted(), catalog.listing(), catalog.topics()
    found = list(find(listing, wanted))
    return render_template(
        "rulebook/index.html",
        wanted=wanted,
        letters=by_letter(by_state(found)),
        found=found,
        mentions=list(find_in_rules(listing, wanted)) if wanted.text else [],
        topics={slug: topics.labels[slug] for slug in topics_named(wanted.text, topics)},
        total=len(listing),
        **_choices(),
    )


@rulebook.get("/topics")
def topics() -> str:
    """List the topics that boards ask for by name."""
    return render_template("rulebook/topics.html", topics=all_topics(_today()))


@rulebook.get("/topics/<slug>")
def topic(slug: str) -> str:
    """Say which boards want hours on a topic, how many and how often."""
    if slug not in catalog.topics().labels:
        abort(404)
    wanted = _wanted()
    page = topic_page(slug, wanted, _today())
    return render_template("rulebook/topic.html", page=page, wanted=wanted, **_choices())


@rulebook.get("/<credential_id>")
def credential(credential_id: str) -> str | tuple[str, int]:
    """Show one credential's rules; a broken file is said to be broken, with the way to mend it."""
    try:
        shown = catalog.load(credential_id)
    except catalog.UnknownCredential:
        abort(404)
    except catalog.BrokenRuleFile as broken:
        return render_template("rulebook/broken.html", file=broken.path.name), 503
    return render_template(
        "rulebook/credential.html",
        page=rules_page(shown, _today()),
        topic_labels=_topic_words(),
        source_name=source_name,
        as_of=as_of,
    )


def _wanted() -> Wanted:
    return Wanted(
        text=request.args.get("q", "").strip()[:LONGEST_SEARCH],
        jurisdiction=request.args.get("state", ""),
        profession=request.args.get("profession", ""),
    )


def _choices() -> dict[str, Any]:
    return {"jurisdictions": catalog.jurisdictions(), "professions": tuple(Profession)}


def _topic_words() -> dict[str, str]:
    return {slug: within_a_sentence(label) for slug, label in catalog.topics().labels.items()}


def _today() -> date:
    zone = current_user.time_zone if current_user.is_authenticated else SIGNED_OUT_ZONE
    return clock.today_in(zone)
