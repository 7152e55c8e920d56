"""The rules' pages, public: find a credential, and read what its board asks."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from ceapp import clock
from ceapp.boards import catalog
from ceapp.rulebook.finding import Wanted, by_state, find
from ceapp.rulebook.page import as_of, rules_page, source_name
from ceapp.rules.vocabulary import Profession

SIGNED_OUT_ZONE = "America/New_York"

rulebook = Blueprint("rulebook", __name__, url_prefix="/rules")


@rulebook.get("")
def index() -> str:
    """List the credentials, all or those looked for, by state."""
    wanted = Wanted(
        text=request.args.get("q", "").strip(),
        jurisdiction=request.args.get("state", ""),
        profession=request.args.get("profession", ""),
    )
    listing = catalog.listing()
    found = list(find(listing, wanted))
    return render_template(
        "rulebook/index.html",
        wanted=wanted,
        states=by_state(found),
        found=found,
        total=len(listing),
        jurisdictions=catalog.jurisdictions(),
        professions=tuple(Profession),
    )


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
        source_name=source_name,
        as_of=as_of,
    )


def _today() -> date:
    zone = current_user.time_zone if current_user.is_authenticated else SIGNED_OUT_ZONE
    return clock.today_in(zone)
