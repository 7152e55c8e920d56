"""From the text of a rule file (TOML) to a credential; a mistake names key, fault and cure."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ceapp.rules.requirement import (
    EACH_RENEWAL,
    Carryover,
    Citation,
    Confidence,
    Credential,
    Cycle,
    CycleEnd,
    Every,
    Kind,
    Overlap,
    Renewals,
    Requirement,
    Source,
    Total,
    Unevaluated,
)
from ceapp.rules.rule_fields import Mistake, RuleMistakes, Table, nearest
from ceapp.rules.rule_sense import contradictions
from ceapp.rules.vocabulary import Activity, Format, Profession

SOURCE_KINDS = ("statute", "regulation", "board", "association", "provider", "news")
_ID = r"us-[a-z]{2}-[a-z0-9-]+"
_OWN_ID = r"own-[1-9][0-9]*"
_SLUG = r"[a-z0-9-]+"
_MONTH_DAY = r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Known:
    """The slugs that a rule file may use, each defined in a list of its own."""

    topics: Collection[str]
    circumstances: Collection[str]
    approvals: Collection[str]


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
        semester_credit_hours=table.number("semester_credit_hours", least=_NOTHING, above=True),
        quarter_credit_hours=table.number("quarter_credit_hours", least=_NOTHING, above=True),
        keep_records_years=table.number("keep_records_years", least=_NOTHING, above=True),
        accepted_approvals=frozenset(
            table.slugs("accepted_approvals", known.approvals, "approving body")
        ),
        approvals_required=table.flag("approvals_required", default=False),
        reporting=table.text("reporting"),
        exemptions=table.text("exemptions"),
        doubts=table.texts("doubts"),
        cycle=_cycle(table),
        carryover=_carryover(table, known),
        requirements=tuple(_requirement(item, known) for item in table.tables("requirement")),
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
    limit = table.number("limit", least=_NOTHING)
    if "limit" not in table.values:
        table.wrong("limit", "It is missing.", "Add limit = 0 where no hours carry over.")
    carryover = Carryover(
        limit=limit or _NOTHING,
        excludes=table.slugs("excludes", known.topics, "topic"),
        cite=table.text("cite"),
        note=table.text("note"),
    )
    table.done()
    return carryover


def _requirement(table: Table, known: Known) -> Requirement:
    kind, hours = _kind_and_hours(table)
    requirement = Requirement(
        id=table.text("id", needed=True, like=_SLUG, example="law-ethics"),
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
        part_of=table.text("part_of", like=_SLUG, example="ethics") or None,
        applies_if=_circumstance(table, known),
        renewing_from=table.day("renewing_from"),
        renewing_until=table.day("renewing_until"),
        prorated=table.text("prorated"),
        note=table.text("note"),
    )
    table.done()
    return requirement


def _unevaluated(table: Table, known: Known) -> Unevaluated:
    rule = Unevaluated(
        rule=table.text("rule", needed=True, example="A journal article earns at most 10 hours."),
        applies_if=_circumstance(table, known),
        renewals=table.choice("renewals", Renewals, Renewals.ALL),
        activities=table.kinds("activities", Activity, "activity"),
        formats=table.kinds("formats", Format, "format"),
        requirement=table.text("requirement", like=_SLUG, example="ethics") or None,
    )
    table.done()
    return rule


def _circumstance(table: Table, known: Known) -> str | None:
    slug = table.text("applies_if")
    if slug and slug not in known.circumstances:
        fault = f"There is no circumstance “{slug}”."
        table.wrong("applies_if", fault, nearest(slug, known.circumstances))
    return slug or None


def _kind_and_hours(table: Table) -> tuple[Kind, Decimal]:
    need = table.number("need", least=_NOTHING, above=True)
    limit = table.number("limit", least=_NOTHING)
    given = table.values.keys() & {"need", "limit"}
    if len(given) == 2:
        cure = "Keep need (at least) or limit (at most); a second rule can say the other."
        table.wrong("need", "It has both a need and a limit.", cure)
    elif not given:
        cure = "Add need = (at least so many hours) or limit = (at most)."
        table.wrong("need", "It has neither a need nor a limit.", cure)
    if "limit" in given:
        return Kind.LIMIT, limit or _NOTHING
    return Kind.NEED, need or _NOTHING


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
