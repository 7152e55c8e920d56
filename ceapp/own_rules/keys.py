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
_OF_A_REQUIREMENT = frozenset({"id", "need", "limit", "every"})
# Repeated tables, which no form asks for; they stay in the document as they are.
KEPT = frozenset({"overlap", "conversion"})
# Of a closed list in our own files, but any text in a person's own rules; and never demanded.
_FREE = frozenset({"profession"})
_MONTH_DAY = "^(0[1-9]|1[0-2])-"
_NOT_NEEDED = frozenset({"profession", "cite"})


class Kind(StrEnum):
    """What sort of field a key needs."""

    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes-no"
    NUMBER = "number"
    DAY = "day"
    MONTH_DAY = "month-day"
    LINES = "lines"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a rule file: its path, the kind of its field, and what there is to choose from.

    `default` is what leaving a yes or no out means; the schema may say it.
    """

    path: str
    kind: Kind
    needed: bool
    description: str
    choices: Mapping[str, str]
    default: bool = False

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
        ref = given.get("$ref", "").rpartition("/")[2]
        rule = {**given, **_schema()["$defs"].get(ref, {})}
        if rule.get("type") == "object":
            needed = slug in table.get("required", ())
            yield from _keys(rule if needed else {**rule, "required": []}, left_out, f"{slug}.")
        elif (kind := _kind_of(rule)) is not None:
            path = f"{above}{slug}"
            yield Key(
                path=path,
                kind=Kind.TEXT if slug in _FREE else kind,
                needed=slug in table.get("required", ()) and slug not in _NOT_NEEDED,
                description=rule.get("description", ""),
                choices=_choices(path, ref, rule),
                default=rule.get("default", slug == "in_total"),
            )


def _kind_of(rule: Mapping[str, Any]) -> Kind | None:
    """Give the kind of field for a key; None for one that no form can ask, which is kept."""
    items = rule.get("items", {})
    if "enum" in rule:
        return Kind.CHOICE
    if rule.get("format") == "date":
        return Kind.DAY
    if rule.get("pattern", "").startswith(_MONTH_DAY):
        return Kind.MONTH_DAY
    if rule.get("type") == "array":
        return _kind_of_list(items)
    kinds = {
        "boolean": Kind.YES_NO,
        "number": Kind.NUMBER,
        "integer": Kind.NUMBER,
        "string": Kind.TEXT,
    }
    return kinds.get(rule.get("type", ""))


def _kind_of_list(items: Mapping[str, Any]) -> Kind | None:
    named = items.get("$ref", "").rpartition("/")[2]
    if _schema()["$defs"].get(named, {}).get("type") == "object":
        return None
    if "$ref" in items or "enum" in items:
        return Kind.CHOICES
    return Kind.LINES if items.get("type") == "string" else None


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
