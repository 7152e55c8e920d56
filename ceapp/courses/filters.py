"""What stands above the log: the lists that narrow it, and the headings that sort it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ceapp.boards import catalog
from ceapp.courses.queries import Used
from ceapp.courses.search import ORDER_LABELS, CourseSearch, Order
from ceapp.rules.vocabulary import LABELS, Format


@dataclass(frozen=True, slots=True)
class Filter:
    """One list: its parameter in the address, its label, and the values with their words."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that sorts: the address that does it, and its `aria-sort` where it sorts now."""

    label: str
    address: Mapping[str, Any]
    direction: str
    numeric: bool = False


def headings(search: CourseSearch) -> tuple[Heading, ...]:
    """Give the columns that sort, in the order of the table."""
    return (
        _heading(search, "Finished", Order.LATEST, Order.EARLIEST),
        _heading(search, "Course", Order.TITLE, Order.TITLE_BACKWARD),
        _heading(search, "Hours", Order.MOST_HOURS, Order.FEWEST_HOURS),
    )


def _heading(search: CourseSearch, label: str, first: Order, second: Order) -> Heading:
    direction = "descending" if search.sort.down else "ascending"
    return Heading(
        label=label,
        address=search.sorted_by(first, second).address(),
        direction=direction if search.sort in {first, second} else "",
        numeric=Order.MOST_HOURS is first,
    )


def filters(used: Used, search: CourseSearch) -> tuple[Filter, ...]:
    """Give the lists for a log that names what `used` says."""
    topics = _labeled([*used.topics, search.topic], catalog.topics().labels)
    bodies = {slug: body.short for slug, body in catalog.approvals().items()}
    approvals = _labeled([*used.approvals, search.approval], bodies)
    years = [(str(year), str(year)) for year in used.years]
    formats = [(one.value, LABELS[one]) for one in Format]
    orders = tuple((one.value, label) for one, label in ORDER_LABELS.items())
    return (
        Filter("year", "Year", (("", "Any year"), *years), str(search.year or "")),
        Filter("topic", "Topic", (("", "Any topic"), *topics), search.topic),
        Filter("format", "Format", (("", "Any format"), *formats), search.format or ""),
        Filter("approval", "Approval", (("", "Any approval"), *approvals), search.approval),
        Filter("sort", "Order", orders, search.sort),
    )


def _labeled(slugs: Iterable[str], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    known = {slug: labels[slug] for slug in slugs if slug in labels}
    return sorted(known.items(), key=lambda one: one[1].lower())
