"""One credential's page: its rules in words, each with its law, and what we are not sure of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ceapp.boards import catalog
from ceapp.boards.names import names
from ceapp.rulebook.history import Event, history
from ceapp.rulebook.lines import requirement_lines
from ceapp.rules.naming import date_text
from ceapp.rules.plain_credential import ToCheck, about, answer, to_check
from ceapp.rules.plain_words import Plain, in_plain_words
from ceapp.rules.requirement import Confidence, Credential, Source, Total
from ceapp.standing.laws import Law, law_of

_CONFIDENCE = {
    Confidence.HIGH: "law or regulation read, of recent years",
    Confidence.MEDIUM: "read in part, or in older texts",
    Confidence.LOW: "read on weak pages; ask the board",
}
_NO_TOTAL = {
    Total.NONE: "The law sets no total of hours for this license, as far as we could read.",
    Total.UNKNOWN: "We could not read the total. Ask the board for the number of hours.",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement, where it is written, and at which line of the rule file it stands.

    The line is 0 where the file has changed since it was read.
    """

    plain: Plain
    law: Law
    line: int


@dataclass(frozen=True, slots=True)
class RulesPage:
    """Everything that the page of one credential shows."""

    credential: Credential
    heading: str
    rows: tuple[Row, ...]
    about: tuple[tuple[str, str], ...]
    to_check: tuple[ToCheck, ...]
    sureness: str
    no_total: str
    file: str
    history: tuple[Event, ...]


def rules_page(credential: Credential, today: date) -> RulesPage:
    """Make the page of `credential` as it reads today."""
    known = names()
    path = catalog.path_of(credential.id)
    lines = _lines(path, len(credential.requirements))
    return RulesPage(
        credential=credential,
        heading=answer(credential, known.topics, on=today),
        rows=tuple(
            Row(in_plain_words(rule, credential, known), law_of(rule, credential), line)
            for rule, line in zip(credential.requirements, lines, strict=True)
        ),
        about=tuple(about(credential, known)),
        to_check=tuple(to_check(credential, known)),
        sureness=_CONFIDENCE[credential.confidence],
        no_total=_NO_TOTAL.get(credential.total, ""),
        file="ceapp/boards/" + "/".join(path.parts[-2:]),
        history=history(credential, known.topics, today),
    )


def _lines(path: Path, wanted: int) -> tuple[int, ...]:
    lines = requirement_lines(path.read_text(encoding="utf-8"))
    return lines if len(lines) == wanted else (0,) * wanted


def source_name(source: Source) -> str:
    """Give a source's title, or the site that it stands on."""
    return source.title or source.url.partition("//")[2].partition("/")[0].removeprefix("www.")


def as_of(source: Source) -> str:
    """Give the date that a source's text gives for itself; a plain date is written out."""
    try:
        return date_text(date.fromisoformat(source.as_of))
    except ValueError:
        return source.as_of
