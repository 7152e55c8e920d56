"""The keys of a rule file as the schema lists them, each with the kind of field it needs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from ceapp.boards import catalog
from ceapp.own_rules.words import CHOICES
from ceapp.rules.vocabulary import LABELS

# Made by the form itself, or asked in a way of its own.
_OF_THE_WHOLE = frozenset({"id", "reviewed", "requirement", "not_evaluated", "source"})
_OF_A_REQUIREMENT = frozenset({"id", "need", "limit", "every", "completion"})
# Of a closed list in our own files, but any text in a person's own rules; and never demanded.
_FREE = frozenset({"profession"})
_MONTH_DAY = "^(0[1-9]|1[0-2])-"
_FRACTION = r"^[1-9]\d{0,3}/[1-9]\d{0,3}$"
_NOT_NEEDED = frozenset({"profession", "cite"})


class Kind(StrEnum):
    """What sort of field a key needs."""

    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes-no"
    NUMBER = "number"
    DAY = "day"
    MONTH_DAY = "month-day"
    FRACTION = "fraction"
    LINES = "lines"
    TEXT = "text"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a rule file: its path, the kind of its field, and what there is to choose from.

    `default` is what leaving a yes or no out means; the schema may say it. `columns` are the keys
    of each of the repeated tables, where it is such a list.
    """

    path: str
    kind: Kind
    needed: bool
    description: str
    choices: Mapping[str, str]
    default: bool = False
    columns: tuple[Key, ...] = ()

    @property
    def slug(self) -> str:
        """The key itself, without the tables that it stands in."""
        return self.path.rpartition(".")[2]

    @property
    def name(self) -> str:
        """The name of the form's field: no point may stand in it."""
        return self.path.replace(".", "__")


@cache
def keys_of_the_whole() -> tuple[Key, ...]:
    """Give the keys of a credential that a form asks for, in the schema's order."""
    return tuple(_keys(_schema(), _OF_THE_WHOLE))


@cache
def keys_of_a_requirement() -> tuple[Key, ...]:
    """Give the keys of a requirement that a form asks for, in the schema's order."""
    return tuple(_keys(_schema()["$defs"]["requirement"], _OF_A_REQUIREMENT))


@cache
def _schema() -> dict[str, Any]:
    file = Path(catalog.__file__).with_name("schema.json")
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read


def _keys(table: Mapping[str, Any], left_out: frozenset[str], above: str = "") -> Iterator[Key]:
    for slug, given in table["properties"].items():
        if slug in left_out and not above:
            continue
        ref, rule = _resolved(given)
        path, needed = f"{above}{slug}", slug in table.get("required", ())
        if rule.get("type") == "object":
            yield from _keys(rule if needed else {**rule, "required": []}, left_out, f"{path}.")
        elif (kind := _kind_of(rule)) is not None:
            yield Key(
                path=path,
                kind=Kind.TEXT if slug in _FREE else kind,
                needed=needed and slug not in _NOT_NEEDED,
                description=rule.get("description", ""),
                choices=_choices(path, ref, rule),
                default=rule.get("default", slug == "in_total"),
                columns=_columns(path, rule) if kind is Kind.ROWS else (),
            )


def _resolved(given: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Give the name of the shape that is referred to, "" where none is, and the whole shape."""
    ref = given.get("$ref", "").rpartition("/")[2]
    return ref, {**given, **_schema()["$defs"].get(ref, {})}


def _columns(path: str, rule: Mapping[str, Any]) -> tuple[Key, ...]:
    return tuple(_keys(_resolved(rule["items"])[1], frozenset(), f"{path}."))


def _kind_of(rule: Mapping[str, Any]) -> Kind | None:
    """Give the kind of field for a key; None for one that no form can ask, which is kept."""
    if "enum" in rule:
        return Kind.CHOICE
    if rule.get("format") == "date":
        return Kind.DAY
    if rule.get("pattern", "").startswith(_MONTH_DAY):
        return Kind.MONTH_DAY
    if rule.get("pattern") == _FRACTION:
        return Kind.FRACTION
    if rule.get("type") == "array":
        return _kind_of_a_list(_resolved(rule.get("items", {}))[1])
    kinds = {
        "boolean": Kind.YES_NO,
        "number": Kind.NUMBER,
        "integer": Kind.NUMBER,
        "string": Kind.TEXT,
    }
    return kinds.get(rule.get("type", ""))


def _kind_of_a_list(item: Mapping[str, Any]) -> Kind | None:
    if "enum" in item:
        return Kind.CHOICES
    kinds = {"string": Kind.LINES, "object": Kind.ROWS}
    return kinds.get(item.get("type", ""))


def _choices(path: str, ref: str, rule: Mapping[str, Any]) -> Mapping[str, str]:
    """Give what there is to choose from, each slug with its words."""
    if path in CHOICES:
        return CHOICES[path]
    items = rule.get("items", {})
    of = ref or items.get("$ref", "").rpartition("/")[2]
    lists: dict[str, Mapping[str, str]] = {
        "topic": catalog.topics().labels,
        "circumstance": {slug: one.label for slug, one in catalog.circumstances().items()},
        "approval": {slug: one.label for slug, one in catalog.approvals().items()},
    }
    if of in lists:
        return dict(sorted(lists[of].items(), key=lambda one: one[1].casefold()))
    slugs = rule.get("enum") or items.get("enum") or _schema()["$defs"].get(of, {}).get("enum", ())
    labels = {str(slug): words for slug, words in LABELS.items()}
    return {slug: labels.get(slug, slug.replace("-", " ").capitalize()) for slug in slugs}
