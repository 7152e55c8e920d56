"""A license's page: every requirement with its law and its courses, and what did not count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ceapp.rules.plain_credential import to_check
from ceapp.rules.plain_words import Names
from ceapp.rules.requirement import Total
from ceapp.rules.standing import Standing
from ceapp.rules.vocabulary import Topics
from ceapp.standing.answers import (
    State,
    breakdown,
    counted_hours,
    monthly,
    open_topics,
    overlap_clause,
    state_of,
    to_go,
    total_of,
)
from ceapp.standing.board_says import board_says
from ceapp.standing.chart import Chart, pace_chart
from ceapp.standing.course_groups import Groups, grouped, hours_marked
from ceapp.standing.requirement_rows import Row, row_of
from ceapp.standing.settling import Point, points_of, remarks_of
from ceapp.web.filters import hours, long_date


@dataclass(frozen=True, slots=True)
class LicensePage:
    """All that a license's page says, sections in order."""

    state: str
    answer: str
    breakdown: str
    pair: str
    monthly: str
    needed: Decimal | None
    counted: Decimal
    rows: tuple[Row, ...]
    chart: Chart | None
    logged: Groups
    not_counted_hours: Decimal
    to_confirm_hours: Decimal
    points: tuple[Point, ...]
    remarks: tuple[str, ...]
    doubts: tuple[str, ...]
    board_says: tuple[tuple[str, str], ...]


def license_page(
    name: str, standing: Standing, topics: Topics, facts: Mapping[str, str]
) -> LicensePage:
    """Give the page for `standing`; `facts` gives each circumstance in words."""
    total, credential = total_of(standing), standing.credential
    logged = grouped(standing)
    return LicensePage(
        state=state_of(standing),
        answer=_answer(standing),
        breakdown=breakdown(standing, topics),
        pair=overlap_clause(standing),
        monthly=monthly(standing),
        needed=total.hours if total else None,
        counted=total.counted if total else counted_hours(standing),
        rows=tuple(row_of(row, standing, topics, facts) for row in standing.requirements),
        chart=pace_chart(name, standing),
        logged=logged,
        not_counted_hours=hours_marked(logged.not_counted, "no", "ask"),
        to_confirm_hours=hours_marked(logged.to_confirm, "ask"),
        points=points_of(standing),
        remarks=remarks_of(standing),
        doubts=tuple(_other_doubts(standing, Names(topics, facts))),
        board_says=tuple(board_says(credential)),
    )


def _other_doubts(standing: Standing, names: Names) -> Iterator[str]:
    """Give what to check of the rules that no note of the standing has said already."""
    said = " ".join(note.text for note in standing.notes)
    for one in to_check(standing.credential, names):
        if one.text not in said:
            yield str(one)


def _answer(standing: Standing) -> str:
    state = state_of(standing)
    if state in {State.OPEN, State.MAYBE}:
        return _to_go(standing)
    if state is State.UNSETTLED and standing.credential.total is Total.UNKNOWN:
        return "How many hours it needs in all is not known to us"
    return {
        State.LAPSED: f"The renewal date passed on {long_date(standing.period.end)}",
        State.UNSETTLED: "The hours add up; what they rest on is not settled yet",
        State.NOTHING_ASKED: "No hours are asked for at this renewal",
        State.COMPLETE: "Complete",
    }[state]


def _to_go(standing: Standing) -> str:
    named = sum((row.remaining for row in open_topics(standing)), Decimal(0))
    figure = to_go(standing)
    more = f"{figure[0].upper()}{figure[1:]} to go"
    if 0 < named < standing.remaining:
        return f"{more}, {hours(named)} of them on named topics"
    return f"{more}, all on named topics" if named else more
