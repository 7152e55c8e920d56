"""What a packet says first: how much counts, how much of it is proved, and what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from ceapp.reports.packet import Entry, Packet
from ceapp.rules.standing import Standing
from ceapp.standing.answers import ZERO, State, state_of, to_go, total_of
from ceapp.web.filters import count, hours, long_date, short_date

Pages = Mapping[int, int]  # a file's id to its pages; a file that could not be bound is not in it

MOST_MISSING = 8
NOT_BOUND = "Its file is on record but could not be bound into this PDF."
NO_FILE = "No certificate on file."


def answer(packet: Packet, pages: Pages | None = None) -> str:
    """Say how many hours count and how much of that the packet proves."""
    total = total_of(packet.standing)
    bound = [entry for entry in packet.entries if is_bound(entry, packet, pages)]
    if not packet.entries:
        return "No course counts in this period"
    if total is not None and total.remaining == 0 and total.counted > 0:
        counts = f"{_all(total.hours)} counted"
    elif total is not None:
        counts = f"{hours(total.counted)} of {count(total.hours, 'hour')} are counted"
    else:
        counts = f"{count(packet.counted, 'hour')} {_are(packet.counted)} counted"
    if len(bound) == len(packet.entries):
        return f"{counts}, and all are documented here"
    if not bound:
        return f"{counts}, and none of them is documented yet"
    if total is not None and packet.counted != total.counted:
        return f"{counts}; {len(bound)} of {len(packet.entries)} courses are documented here"
    shown = sum((entry.counted for entry in bound), ZERO)
    return f"{counts}, and {hours(shown)} of them {_are(shown)} documented here"


def lede(packet: Packet) -> str:
    """Say for which renewal the packet is, and what is still open."""
    day = long_date(packet.standing.period.end)
    return f"{packet.one.name}, for the renewal on {day}. {outcome(packet.standing)}."


def outcome(standing: Standing) -> str:
    """Say what became, or is becoming, of the period; complete only where that is sure."""
    past = standing.as_of > standing.period.end
    state = state_of(replace(standing, as_of=min(standing.as_of, standing.period.end)))
    figure = to_go(standing)
    open_words = f"{figure} short, by what is logged" if past else f"{figure} still to go"
    open_words = open_words[:1].upper() + open_words[1:]
    return {
        State.OPEN: open_words,
        State.MAYBE: open_words,
        State.UNSETTLED: "The hours add up; what they rest on is not settled",
        State.NOTHING_ASKED: "No hours are asked for at this renewal",
        State.COMPLETE: "Everything that is asked for is counted",
    }[state]


def missing_words(packet: Packet, pages: Pages | None = None) -> Iterator[str]:
    """Give a sentence for each thing that an audit asks for and that is not here."""
    lacking = [entry for entry in packet.entries if not is_bound(entry, packet, pages)]
    for entry in lacking[:MOST_MISSING]:
        facts = [entry.title, entry.provider, short_date(entry.completed)]
        words = ", ".join([*filter(None, facts), count(entry.counted or entry.hours, "hour")])
        yield f"{words}. {NOT_BOUND if entry.proved else NO_FILE}"
    if len(lacking) > MOST_MISSING:
        more = count(len(lacking) - MOST_MISSING, "more course")
        yield f"And {more}: the index marks each."
    for name in packet.declared:
        yield f"{name}: met earlier by the license holder’s own word; no proof is with it."


def is_bound(entry: Entry, packet: Packet, pages: Pages | None) -> bool:
    """Say whether some file of a course is in the packet; without `pages` each file is."""
    if pages is None:
        return entry.proved
    if any(file.id in pages for file in entry.files):
        return True
    return any(
        file.id in pages for number in entry.proved_by for file in packet.entries[number - 1].files
    )


def _all(needed: Decimal) -> str:
    return "The 1 hour needed is" if needed == 1 else f"All {hours(needed)} hours are"


def _are(figure: Decimal) -> str:
    return "is" if figure == 1 else "are"
