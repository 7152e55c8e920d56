"""From the text of a rule file (TOML) to a credential; a mistake names key, fault and cure."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from ceapp.rules.requirement import (
    Carryover,
    Confidence,
    Conversion,
    Credential,
    Cycle,
    CycleEnd,
    Overlap,
    Renewals,
    Repeats,
    Side,
    Source,
    Total,
    Toward,
    Unevaluated,
    Window,
)
from ceapp.rules.requirement_text import NOTHING, SLUG, Known, circumstance, read_requirement
from ceapp.rules.rule_fields import Mistake, RuleMistakes, Table, nearest
from ceapp.rules.rule_sense import contradictions
from ceapp.rules.vocabulary import Activity, Format, Profession

SOURCE_KINDS = ("statute", "regulation", "board", "association", "provider", "news")
_ID = r"us-[a-z]{2}-[a-z0-9-]+"
_OWN_ID = r"own-[1-9][0-9]*"
_MONTH_DAY = r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"


def read_credential(
    text: str,
    *,
    known_topics: Collection[str],
    known_circumstances: Collection[str],
    known_approvals: Collection[str],
    jurisdiction_names: Mapping[str, str],
    own: bool = False,
) -> Credential:
    """Read the text of one rule file.

    `own` reads the rules that a person wrote for themselves: the id is own-1, own-2 and so on,
    jurisdiction and profession may be any text, and no source need be named.
    Raises `RuleMistakes` with everything that is wrong: first the faults of single keys, and once
    there are none, rules that contradict each other.
    """
    mistakes: list[Mistake] = []
    table = Table(parse(text), mistakes)
    known = Known(known_topics, known_circumstances, known_approvals)
    credential = _credential(table, known, jurisdiction_names, own=own)
    if not mistakes:
        mistakes.extend(contradictions(credential))
    if mistakes:
        raise RuleMistakes(mistakes)
    return credential


def parse(text: str) -> dict[str, object]:
    """Give the keys of a TOML text, with exact decimals; raises `RuleMistakes` with the line."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        fault, _, place = str(error).rpartition(" (at ")
        where = place.rstrip(")") if fault else "the whole file"
        cure = "Each line is a key = value; texts stand in quotes, and a key stands once."
        raise RuleMistakes([Mistake(where, f"{fault or error}.", cure)]) from error


def _credential(table: Table, known: Known, names: Mapping[str, str], *, own: bool) -> Credential:
    place = "" if own else "us-[a-z]{2}"
    jurisdiction = table.text("jurisdiction", needed=True, like=place, example="us-ca")
    credential_id = table.text(
        "id", needed=True, like=_OWN_ID if own else _ID, example="own-1" if own else "us-ca-lcsw"
    )
    if own:
        names = {jurisdiction: jurisdiction, **names}
    elif jurisdiction and jurisdiction not in names:
        fault = f"There is no jurisdiction “{jurisdiction}”."
        table.wrong("jurisdiction", fault, nearest(jurisdiction, names))
    elif credential_id and not credential_id.startswith(f"{jurisdiction}-"):
        table.wrong("id", f"“{credential_id}” is not in {jurisdiction}.", "Make the two agree.")
    read = Credential(
        id=credential_id,
        title=table.text("title", needed=True, example="Licensed Clinical Social Worker"),
        abbreviation=table.text("abbreviation"),
        also=table.texts("also"),
        profession=_profession(table, own=own),
        jurisdiction=jurisdiction,
        jurisdiction_name=names.get(jurisdiction, ""),
        board=table.text("board", needed=True, example="Board of …"),
        board_url=table.link("board_url"),
        confidence=table.choice("confidence", Confidence),
        reviewed=table.day("reviewed", needed=True) or date.min,
        total=table.choice("total", Total, Total.STATED),
        topic_overlap=table.choice("topic_overlap", Overlap, Overlap.UNSTATED),
        hour_minutes=table.whole("hour_minutes", 30, 60),
        semester_credit_hours=table.number("semester_credit_hours", least=NOTHING, above=True),
        quarter_credit_hours=table.number("quarter_credit_hours", least=NOTHING, above=True),
        keep_records_years=table.number("keep_records_years", least=NOTHING, above=True),
        accepted_approvals=frozenset(
            table.slugs("accepted_approvals", known.approvals, "approving body")
        ),
        approvals_required=table.flag("approvals_required", default=False),
        reporting=table.text("reporting"),
        exemptions=table.text("exemptions"),
        doubts=table.texts("doubts"),
        cycle=_cycle(table),
        window=_window(table),
        carryover=_carryover(table, known),
        conversions=tuple(map(_conversion, table.tables("conversion"))),
        repeats=_repeats(table),
        overlaps=tuple(map(_overlap, table.tables("overlap"))),
        requirements=tuple(read_requirement(item, known) for item in table.tables("requirement")),
        not_evaluated=tuple(_unevaluated(item, known) for item in table.tables("not_evaluated")),
        sources=_sources(table, needed=not own),
    )
    table.done()
    return read


def _profession(table: Table, *, own: bool) -> Profession | None:
    """Give the profession, None where a person's own rules name one that we do not carry."""
    if own and table.text("profession") not in list(Profession):
        return None
    return table.choice("profession", Profession)


def _cycle(parent: Table) -> Cycle:
    table = parent.table("cycle")
    if table is None:
        if "cycle" not in parent.values:
            parent.wrong("cycle", "It is missing.", "Add [cycle] with months and ends.")
        return Cycle(24, CycleEnd.INDIVIDUAL)
    cycle = Cycle(
        months=table.whole("months", 6, 120, needed=True) or 24,
        ends=table.choice("ends", CycleEnd),
        fixed_date=table.text("fixed_date", like=_MONTH_DAY, example="03-31"),
        fixed_years=table.text("fixed_years", like="odd|even|every", example="odd"),
        note=table.text("note"),
    )
    table.done()
    return cycle


def _carryover(parent: Table, known: Known) -> Carryover | None:
    table = parent.table("carryover")
    if table is None:
        return None
    limit = table.number("limit", least=NOTHING)
    if "limit" not in table.values:
        table.wrong("limit", "It is missing.", "Add limit = 0 where no hours carry over.")
    carryover = Carryover(
        limit=limit or NOTHING,
        excludes=table.slugs("excludes", known.topics, "topic"),
        last_months=table.whole("last_months", 1, 120),
        toward=table.choice("toward", Toward, Toward.TOTAL),
        cite=table.text("cite"),
        note=table.text("note"),
    )
    table.done()
    return carryover


def _unevaluated(table: Table, known: Known) -> Unevaluated:
    rule = Unevaluated(
        rule=table.text("rule", needed=True, example="A journal article earns at most 10 hours."),
        applies_if=circumstance(table, known, "applies_if"),
        renewals=table.choice("renewals", Renewals, Renewals.ALL),
        activities=table.kinds("activities", Activity, "activity"),
        formats=table.kinds("formats", Format, "format"),
        topics=frozenset(table.slugs("topics", known.topics, "topic")),
        over=table.number("over", least=NOTHING),
        in_a_day=table.number("in_a_day", least=NOTHING, above=True),
        requirement=table.text("requirement", like=SLUG, example="ethics") or None,
    )
    table.done()
    return rule


def _window(parent: Table) -> Window | None:
    table = parent.table("window")
    if table is None:
        return None
    window = Window(
        ends=table.text("ends", like=_MONTH_DAY, example="12-31"),
        side=table.choice("side", Side, Side.BEFORE),
        from_application=table.flag("from_application", default=False),
        cite=table.text("cite"),
        note=table.text("note"),
    )
    if not (window.ends or window.from_application):
        cure = "Add ends (month and day) or from_application, or remove the table."
        table.wrong("ends", "It says nothing.", cure)
    table.done()
    return window


def _conversion(table: Table) -> Conversion:
    conversion = Conversion(
        activities=table.kinds("activities", Activity, "activity"),
        times=table.number("times", least=NOTHING, above=True, needed=True) or Decimal(1),
        first_time=table.flag("first_time", default=False),
        cite=table.text("cite"),
    )
    if not conversion.activities and "activities" not in table.values:
        table.wrong("activities", "It is missing.", "Say which activities are reckoned so.")
    table.done()
    return conversion


def _overlap(table: Table) -> frozenset[str]:
    needs = table.texts("needs")
    if len(needs) < 2:
        table.wrong("needs", "It names fewer than two.", "Name the needs that may share an hour.")
    table.text("cite")
    table.done()
    return frozenset(needs)


def _repeats(parent: Table) -> Repeats | None:
    table = parent.table("repeats")
    if table is None:
        return None
    repeats = Repeats(
        most=table.whole("most", 1, 20, needed=True) or 1,
        activities=table.kinds("activities", Activity, "activity"),
        cite=table.text("cite"),
    )
    table.done()
    return repeats


def _sources(parent: Table, *, needed: bool) -> tuple[Source, ...]:
    tables = parent.tables("source")
    if needed and not tables:
        parent.wrong("source", "No source is named.", "Add [[source]] with url, kind and as_of.")
    found = []
    for table in tables:
        found.append(
            Source(
                title=table.text("title"),
                kind=table.text(
                    "kind", needed=True, like="|".join(SOURCE_KINDS), example="regulation"
                ),
                as_of=table.text("as_of", needed=True, example="undated"),
                url=table.link("url", needed=True),
            )
        )
        table.done()
    return tuple(found)
