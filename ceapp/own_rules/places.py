"""Places and professions as a person writes them: our own are kept by their slugs."""

from __future__ import annotations

from collections.abc import Mapping

from ceapp.boards import catalog
from ceapp.own_rules.document import Document
from ceapp.rules.vocabulary import LABELS, Profession


def as_words(document: Document) -> Document:
    """Give a document in which a place or profession that we carry is written out."""
    return {
        **document,
        **{
            key: known.get(document.get(key, ""), document.get(key))
            for key, known in _known().items()
        },
    }


def as_slugs(document: Document) -> None:
    """Write our own slug in the place of the name of a state or profession that we carry."""
    for key, known in _known().items():
        slugs = {words.casefold(): slug for slug, words in known.items()}
        said = document.get(key)
        if said is not None:
            document[key] = slugs.get(said.casefold(), said)


def _known() -> Mapping[str, Mapping[str, str]]:
    professions = {profession.value: LABELS[profession] for profession in Profession}
    return {"jurisdiction": catalog.jurisdictions(), "profession": professions}
