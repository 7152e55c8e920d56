"""What a person looks for in their log: words, filters, an order and a page, as in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from ceapp.rules.vocabulary import Format

FIRST_YEAR, LAST_YEAR = 1900, 2100
MOST_PAGES = 100_000
MOST_WORDS = 8
LONGEST_TEXT = 200


class Order(StrEnum):
    """What the log is sorted by, and which end comes first."""

    LATEST = "latest"
    EARLIEST = "earliest"
    TITLE = "title"
    TITLE_BACKWARD = "title-backward"
    MOST_HOURS = "most-hours"
    FEWEST_HOURS = "fewest-hours"

    @property
    def down(self) -> bool:
        """Whether the greatest comes first."""
        return self in {Order.LATEST, Order.TITLE_BACKWARD, Order.MOST_HOURS}


ORDER_LABELS: Mapping[Order, str] = {
    Order.LATEST: "Latest first",
    Order.EARLIEST: "Earliest first",
    Order.TITLE: "Title, A to Z",
    Order.TITLE_BACKWARD: "Title, Z to A",
    Order.MOST_HOURS: "Most hours first",
    Order.FEWEST_HOURS: "Fewest hours first",
}


@dataclass(frozen=True, slots=True)
class CourseSearch:
    """One view of the log; what is empty or None narrows nothing."""

    q: str = ""
    year: int | None = None
    topic: str = ""
    format: Format | None = None
    approval: str = ""
    sort: Order = Order.LATEST
    page: int = 1

    @property
    def words(self) -> tuple[str, ...]:
        """The words that title, provider or notes must hold, each somewhere."""
        return tuple(self.q.split()[:MOST_WORDS])

    @property
    def narrowed(self) -> bool:
        """Whether courses may be left out."""
        return bool(self.words or self.year or self.topic or self.format or self.approval)

    def on_page(self, page: int) -> CourseSearch:
        """Give the same view, another page of it."""
        return replace(self, page=page)

    def sorted_by(self, first: Order, second: Order) -> CourseSearch:
        """Give the same view in the order `first`, or in `second` where it is in `first` now."""
        return replace(self, sort=second if self.sort is first else first, page=1)

    def address(self) -> dict[str, Any]:
        """Give the parameters of this view's address, leaving out what is usual."""
        usual = asdict(CourseSearch())
        return {name: value for name, value in asdict(self).items() if value != usual[name]}


def search_from(arguments: Mapping[str, str]) -> CourseSearch:
    """Read a view from an address; what cannot be read is taken as not given."""
    # PostgreSQL refuses to be asked for this sign.
    arguments = {name: text.replace("\0", "") for name, text in arguments.items()}
    return CourseSearch(
        q=arguments.get("q", "").strip()[:LONGEST_TEXT],
        year=_number(arguments.get("year", ""), FIRST_YEAR, LAST_YEAR),
        topic=arguments.get("topic", ""),
        format=_one_of(Format, arguments.get("format", "")),
        approval=arguments.get("approval", ""),
        sort=_one_of(Order, arguments.get("sort", "")) or Order.LATEST,
        page=_number(arguments.get("page", ""), 1, MOST_PAGES) or 1,
    )


def _number(text: str, least: int, most: int) -> int | None:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        return None
    return int(text) if least <= int(text) <= most else None


def _one_of(kind: Any, text: str) -> Any:
    return kind(text) if text in set(kind) else None
