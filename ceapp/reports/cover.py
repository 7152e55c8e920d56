"""The words and figures that an audit packet prints around the certificates."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ceapp.reports.packet import Entry, Packet
from ceapp.reports.words import (
    NO_FILE,
    NOT_BOUND,
    Pages,
    answer,
    is_bound,
    lede,
    missing_words,
    outcome,
)
from ceapp.rules.naming import period_text
from ceapp.rules.requirement import Confidence
from ceapp.rules.standing import Doubt, Standing
from ceapp.standing.answers import ZERO, total_of
from ceapp.standing.course_groups import Logged
from ceapp.standing.license_view import LicensePage
from ceapp.standing.requirement_rows import Row
from ceapp.web.filters import count, hours, long_date, short_date
from ceapp.web.pictures import ring_picture

CLOSING = (
    "Prepared by the license holder from their own record with Good Standing. The rules applied "
    "and where they are written stand with each requirement; the board decides."
)
INDEX_NOTE = (
    "Approvals and their numbers as the license holder logged them. Hours that serve two "
    "requirements are counted once."
)
CIRCUMSTANCES_NOW = (
    "Worked out with the license holder’s circumstances as they are now: what was true at an "
    "earlier renewal is not kept."
)
_SAID_OF_COURSES = frozenset({Doubt.APPROVAL, Doubt.ACTIVITY})
_SURENESS = {
    Confidence.HIGH: "sure",
    Confidence.MEDIUM: "fairly sure",
    Confidence.LOW: "not sure",
}


def packet_data(packet: Packet, page: LicensePage, pages: Pages) -> dict[str, Any]:
    """Give everything that the packet's template prints; `page` is the license's own."""
    standing, name = packet.standing, packet.one.name
    title = f"{name}, {packet.one.held.number}" if packet.one.held.number else name
    period = period_text(standing.period)
    return {
        "title": f"Audit packet, {name}, {packet.person}",
        "person": packet.person,
        "as_of": f"As of {long_date(standing.as_of)}",
        "foot": f"{packet.person} · {name} · {period}",
        "answer": answer(packet, pages),
        "lede": lede(packet),
        "ring": _ring(standing),
        "facts": [
            ["Name", packet.person],
            ["License", title],
            ["Board", standing.credential.board],
            ["Period", period + (", first renewal" if standing.first_renewal else "")],
            ["Counted", _counted(packet)],
            ["Proof", _proof(packet, pages)],
        ],
        "missing": list(missing_words(packet, pages)),
        "closing": " ".join(filter(None, (CLOSING, _records(standing)))),
        "standing_title": outcome(standing),
        "standing_lede": f"{period}, in CE hours, rules as read on {long_date(standing.as_of)}",
        "requirements": [_requirement(row) for row in page.rows],
        "parts": [part for part in _parts(packet, page) if part["items"]],
        "index_title": f"{count(len(packet.entries), 'course')}, in order of date"
        if packet.entries
        else "No course counts in this period",
        "index_note": INDEX_NOTE,
        "entries": [_entry(entry, packet, pages) for entry in packet.entries],
        "together": hours(packet.counted),
    }


def _counted(packet: Packet) -> str:
    total = total_of(packet.standing)
    courses = f"from {count(len(packet.entries), 'course')}"
    if total is None:
        return f"{count(packet.counted, 'hour')}, {courses}"
    if packet.counted > total.counted:
        return f"{count(packet.counted, 'hour')}, {courses}; {hours(total.hours)} are needed"
    return f"{hours(packet.counted)} of {count(total.hours, 'hour')}, {courses}"


def _proof(packet: Packet, pages: Pages) -> str:
    bound = sum(is_bound(entry, packet, pages) for entry in packet.entries)
    return f"{bound} of {count(len(packet.entries), 'course')} with a certificate in this packet"


def _records(standing: Standing) -> str:
    years = standing.credential.keep_records_years
    return f"This board asks to keep certificates for {count(years, 'year')}." if years else ""


def _ring(standing: Standing) -> dict[str, Any] | None:
    total = total_of(standing)
    if total is None:
        return None
    picture = ring_picture(total.counted, total.hours, standing.remaining)
    length, done = float(picture.length), float(picture.done or 0)
    return {
        "length": length,
        "done": min(done, length),
        "figure": picture.figure,
        "unit": picture.unit,
        "label": picture.label,
    }


def _requirement(row: Row) -> dict[str, Any]:
    limit = row.kind == "limit"
    needed = row.needed or Decimal(1)
    sure = _SURENESS[Confidence(row.law.level)]
    law = [row.law.cite, f"{sure}: {row.law.words}" if row.law.words else sure]
    to_go_words = {
        "limit": "a limit",
        "asked": "in question",
        "open": hours(row.remaining),
        "met": "Met",
    }[row.kind]
    return {
        "name": row.name,
        "what": row.what,
        "law": " · ".join(filter(None, law)),
        "needed": f"at most {hours(row.needed)}" if limit else hours(row.needed),
        "counted": "earlier" if row.declared_met else hours(row.counted),
        "togo": to_go_words,
        "open": row.kind == "open",
        "bar": {
            "limit": limit,
            "length": float(needed),
            "done": float(min(row.counted, needed)) if row.needed else 0.0,
        },
    }


def _parts(packet: Packet, page: LicensePage) -> Iterator[dict[str, Any]]:
    doubts = [point for point in page.points if point.doubt not in _SAID_OF_COURSES]
    yield _part("Not settled", [_said(point.text) for point in doubts])
    yield _part("Counted, but to confirm", [_logged(one) for one in page.logged.to_confirm])
    yield _part("Logged, but not counted", [_logged(one) for one in page.logged.not_counted])
    notes = [*page.remarks, *([CIRCUMSTANCES_NOW] if packet.past else [])]
    yield _part("To know", [_said(text) for text in notes])


def _part(title: str, items: list[dict[str, str]]) -> dict[str, Any]:
    return {"title": title, "items": items}


def _said(words: str) -> dict[str, str]:
    return {"lead": "", "words": words}


def _logged(one: Logged) -> dict[str, str]:
    laws = dict.fromkeys(law.cite for why in one.whys for law in why.laws)
    facts = f"{short_date(one.when)}, {count(one.hours, 'hour')}."
    return {
        "lead": f"{one.title},",
        "words": " ".join([facts, *(why.text for why in one.whys), *laws]),
    }


def _entry(entry: Entry, packet: Packet, pages: Pages) -> dict[str, Any]:
    bound = [pages[file.id] for file in entry.files if file.id in pages]
    facts = [
        ("Provider", entry.provider),
        ("Completed", long_date(entry.completed)),
        ("Format", entry.kind),
        ("Approval", entry.approvals or "none logged"),
        ("Counted", _of_its_hours(entry)),
        ("Serves", entry.serves),
    ]
    return {
        "number": str(entry.number),
        "place": f"Course {entry.number} of {len(packet.entries)}",
        "title": entry.title,
        "completed": short_date(entry.completed),
        "line": " · ".join(filter(None, (entry.provider, entry.approvals, entry.kind))),
        "serves": entry.serves,
        "counted": hours(entry.counted),
        "facts": [list(fact) for fact in facts if fact[1]],
        "proved": is_bound(entry, packet, pages),
        "proof": _where(entry, packet, pages),
        "pages": sum(bound),
        "files": [file.id for file in entry.files],
    }


def _of_its_hours(entry: Entry) -> str:
    if entry.counted == ZERO:
        return f"not in the total of this period, from {count(entry.hours, 'hour')} taken earlier"
    return f"{hours(entry.counted)} of {count(entry.hours, 'hour')}"


def _where(entry: Entry, packet: Packet, pages: Pages) -> str:
    if not entry.proved:
        return NO_FILE
    bound = [file for file in entry.files if file.id in pages]
    said = []
    if bound:
        sheets = count(sum(pages[file.id] for file in bound), "page")
        verb = "follows" if len(bound) == 1 else "follow"
        said.append(f"{count(len(bound), 'certificate')} {verb}: {sheets}.")
    if len(bound) < len(entry.files):
        said.append(NOT_BOUND)
    said.extend(
        f"Its certificate proves several courses and stands with course {number}."
        for number in entry.proved_by
        if any(file.id in pages for file in packet.entries[number - 1].files)
    )
    return " ".join(said) or NOT_BOUND
