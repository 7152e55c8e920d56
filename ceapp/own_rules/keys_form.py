"""A form with a field for each of some keys of a rule file, and its place for what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from wtforms import Field

from ceapp.own_rules.document import Document, at, put
from ceapp.own_rules.fields import data_of, value_of
from ceapp.own_rules.keys import Key
from ceapp.own_rules.rows import MISSING, Rows
from ceapp.own_rules.shown import Names, Part, Shown
from ceapp.own_rules.words import hint_of
from ceapp.rules.rule_fields import Mistake
from ceapp.web.forms import BaseForm

_IN_A_ROW = re.compile(r"(.+)\[(\d+)\](?:\.(\w+))?")
_IT_IS_MISSING = "It is missing."
OTHERS = "What else there is"
Kind = TypeVar("Kind", bound="KeysForm")


class KeysForm(BaseForm):
    """A form with a field for each of some keys of a rule file."""

    keys: tuple[Key, ...] = ()

    def __init__(self, *, today: date, **rest: Any) -> None:
        self.today = today
        super().__init__(**rest)

    def fill(self, document: Document) -> None:
        """Write what was changed into a document; all else stays as it is written."""
        for key in self.keys:
            before = value_of(key, data_of(key, at(document, key.path)))
            now = value_of(key, self[key.name].data)
            if now != before:
                put(document, key.path, now)

    def refuse_mistakes(self, mistakes: Iterable[Mistake], above: str, names: Names) -> None:
        """Put what the reader says beside the fields that it is about, or above the form."""
        for mistake in mistakes:
            text = names.spoken(f"{mistake.fault} {mistake.cure}")
            path = mistake.key.removeprefix(f"{above}.") if above else mistake.key
            if not self._refused(path, text, missing=mistake.fault == _IT_IS_MISSING):
                self.form_errors.append(f"{names.place(mistake.key)}: {text}")

    def field_at(self, path: str) -> Field | None:
        """Give the field of a path that the reader names, None where another page has it."""
        return self._fields.get(path.replace(".", "__"))

    def shown(self, paths: Iterable[str]) -> list[Shown]:
        """Give the fields of some keys with their hints, in the order of the paths."""
        by_path = {key.path: key for key in self.keys}
        return [
            Shown(self[by_path[path].name], hint_of(path, by_path[path].description), by_path[path])
            for path in paths
            if path in by_path
        ]

    def parts(self, titled: Mapping[str, tuple[str, ...]], *elsewhere: Iterable[str]) -> list[Part]:
        """Give the fields of some keys under their titles; those shown nowhere come at the end."""
        named = {path for paths in (*titled.values(), *elsewhere) for path in paths}
        others = tuple(key.path for key in self.keys if key.path not in named)
        found = [Part(title, self.shown(paths)) for title, paths in titled.items()]
        return [part for part in (*found, Part(OTHERS, self.shown(others))) if part.fields]

    def _refused(self, path: str, text: str, *, missing: bool) -> bool:
        """Put a text beside the field of a path, or of a row; say whether there is one."""
        in_a_row = _IN_A_ROW.fullmatch(path)
        if in_a_row:
            rows, number, slug = in_a_row.groups()
            field = self.field_at(rows)
            if isinstance(field, Rows) and slug and field.refuse(int(number), slug, text):
                return True
        else:
            field = self.field_at(path)
        if field is None:
            return False
        self.refuse(field, MISSING.format(label=field.label.text) if missing else text)
        return True


def made(
    kind: type[Kind],
    fields: Mapping[str, Any],
    keys: tuple[Key, ...],
    today: date,
    data: Mapping[str, Any],
) -> Kind:
    """Make a form of a kind with some fields more, and with what it shows at first."""
    with_fields: type[Kind] = type(kind.__name__, (kind,), {**fields, "keys": keys})
    return with_fields(today=today, data=data)
