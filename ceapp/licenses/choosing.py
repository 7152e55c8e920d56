"""Finding the credential that a license is of: by state, by profession, and by its name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ceapp.boards import catalog
from ceapp.boards.catalog import BrokenRuleFile, Listing
from ceapp.licenses.gist import Gist, gist
from ceapp.own_rules.queries import own_rules
from ceapp.own_rules.reading import name_of as read_name


@dataclass(frozen=True, slots=True)
class Offer:
    """A credential to choose, with its rules in two lines."""

    listing: Listing
    gist: Gist


def offers(state: str, profession: str, *, on: date) -> tuple[Offer, ...]:
    """Give the credentials of a state, of one profession or (empty) of all, as they stand `on`."""
    found = []
    for item in catalog.listing():
        if item.jurisdiction == state and profession in {"", item.profession.value}:
            try:
                credential = catalog.load(item.id)
            except BrokenRuleFile:
                continue  # the rules page says what is wrong with it
            found.append(Offer(item, gist(credential, catalog.topics(), on=on)))
    return tuple(found)


def names(user_id: int) -> Mapping[str, str]:
    """Give the short name of every credential that we carry, and of the person's own."""
    ours = {item.id: item.name for item in catalog.listing()}
    return ours | {
        row.credential_id: read_name(row.document) for row in own_rules(user_id, deleted=True)
    }


def name_of(user_id: int, credential_id: str) -> str:
    """Give a credential's short name; its id where there is none."""
    return names(user_id).get(credential_id, credential_id)
