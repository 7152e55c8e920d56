"""Reads one `[[requirement]]` of a rule file; a mistake names key, fault and cure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ceapp.rules.requirement import (
    EACH_RENEWAL,
    Citation,
    Each,
    Every,
    Kind,
    Renewals,
    Requirement,
)
from ceapp.rules.rule_fields import MOST_HOURS, Table, nearest
from ceapp.rules.shorter import Months, Rounding, Shorter, Step
from ceapp.rules.vocabulary import Activity, Format

SLUG = r"[a-z0-9-]+"
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Known:
    """The slugs that a rule file may use, each defined in a list of its own."""

    topics: Collection[str]
    circumstances: Collection[str]
    approvals: Collection[str]


def read_requirement(table: Table, known: Known) -> Requirement:
    """Read one `[[requirement]]`."""
    kind, hours = _kind_and_hours(table)
    requirement = Requirement(
        id=table.text("id", needed=True, like=SLUG, example="law-ethics"),
        kind=kind,
        hours=hours,
        citation=Citation(
            table.text("cite", needed=True, example="16 CCR § 1887.3(a)"), table.link("url")
        ),
        label=table.text("label"),
        topics=frozenset(table.slugs("topics", known.topics, "topic")),
        formats=table.kinds("formats", Format, "format"),
        activities=table.kinds("activities", Activity, "activity"),
        approvals=frozenset(table.slugs("approvals", known.approvals, "approving body")),
        renewals=table.choice("renewals", Renewals, Renewals.ALL),
        every=_every(table),
        in_total=table.flag("in_total", default=True),
        part_of=table.text("part_of", like=SLUG, example="ethics") or None,
        applies_if=circumstance(table, known, "applies_if"),
        unless=circumstance(table, known, "unless"),
        replaces=table.text("replaces", like=SLUG, example="total") or None,
        renewing_from=table.day("renewing_from"),
        renewing_until=table.day("renewing_until"),
        periods_from=table.day("periods_from"),
        periods_until=table.day("periods_until"),
        courses_from=table.day("courses_from"),
        due_on=table.day("due_on"),
        due_months=table.whole("due_months", 1, 120),
        without_approvals=frozenset(
            table.slugs("without_approvals", known.approvals, "approving body")
        ),
        share=table.fraction("share", most=1),
        shorter=_shorter(table),
        each=table.choice("each", Each) if table.has("each") else None,
        completion=table.flag("completion", default=False),
        single=table.flag("single", default=False),
        only_from=table.number("only_from", least=NOTHING, above=True),
        only_kinds=table.whole("only_kinds", 2, len(Activity)),
        prorated=table.text("prorated"),
        note=table.text("note"),
    )
    table.done()
    return requirement


def circumstance(table: Table, known: Known, key: str) -> str | None:
    """Give the circumstance named under `key`, None where there is none."""
    slug = table.text(key)
    if slug and slug not in known.circumstances:
        fault = f"There is no circumstance “{slug}”."
        table.wrong(key, fault, nearest(slug, known.circumstances))
    return slug or None


def _kind_and_hours(table: Table) -> tuple[Kind, Decimal]:
    need = table.number("need", least=NOTHING, above=True)
    limit = table.number("limit", least=NOTHING)
    given = table.values.keys() & {"need", "limit"}
    if len(given) == 2:
        cure = "Keep need (at least) or limit (at most); a second rule can say the other."
        table.wrong("need", "It has both a need and a limit.", cure)
    elif not given:
        cure = "Add need = (at least so many hours) or limit = (at most)."
        table.wrong("need", "It has neither a need nor a limit.", cure)
    if "limit" in given:
        return Kind.LIMIT, limit or NOTHING
    return Kind.NEED, need or NOTHING


def _every(parent: Table) -> Every:
    if isinstance(parent.values.get("every"), str):
        word = parent.text("every", like="once|renewal", example="once")
        return Every(once=True) if word == "once" else EACH_RENEWAL
    table = parent.table("every")
    if table is None:
        return EACH_RENEWAL
    every = Every(renewals=table.whole("renewals", 2, 20), years=table.whole("years", 1, 20))
    if len(table.values) != 1:
        parent.wrong("every", "It must say one thing.", "Write { renewals = 3 } or { years = 6 }.")
    table.done()
    return every


def _shorter(parent: Table) -> Shorter | None:
    table = parent.table("shorter")
    if table is None:
        return None
    shorter = Shorter(
        count=table.choice("count", Months, Months.WHOLE),
        steps=tuple(_steps(table)),
        per_month=table.fraction("per_month", most=MOST_HOURS),
        rounding=table.choice("rounding", Rounding, Rounding.NONE),
        any_period=table.flag("any_period", default=False),
    )
    if bool(shorter.steps) is (shorter.per_month is not None):
        cure = "Give steps (a table), or per_month (hours for each month)."
        table.wrong("step", "It must say one thing.", cure)
    table.done()
    return shorter


def _steps(parent: Table) -> Iterator[Step]:
    last = 0
    for table in parent.tables("step"):
        months = table.whole("under_months", 1, 120, needed=True) or 1
        hours = table.number("hours", least=NOTHING)
        if "hours" not in table.values:
            table.wrong("hours", "It is missing.", "Add hours = 0 where none are due.")
        if months <= last:
            fault = "It is not above the one before."
            table.wrong("under_months", fault, "Put the steps in order.")
        last = months
        table.done()
        yield Step(months, hours or NOTHING)
