"""`ceapp standing`: the standing of one license from a CSV of courses, without a database."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from ceapp import clock
from ceapp.boards import catalog
from ceapp.errors import BadInput
from ceapp.rules.naming import hours_text, requirement_name
from ceapp.rules.requirement import Credential
from ceapp.rules.standing import Holding, RequirementStanding, Standing, decide_standing
from ceapp.standing.course_file import iso_date, read_courses


@click.command("standing")
@click.option("--credential", "credential_id", required=True, help="Such as us-ca-lcsw.")
@click.option("--expires", required=True, help="The license's expiration date, YYYY-MM-DD.")
@click.option("--issued", help="The day the license was issued, YYYY-MM-DD.")
@click.option("--fact", "facts", multiple=True, help="A circumstance that is true, as supervisor.")
@click.option("--met", multiple=True, help="A one-time requirement that was met earlier.")
@click.option("--courses", "file", required=True, help="The CSV file of courses.")
@click.option("--as-of", "as_of", help="The day of the standing, YYYY-MM-DD; today if not given.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def standing(  # noqa: PLR0917 - the options of a command line
    credential_id: str,
    expires: str,
    issued: str | None,
    facts: tuple[str, ...],
    met: tuple[str, ...],
    file: str,
    as_of: str | None,
    as_json: bool,  # noqa: FBT001 - click passes flags by name
) -> None:
    """Say what one license still needs, from a CSV of courses."""
    credential = catalog.load(credential_id)
    holding = _holding(credential, expires, issued, facts, met)
    courses = read_courses(Path(file), catalog.topics())
    day = iso_date(as_of, what="--as-of") if as_of else clock.now().date()
    answer = decide_standing(credential, catalog.topics(), holding, courses, day)
    click.echo(json.dumps(as_data(answer), indent=2) if as_json else _as_text(answer))


def _holding(
    credential: Credential,
    expires: str,
    issued: str | None,
    facts: tuple[str, ...],
    met: tuple[str, ...],
) -> Holding:
    ends = iso_date(expires, what="--expires")
    began = iso_date(issued, what="--issued") if issued else None
    if began is not None and began > ends:
        raise BadInput(f"--issued {began} is after --expires {ends}; check both dates.")
    known = catalog.circumstances()
    for fact in facts:
        if fact not in known:
            raise BadInput(f"--fact {fact!r} is not known; write one of {', '.join(known)}.")
    once = [r.id for r in credential.requirements if r.is_need and r.every.once]
    for requirement in met:
        if requirement not in once:
            named = f"; its one-time requirements are {', '.join(once)}" if once else ""
            raise BadInput(f"--met {requirement!r} is no one-time need of {credential.id}{named}.")
    return Holding(expires=ends, issued=began, facts=frozenset(facts), met=frozenset(met))


def as_data(answer: Standing) -> dict[str, Any]:
    """Give a standing as the JSON that scripts rely on; hours are decimal numbers."""
    data: dict[str, Any] = {
        "credential": answer.credential.id,
        "period": {"start": _iso(answer.period.start), "end": _iso(answer.period.end)},
        "complete": answer.complete,
        "sure": answer.sure,
        "remaining": _number(answer.remaining),
    }
    if answer.remaining_if_overlap is not None:
        data["remaining_if_overlap"] = _number(answer.remaining_if_overlap)
    data["requirements"] = [_requirement(item) for item in answer.requirements]
    data["courses"] = [
        {
            "title": item.credit.title,
            "counted": _number(item.counted),
            "reasons": [
                {"code": reason.code, "hours": _number(reason.hours), "text": reason.text}
                for reason in item.reasons
            ],
        }
        for item in answer.courses
    ]
    data["notes"] = [note.text for note in answer.notes]
    return data


def _requirement(item: RequirementStanding) -> dict[str, Any]:
    return {
        "id": item.requirement.id,
        "needed" if item.requirement.is_need else "limit": _number(item.hours),
        "earned": _number(item.earned),
        "counted": _number(item.counted),
        "remaining": _number(item.remaining),
        "cite": item.requirement.citation.cite,
    }


def _number(hours: Decimal) -> int | float:
    # JSON has no decimals; a float prints the same digits for any hours a person can type.
    return int(hours) if hours == hours.to_integral_value() else float(hours)


def _iso(day: date) -> str:
    return day.isoformat()


def _as_text(answer: Standing) -> str:
    topics = catalog.topics()
    state = "complete" if answer.complete else f"{hours_text(answer.remaining)} to go"
    sure = "" if answer.sure else " (not sure, see the notes)"
    lines = [
        f"{answer.credential.name}, {answer.period.start} to {answer.period.end}: {state}{sure}"
    ]
    for item in answer.requirements:
        name = requirement_name(item.requirement, topics)
        kind = "of" if item.requirement.is_need else "of at most"
        lines.append(
            f"  {name}: {item.counted.normalize():f} {kind} {hours_text(item.hours)}"
            + (f", {item.remaining.normalize():f} to go" if item.remaining else "")
            + f"  [{item.requirement.citation.cite}]"
        )
    lines += [
        f"  {reason.text}  ({item.credit.title})"
        for item in answer.courses
        for reason in item.reasons
    ]
    lines += [f"  Note: {note.text}" for note in answer.notes]
    return "\n".join(lines)
