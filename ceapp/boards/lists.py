"""The lists that rule files draw on: topics, circumstances, approving bodies, jurisdictions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ceapp.rules.rule_fields import Mistake, RuleMistakes, Table, nearest
from ceapp.rules.rule_text import parse
from ceapp.rules.vocabulary import Topics

# First words of the labels of bodies that have no name of their own.
_PLAIN_STARTS = frozenset({"A", "An", "Another", "The", "This", "Your", "In-service"})


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A fact about a person on which rules depend.

    `label` completes "Only if …"; `question` asks for it, yes or no. `per_period` is for what is
    true of one renewal period only: after a renewal it is asked anew.
    """

    slug: str
    label: str
    question: str
    per_period: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approves or gives courses: written out, and short for chips and lists."""

    slug: str
    label: str
    short: str

    @property
    def within_a_sentence(self) -> str:
        """The short name, or a plain phrase where the body has no name of its own."""
        return self.short if self.written_out == self.label else self.written_out

    @property
    def written_out(self) -> str:
        """The label as it stands in the middle of a sentence: a hospital, but NASW."""
        first, _, rest = self.label.partition(" ")
        return f"{first.lower()} {rest}" if first in _PLAIN_STARTS else self.label


@dataclass(frozen=True, slots=True)
class Change:
    """A rule that was corrected: when, for which credentials, from what to what, says who."""

    day: date
    credentials: tuple[str, ...]
    now: str
    before: str
    source: str
    url: str


def read_topics(text: str) -> Topics:
    """Read topics.toml; raises `RuleMistakes`, also when a broader topic is not defined."""
    labels: dict[str, str] = {}
    broader: dict[str, tuple[str, ...]] = {}
    mistakes: list[Mistake] = []
    for slug, row in _rows(text, mistakes):
        labels[slug] = row.text("label", needed=True)
        above = row.texts("broader")
        if above:
            broader[slug] = above
        row.texts("only_in")
        row.done()
    for slug, above in broader.items():
        for unknown in set(above) - labels.keys():
            fault = f"There is no topic “{unknown}”."
            mistakes.append(Mistake(f"{slug}.broader", fault, nearest(unknown, labels)))
    _refuse(mistakes)
    return Topics(labels, broader)


def read_circumstances(text: str) -> dict[str, Circumstance]:
    """Read circumstances.toml; raises `RuleMistakes`."""
    found = {}
    mistakes: list[Mistake] = []
    for slug, row in _rows(text, mistakes):
        label, question = row.text("label", needed=True), row.text("question", needed=True)
        per_period = row.flag("per_period", default=False)
        found[slug] = Circumstance(slug, label, question, per_period=per_period)
        row.done()
    _refuse(mistakes)
    return found


def read_approvals(text: str) -> dict[str, Approval]:
    """Read approvals.toml; raises `RuleMistakes`."""
    found = {}
    mistakes: list[Mistake] = []
    for slug, row in _rows(text, mistakes):
        label, short = row.text("label", needed=True), row.text("short", needed=True)
        found[slug] = Approval(slug, label, short)
        row.done()
    _refuse(mistakes)
    return found


def read_jurisdictions(text: str) -> dict[str, str]:
    """Read jurisdictions.toml: slugs and names, in the file's order; raises `RuleMistakes`."""
    mistakes: list[Mistake] = []
    table = Table(parse(text), mistakes)
    names = {slug: table.text(slug) for slug in table.values}
    _refuse(mistakes)
    return names


def read_changes(text: str) -> tuple[Change, ...]:
    """Read changes.toml, in the file's order; raises `RuleMistakes`."""
    mistakes: list[Mistake] = []
    whole = Table(parse(text), mistakes)
    found = []
    for row in whole.tables("change"):
        found.append(
            Change(
                day=row.day("date", needed=True) or date.min,
                credentials=row.texts("credentials"),
                now=row.text("now", needed=True),
                before=row.text("before", needed=True),
                source=row.text("source", needed=True),
                url=row.link("url"),
            )
        )
        row.done()
    whole.done()
    _refuse(mistakes)
    return tuple(found)


def _rows(text: str, mistakes: list[Mistake]) -> Iterator[tuple[str, Table]]:
    whole = Table(parse(text), mistakes)
    for slug in whole.values:
        row = whole.table(slug)
        if row is not None:
            yield slug, row


def _refuse(mistakes: list[Mistake]) -> None:
    if mistakes:
        raise RuleMistakes(mistakes)
