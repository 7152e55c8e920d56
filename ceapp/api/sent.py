"""What a script sends: JSON of the right shape, handed to the form that the page uses too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from flask import request
from wtforms import FieldList, FormField

from ceapp.api.answers import FieldFault, Problem
from ceapp.web.forms import BaseForm

NOT_JSON = "Send one JSON object, with Content-Type: application/json."
NOT_VALID = "Some fields cannot be saved as they are. Nothing was changed."
NO_SUCH_FIELD = "There is no field of this name here"
NOT_TEXT = "must be text or a number"
NOT_A_LIST = "must be a list of objects"
NOT_AN_OBJECT = "must be an object"
NOT_TRUTH = "must be true or false"
WITHOUT_CSRF = {"csrf": False}  # a token in a header is what cookies need a second secret for


def json_object() -> dict[str, Any]:
    """Give the object that was sent; numbers are exact."""
    if not request.is_json:
        raise Problem(415, NOT_JSON)
    try:
        found = json.loads(request.get_data(), parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise Problem(400, NOT_JSON) from error
    if not isinstance(found, dict):
        raise Problem(400, NOT_JSON)
    return found


def refuse(faults: Iterable[FieldFault]) -> None:
    """End the request where there are faults."""
    found = list(faults)
    if found:
        raise Problem(422, NOT_VALID, faults=found)


def unknown_fields(data: Mapping[str, Any], known: Iterable[str]) -> Iterator[FieldFault]:
    """Name the fields that nobody would read: a slip of the pen must not pass in silence."""
    for name in data.keys() - set(known):
        yield FieldFault(f"/{_escaped(name)}", NO_SUCH_FIELD)


def as_text(value: Any, pointer: str) -> str:
    """Give a value as somebody would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise Problem(422, NOT_VALID, faults=[FieldFault(pointer, _about(pointer, NOT_TEXT))])
    # Half a character, which JSON can spell, becomes what a browser would send for it.
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def as_list(value: Any, pointer: str) -> list[dict[str, Any]]:
    """Give a list of objects."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Problem(422, NOT_VALID, faults=[FieldFault(pointer, _about(pointer, NOT_A_LIST))])
    return value


def as_object(value: Any, pointer: str) -> dict[str, Any]:
    """Give an object."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Problem(422, NOT_VALID, faults=[FieldFault(pointer, _about(pointer, NOT_AN_OBJECT))])
    return value


def as_truth(value: Any, pointer: str) -> bool:
    """Give true or false."""
    if not isinstance(value, bool):
        raise Problem(422, NOT_VALID, faults=[FieldFault(pointer, _about(pointer, NOT_TRUTH))])
    return value


def check(form: BaseForm, pointers: Mapping[str, str]) -> None:
    """Validate a form, and end the request with its own sentences.

    `pointers` say where a field of the form stands in what was sent, where its name does not.
    """
    if not form.validate():
        refuse(_faults(form, pointers))


def _faults(form: BaseForm, pointers: Mapping[str, str]) -> Iterator[FieldFault]:
    for field in form:
        pointer = pointers.get(field.name, f"/{field.name}")
        if isinstance(field, FieldList):
            yield from _row_faults(field, pointer)
        else:
            yield from (FieldFault(pointer, str(text)) for text in field.errors)
    yield from (FieldFault("", str(text)) for text in form.form_errors)


def _row_faults(rows: FieldList, pointer: str) -> Iterator[FieldFault]:
    for index, row in enumerate(rows.entries):
        assert isinstance(row, FormField)  # noqa: S101 - the only lists that we have
        for field in row.form:
            for text in field.errors:
                yield FieldFault(f"{pointer}/{index}/{field.short_name}", str(text))
    yield from (FieldFault(pointer, text) for text in rows.errors if isinstance(text, str))


def _about(pointer: str, words: str) -> str:
    return f"{pointer.rpartition('/')[2]} {words}"


def _escaped(name: str) -> str:
    plain = name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return plain.replace("~", "~0").replace("/", "~1")


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no number in JSON.")
