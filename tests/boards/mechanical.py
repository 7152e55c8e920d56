"""Writes a case file for every credential: `python -m tests.boards.mechanical`.

What a case expects is worked out from the rule's own figures by plain arithmetic; only the courses
of a complete log are found by asking what is still lacking. The files are data: a rule that is
changed by mistake turns its cases red, and one that is changed on purpose has them written anew
and read in the diff.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from ceapp.boards import catalog
from ceapp.boards.names import names
from ceapp.rules.credit import Credit
from ceapp.rules.naming import figure, hours_text, requirement_name, within_a_sentence
from ceapp.rules.requirement import Credential, Requirement
from tests.boards.test_every_credential import (
    TODAY,
    applying,
    course,
    decide,
    holding,
    meets,
    owed,
    shortest_way,
)

FOLDER = Path(__file__).parent / "mechanical"
MOST_LAWS = 3


def write_all(folder: Path = FOLDER) -> None:
    """Write the case file of every credential."""
    for listing in catalog.listing():
        state, file = catalog.path_of(listing.id).parts[-2:]
        path = folder / state / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(catalog.load(listing.id)), encoding="utf-8")


def text_of(credential: Credential) -> str:
    """Give the case file of one credential."""
    cases = [
        *_nothing_logged(credential),
        *_complete_and_short(credential),
        *_limits(credential),
        *_one_time(credential),
        *_circumstances(credential),
    ]
    return "\n".join([f'credential = "{credential.id}"', *cases])


def _nothing_logged(credential: Credential) -> Iterator[str]:
    for first in (False, True):
        rules = applying(decide(credential, first=first))
        which = "the first renewal" if first else "a later renewal"
        yield _case(
            credential,
            f"With nothing logged, {which} leaves {_hours(owed(rules))} to go",
            rules,
            first=first,
            expect={"remaining": owed(rules), "applies": [rule.id for rule in rules]},
        )


def _complete_and_short(credential: Credential) -> Iterator[str]:
    """Give a log that is just complete, and the same an hour short of it."""
    bought = shortest_way(credential)
    if not bought:
        return
    needs = [rule for rule in applying(decide(credential)) if rule.is_need]
    yield _case(
        credential,
        "Just what is asked for completes a later renewal",
        needs,
        bought,
        expect={"complete": True, "remaining": Decimal(0)},
    )
    last = bought[-1]
    missing = min(Decimal(1), last.hours)
    shorter = [*bought[:-1], *_cut(last, missing)]
    yield _case(
        credential,
        f"{hours_text(missing).capitalize()} less leaves {hours_text(missing)} to go",
        needs,
        shorter,
        expect={"complete": False, "remaining": missing},
    )


def _cut(credit: Credit, by: Decimal) -> list[Credit]:
    hours = credit.hours - by
    topics = {slug: min(on, hours) for slug, on in credit.topics.items()}
    return [replace(credit, hours=hours, topics=topics)] if hours else []


def _limits(credential: Credential) -> Iterator[str]:
    rows = [row for row in decide(credential).requirements if not row.requirement.is_need]
    limits = [row.requirement for row in rows]
    for row in rows:
        limit = row.requirement
        day = min(TODAY, row.window.end)
        logged = course(credential, limit.hours + 5, need=limit, on=day)
        name = within_a_sentence(requirement_name(limit, catalog.topics()))
        yield _case(
            credential,
            f"Five hours over the limit of {figure(limit.hours)} on {name} do not count",
            [limit],
            [logged],
            expect={"needs": {limit.id: {"counted": _most(logged, limits)}}},
        )


def _most(logged: Credit, limits: Iterable[Requirement]) -> Decimal:
    """Give what all the limits that a course falls under let count of it.

    Below a least amount, or with too few kinds, a limit lets nothing count.
    """
    met = [limit for limit in limits if meets(logged, limit)]
    bare = [one for one in met if one.only_kinds or logged.hours < (one.only_from or 0)]
    return Decimal(0) if bare else min(limit.hours for limit in met)


def _one_time(credential: Credential) -> Iterator[str]:
    for first in (False, True):
        rules = applying(decide(credential, first=first))
        for need in rules:
            if not need.every.once or (first and need.renewals.value != "first"):
                continue
            others = [rule for rule in rules if rule.id != need.id]
            name = requirement_name(need, catalog.topics())
            yield _case(
                credential,
                f"“{name}”, met earlier, is asked for no more",
                [need],
                first=first,
                met=[need.id],
                expect={"remaining": owed(others)},
            )
            yield _case(
                credential,
                f"“{name}”, perhaps met earlier, is a question and no debt",
                [need],
                first=first,
                asked=[need.id],
                expect={"remaining": owed(others), "sure": False},
            )


def _circumstances(credential: Credential) -> Iterator[str]:
    labels = names().circumstances
    facts = {slug for r in credential.requirements for slug in (r.applies_if, r.unless) if slug}
    for fact in sorted(facts):
        plain = applying(decide(credential))
        rules = applying(decide(credential, facts=[fact]))
        added = [rule for rule in rules if rule not in plain]
        gone = [rule for rule in plain if rule not in rules]
        if not added and not gone:
            continue
        changes = " and ".join(
            filter(None, (_listed("asks for", added), _listed("asks no more for", gone)))
        )
        yield _case(
            credential,
            f"The board {changes} if {labels.get(fact, fact)}",
            [*added, *gone],
            facts=[fact],
            expect={
                "remaining": owed(rules),
                "applies": [rule.id for rule in added],
                "applies_not": [rule.id for rule in gone],
            },
        )


def _listed(verb: str, rules: Sequence[Requirement]) -> str:
    topics = catalog.topics()
    named = [f"“{requirement_name(rule, topics)}”" for rule in rules]
    return f"{verb} {', '.join(named)}" if named else ""


def _case(
    credential: Credential,
    name: str,
    rules: Iterable[Requirement],
    courses: Sequence[Credit] = (),
    *,
    first: bool = False,
    expect: dict[str, Any],
    **held: list[str],
) -> str:
    license_ = holding(credential, first=first)
    lines = [
        "",
        "[[case]]",
        f"name = {_text(name)}",
        f"because = {_text(_laws(rules))}",
        f"expires = {license_.expires}",
        f"issued = {license_.issued}",
        f"as_of = {TODAY}",
        *(f"{key} = {_texts(values)}" for key, values in held.items()),
        *(line for credit in courses for line in _course(credit)),
        "",
        "  [case.expect]",
        *(f"  {line}" for line in _expected(expect)),
    ]
    return "\n".join(lines)


def _course(credit: Credit) -> Iterator[str]:
    yield from ("", "  [[case.course]]", f"  title = {_text(credit.key)}")
    yield f"  completed = {credit.completed}"
    yield f"  hours = {figure(credit.hours)}"
    if credit.topics:
        pairs = ", ".join(f"{slug} = {figure(on)}" for slug, on in credit.topics.items())
        yield f"  topics = {{ {pairs} }}"
    if credit.format:
        yield f'  format = "{credit.format}"'
    if credit.activity.value != "course":
        yield f'  activity = "{credit.activity}"'
    if credit.approvals:
        yield f"  approvals = {_texts(sorted(credit.approvals))}"


def _expected(expect: dict[str, Any]) -> Iterator[str]:
    for key, value in expect.items():
        if key == "needs":
            for name, figures in value.items():
                pairs = ", ".join(f"{part} = {figure(hours)}" for part, hours in figures.items())
                yield f"needs.{name} = {{ {pairs} }}"
        elif isinstance(value, bool):
            yield f"{key} = {str(value).lower()}"
        elif isinstance(value, Decimal):
            yield f"{key} = {figure(value)}"
        else:
            yield f"{key} = {_texts(value)}"


def _laws(rules: Iterable[Requirement]) -> str:
    cites = list(dict.fromkeys(rule.citation.cite for rule in rules))
    more = f" and {len(cites) - MOST_LAWS} more" if len(cites) > MOST_LAWS else ""
    return f"{'; '.join(cites[:MOST_LAWS])}{more}." if cites else "No rule binds this renewal."


def _hours(hours: Decimal) -> str:
    return hours_text(hours) if hours else "nothing"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _texts(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


if __name__ == "__main__":
    write_all()
