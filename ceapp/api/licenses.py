"""Licenses: list, read, add, change, delete, and their standings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from werkzeug.datastructures import MultiDict

from ceapp.api import queries
from ceapp.api.answers import FieldFault, Problem, answered, require_match
from ceapp.api.blueprint import allows, api, holder, mine
from ceapp.api.creating import create
from ceapp.api.paging import listed
from ceapp.api.sent import (
    NOT_VALID,
    WITHOUT_CSRF,
    as_object,
    as_text,
    as_truth,
    check,
    json_object,
    refuse,
    unknown_fields,
)
from ceapp.boards import catalog
from ceapp.clock import now
from ceapp.errors import CeappError
from ceapp.licenses import actions
from ceapp.licenses import queries as license_queries
from ceapp.licenses.details import details_of
from ceapp.licenses.forms import LicenseForm, license_form
from ceapp.licenses.models import License
from ceapp.licenses.questions import Questions, questions
from ceapp.own_rules.queries import credential_of
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.commands import as_data as standing_data
from ceapp.standing.queries import standing_of, standings_of

PLAIN = ("number", "issued", "expires", "starts", "applied")
EDITED = (*PLAIN, "facts", "one_time", "retired")
NO_CREDENTIAL = (
    "credential must be one of those that /rules lists, or of your own, such as us-ca-lcsw or own-3"
)
NOT_ASKED = "The rules of this credential do not ask for this"
AWAY = "The rules of this license cannot be read at the moment, so it cannot be changed."


@api.get("/licenses")
@allows("licenses:read")
def licenses() -> Response:
    """List the licenses, retired ones too."""
    return listed(queries.licenses_after, as_data)


@api.get("/licenses/<int:license_id>")
@allows("licenses:read")
def license_(license_id: int) -> Response:
    """Give one license."""
    return answered(as_data(mine(license_queries.license_of, license_id)))


@api.post("/licenses")
@allows("licenses:write")
def add_license() -> Response:
    """Add a license."""
    data = json_object()
    refuse(unknown_fields(data, ("credential", *PLAIN, "facts", "one_time")))

    def make() -> tuple[int, dict[str, Any]]:
        credential_id = as_text(data.get("credential"), "/credential")
        form = _checked(credential_id, data)
        row = actions.add_license(credential_id, form.details(), actor=holder().user_id, now=now())
        return 201, as_data(row)

    return create(request.get_data(), make)


@api.patch("/licenses/<int:license_id>")
@allows("licenses:write")
def change_license(license_id: int) -> Response:
    """Change what is sent of a license, and leave the rest."""
    row = mine(license_queries.license_of, license_id)
    current = as_data(row)
    require_match(current)
    data = json_object()
    refuse(unknown_fields(data, EDITED))
    retired = as_truth(data.pop("retired", current["retired"]), "/retired")
    if data:
        form = _checked(row.credential_id, _merged(current, data), row)
        actions.change_license(row, form.details(), now=now())
    if retired != current["retired"]:
        _retire(row, retired=retired)
    return answered(as_data(row))


@api.delete("/licenses/<int:license_id>")
@allows("licenses:write")
def delete_license(license_id: int) -> Response:
    """Delete a license; courses stay, and the pages can bring it back."""
    row = mine(license_queries.license_of, license_id)
    require_match(as_data(row))
    actions.delete_license(row, now=now())
    return Response(status=204)


@api.get("/standings")
@allows("standings:read")
def standings() -> Response:
    """Give what each license in use still needs, the one that expires first in front."""
    found = standings_of(holder().user_id, holder().today)
    return answered({"items": [_standing(one) for one in found], "next": None})


@api.get("/licenses/<int:license_id>/standing")
@allows("standings:read")
def standing(license_id: int) -> Response:
    """Give what one license still needs, and why each course counts or does not."""
    today = holder().today
    found = mine(lambda user_id, row_id: standing_of(user_id, row_id, today), license_id)
    return answered(_standing(found))


def as_data(row: License) -> dict[str, Any]:
    """Give a license as JSON."""
    said = details_of(row)
    return {
        "id": row.id,
        "credential": row.credential_id,
        "number": row.number,
        "issued": row.issued.isoformat() if row.issued else None,
        "expires": row.expires.isoformat(),
        "starts": row.starts.isoformat() if row.starts else None,
        "applied": row.applied.isoformat() if row.applied else None,
        "facts": dict(said.facts),
        "one_time": {
            name: {"answer": reply.answer.value, "year": reply.year}
            for name, reply in said.replies.items()
        },
        "board_answers": [dict(one) for one in row.board_answers],
        "retired": row.retired_at is not None,
        "created_at": row.created_at.isoformat(timespec="seconds"),
    }


def _standing(one: LicenseStanding) -> dict[str, Any]:
    head: dict[str, Any] = {
        "license": one.held.id,
        "credential": one.held.credential_id,
        "trouble": one.held.trouble,
    }
    if one.standing is None:
        return head
    data = standing_data(one.standing)
    for course, found in zip(data["courses"], one.standing.courses, strict=True):
        course["id"] = int(found.credit.key)
    return {**data, **head}


def _merged(current: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**{name: current[name] for name in EDITED if name != "retired"}, **data}
    for name in ("facts", "one_time"):
        merged[name] = {**current[name], **as_object(data.get(name), f"/{name}")}
    return merged


def _retire(row: License, *, retired: bool) -> None:
    if retired:
        actions.retire_license(row, now=now())
    else:
        actions.unretire_license(row)


def _checked(
    credential_id: str, data: Mapping[str, Any], row: License | None = None
) -> LicenseForm:
    asked = _questions(credential_id, known=row is not None)
    kept = details_of(row) if row else None
    if data.get("applied") and not asked.application and not (kept and kept.applied):
        refuse([FieldFault("/applied", NOT_ASKED)])
    typed = _as_typed(data, asked, {} if kept is None else {**kept.facts, **kept.replies})
    form = license_form(asked, today=holder().today, formdata=typed, meta=WITHOUT_CSRF)
    pointers = {f"fact-{fact.slug}": f"/facts/{fact.slug}" for fact in asked.facts}
    for need in asked.one_time:
        name = need.requirement.id
        pointers[f"done-{name}"] = f"/one_time/{name}/answer"
        pointers[f"year-{name}"] = f"/one_time/{name}/year"
    check(form, pointers)
    return form


def _questions(credential_id: str, *, known: bool) -> Questions:
    try:
        credential = credential_of(holder().user_id, credential_id)
    except CeappError as error:
        if known:
            raise Problem(409, AWAY) from error
        fault = FieldFault("/credential", NO_CREDENTIAL)
        raise Problem(422, NOT_VALID, faults=[fault]) from error
    today = holder().today
    return questions(credential, catalog.topics(), catalog.circumstances(), today=today)


def _as_typed(
    data: Mapping[str, Any], asked: Questions, kept: Mapping[str, Any]
) -> MultiDict[str, str]:
    """Give what was sent as the page's form sends it; `kept` was said before and may stay."""
    typed: MultiDict[str, str] = MultiDict()
    for name in PLAIN:
        typed[name] = as_text(data.get(name), f"/{name}")
    facts = as_object(data.get("facts"), "/facts")
    replies = as_object(data.get("one_time"), "/one_time")
    slugs = {fact.slug for fact in asked.facts}
    names = {need.requirement.id for need in asked.one_time}
    refuse(FieldFault(f"/facts/{one}", NOT_ASKED) for one in facts.keys() - slugs - kept.keys())
    refuse(
        FieldFault(f"/one_time/{one}", NOT_ASKED) for one in replies.keys() - names - kept.keys()
    )
    for slug in slugs & facts.keys():
        if as_truth(facts[slug], f"/facts/{slug}"):
            typed[f"fact-{slug}"] = "y"
    for name in names & replies.keys():
        reply = as_object(replies[name], f"/one_time/{name}")
        typed[f"done-{name}"] = as_text(reply.get("answer"), f"/one_time/{name}/answer")
        typed[f"year-{name}"] = as_text(reply.get("year"), f"/one_time/{name}/year")
    return typed
