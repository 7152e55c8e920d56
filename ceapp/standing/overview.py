"""The home page's content: the answer, a block for each license, and at most one notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ceapp.rules.naming import within_a_sentence
from ceapp.rules.requirement import Requirement
from ceapp.rules.standing import Doubt, Standing
from ceapp.rules.vocabulary import LABELS, Topics
from ceapp.standing.answers import (
    ZERO,
    State,
    breakdown,
    counted_hours,
    headline,
    inside,
    is_total,
    name_of,
    overlap_clause,
    pace_in_words,
    state_of,
    time_left,
    to_go,
    total_of,
)
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.chart import Chart, pace_chart
from ceapp.standing.forecast import forecast
from ceapp.standing.requirement_rows import kind_of
from ceapp.standing.settling import Point, points_of
from ceapp.web.filters import hours

MOST_MET_SHOWN = 3
MOST_POINTS_SHOWN = 3
MOST_SENTENCES = 3
_SAID_ELSEWHERE = frozenset({Doubt.ASKED, Doubt.OVERLAP})  # as a line with a link, as a pair


@dataclass(frozen=True, slots=True)
class Line:
    """One need or limit in a license's block, ready to be written."""

    kind: str  # open, asked, met, limit
    anchor: str
    name: str
    needed: Decimal
    counted: Decimal
    remaining: Decimal


@dataclass(frozen=True, slots=True)
class Block:
    """One license on the home page."""

    license_id: int
    name: str
    state: str
    expires: date
    counted: Decimal
    needed: Decimal | None
    remaining: Decimal
    pair: str
    time_left: str
    pace: str
    lines: tuple[Line, ...]
    more_met: int
    points: tuple[Point, ...]
    more_points: int
    chart: Chart | None
    trouble: str = ""
    forecast: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """The one thing worth saying before everything else, and the rule it comes from."""

    lead: str
    text: str
    cite: str
    url: str


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the home page says."""

    sentences: tuple[str, ...]
    lede: str
    notice: Notice | None
    blocks: tuple[Block, ...]

    @property
    def lapsed(self) -> bool:
        """Whether some license's expiration date has passed."""
        return any(block.state == State.LAPSED for block in self.blocks)


def overview(licenses: Sequence[LicenseStanding], topics: Topics) -> Overview:
    """Give the home page for licenses in the order of their deadlines."""
    names = spoken_names(licenses)
    return Overview(
        sentences=_sentences(licenses, names),
        lede=_lede(licenses, names, topics),
        notice=_notice(licenses, names),
        blocks=tuple(_block(one, topics) for one in licenses),
    )


def spoken_names(licenses: Sequence[LicenseStanding]) -> dict[int, str]:
    """Name each license by its state, or in full where the person holds two in one state."""
    places = Counter(_place(one) for one in licenses)
    return {one.held.id: _place(one) if places[_place(one)] == 1 else one.name for one in licenses}


def _place(one: LicenseStanding) -> str:
    return one.held.credential.jurisdiction_name if one.held.credential else one.name


def _sentences(licenses: Sequence[LicenseStanding], names: dict[int, str]) -> tuple[str, ...]:
    said: list[str] = []
    anything_open = False
    for one in licenses:
        name = names[one.held.id]
        if one.standing is None:
            said.append(f"The rules of {name} cannot be read.")
            continue
        said.append(headline(name, one.standing, later=anything_open))
        anything_open |= state_of(one.standing) in {State.OPEN, State.MAYBE}
    if len(said) > MOST_SENTENCES:
        others = len(said) - MOST_SENTENCES + 1
        said[MOST_SENTENCES - 1 :] = [f"{others} more licenses are below."]
    return tuple(said)


def _lede(licenses: Sequence[LicenseStanding], names: dict[int, str], topics: Topics) -> str:
    """Say what the hours of the first open license are for."""
    for one in licenses:
        if one.standing and state_of(one.standing) in {State.OPEN, State.MAYBE}:
            said, clause = breakdown(one.standing, topics), overlap_clause(one.standing)
            name = names[one.held.id] if len(licenses) > 1 else ""
            if clause:
                start = f"For {name}, {clause}." if name else f"{clause[0].upper()}{clause[1:]}."
                return f"{start} {said}"
            return f"For {name}: {inside(said)}" if name else said
    return ""


def _notice(licenses: Iterable[LicenseStanding], names: dict[int, str]) -> Notice | None:
    """Warn of a limit that is used up while hours are still to go: the next must be others."""
    for one in licenses:
        if one.standing is None or state_of(one.standing) not in {State.OPEN, State.MAYBE}:
            continue
        for row in one.standing.requirements:
            rule = row.requirement
            if rule.is_need or not rule.formats or rule.topics or row.counted < row.hours:
                continue
            ways = " or ".join(within_a_sentence(LABELS[way]) for way in sorted(rule.formats))
            other = f"take the {hours(one.standing.remaining)} to go another way."
            return Notice(
                lead=f"{names[one.held.id]} counts no {'more ' if row.hours else ''}{ways} hours.",
                text=f"All {hours(row.hours)} that it allows are used, so {other}"
                if row.hours
                else f"So {other}",
                cite=rule.citation.cite,
                url=rule.citation.url,
            )
    return None


def _block(one: LicenseStanding, topics: Topics) -> Block:
    standing = one.standing
    if standing is None:
        return Block(
            license_id=one.held.id,
            name=one.name,
            state="unreadable",
            expires=one.held.holding.expires,
            counted=ZERO,
            needed=None,
            remaining=ZERO,
            pair="",
            time_left="",
            pace="",
            lines=(),
            more_met=0,
            points=(),
            more_points=0,
            chart=None,
            trouble=one.held.trouble,
        )
    total, clause = total_of(standing), overlap_clause(standing)
    lines = _lines(standing, topics)
    points = [one for one in points_of(standing) if one.doubt not in _SAID_ELSEWHERE]
    met = [line for line in lines if line.kind == "met"]
    return Block(
        license_id=one.held.id,
        name=one.name,
        state=state_of(standing),
        expires=standing.period.end,
        counted=total.counted if total else counted_hours(standing),
        needed=total.hours if total else None,
        remaining=standing.remaining,
        pair=f"{to_go(standing)}; {clause}" if clause else "",
        time_left=time_left(standing),
        pace=pace_in_words(standing),
        lines=(*(line for line in lines if line.kind != "met"), *met[:MOST_MET_SHOWN]),
        more_met=max(0, len(met) - MOST_MET_SHOWN),
        points=tuple(points[:MOST_POINTS_SHOWN]),
        more_points=max(0, len(points) - MOST_POINTS_SHOWN),
        chart=pace_chart(one.name, standing),
        forecast=forecast(one, topics),
    )


def _lines(standing: Standing, topics: Topics) -> list[Line]:
    """Give what is open, then questions, then limits in use; what is met comes last."""
    lines = [
        Line(
            kind=kind_of(row),
            anchor=row.requirement.id,
            name=_line_name(row.requirement, topics),
            needed=row.hours,
            counted=row.counted,
            remaining=row.remaining,
        )
        for row in standing.requirements
        if not is_total(row.requirement) and (row.requirement.is_need or row.counted > 0)
    ]
    order = ("open", "asked", "limit", "met")
    return sorted(lines, key=lambda line: order.index(line.kind))


def _line_name(rule: Requirement, topics: Topics) -> str:
    name = name_of(rule, topics)
    if not rule.is_need:
        return f"{name}, at most {hours(rule.hours)}"
    said = any(word in name for word in ("once", "one time", "one-time"))
    return f"{name}, once" if rule.every.once and not said else name
