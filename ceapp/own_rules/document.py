"""The document of a person's own rules: changed as values, kept as the text of a rule file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

Document = dict[str, Any]


def written(values: Mapping[str, Any]) -> str:
    """Write a document as TOML; `ceapp.rules.rule_text.parse` reads the same values back."""
    return "\n".join(_lines(values)) + "\n"


def at(document: Mapping[str, Any], path: str) -> Any:
    """Give what stands at a path such as cycle.months, None where nothing does."""
    value: Any = document
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def put(document: Document, path: str, value: Any) -> None:
    """Let `value` stand at a path; None takes away what stood there, with a table left empty."""
    above, _, key = path.rpartition(".")
    table = document.setdefault(above, {}) if above else document
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value
    if above and not table:
        del document[above]


def requirements_of(document: Document) -> list[Document]:
    """Give the requirements of a document, to be changed in place."""
    found: list[Document] = document.setdefault("requirement", [])
    return found


def is_total(requirement: Mapping[str, Any]) -> bool:
    """Say whether a requirement asks for hours of any kind."""
    narrowed = {"topics", "formats", "activities", "approvals", "limit"} & requirement.keys()
    return not narrowed and requirement.get("in_total", True)


def settle_total(document: Document) -> bool:
    """Let the key `total` agree with the requirements; say whether the total became unknown.

    The reader takes a document without a total only where it says that there is none, or that
    it is unknown; nobody should have to say so in two places.
    """
    stated = any(map(is_total, requirements_of(document)))
    if stated:
        document.pop("total", None)
    elif document.get("total", "stated") == "stated":
        document["total"] = "unknown"
        return True
    return False


def unused_id(document: Document) -> str:
    """Give an id that no requirement of the document has."""
    used = {requirement.get("id") for requirement in requirements_of(document)}
    numbers = (f"rule-{number}" for number in range(1, len(used) + 2))
    return next(name for name in numbers if name not in used)


def _lines(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        if not _is_table(value):
            yield f"{key} = {_value(value)}"
    for key, value in values.items():
        if _is_table(value):
            heading = f"[[{key}]]" if isinstance(value, list) else f"[{key}]"
            for table in value if isinstance(value, list) else [value]:
                yield f"\n{heading}"
                yield from (f"{name} = {_value(inner)}" for name, inner in table.items())


def _is_table(value: object) -> bool:
    many = isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    return many or isinstance(value, dict)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_value(inner)}' for key, inner in value.items())} }}"
    return _plain(value)


def _plain(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
    return str(value)
