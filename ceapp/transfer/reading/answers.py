"""What a person has said about a draft: which sheet, which columns, and what was asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ceapp.rules.vocabulary import Format
from ceapp.transfer.reading.days import Order
from ceapp.transfer.reading.meanings import AMOUNTS, Meaning


@dataclass(frozen=True, slots=True)
class Answers:
    """All of it; nothing said yet is empty.

    `formats` gives how a word of the sheet is to be taken. `fixes` are texts typed for a row, by
    field. `kept` are rows that are to be imported although we would leave them out.
    """

    sheet: int | None = None
    columns: Mapping[int, Meaning] = field(default_factory=dict)
    order: Order | None = None
    unit: Meaning | None = None
    formats: Mapping[str, Format] = field(default_factory=dict)
    fixes: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    kept: frozenset[int] = frozenset()

    def to_json(self) -> str:
        """Write what `from_json` reads."""
        return json.dumps(
            {
                "sheet": self.sheet,
                "columns": dict(self.columns),
                "order": self.order,
                "unit": self.unit,
                "formats": dict(self.formats),
                "fixes": {row: dict(texts) for row, texts in self.fixes.items()},
                "kept": sorted(self.kept),
            }
        )

    @classmethod
    def from_json(cls, text: str) -> Answers:
        """Read what `to_json` wrote."""
        data: dict[str, Any] = json.loads(text)
        return cls(
            sheet=data["sheet"],
            columns={int(place): Meaning(one) for place, one in data["columns"].items()},
            order=Order(data["order"]) if data["order"] else None,
            unit=Meaning(data["unit"]) if data["unit"] else None,
            formats={word: Format(one) for word, one in data["formats"].items()},
            fixes={int(row): texts for row, texts in data["fixes"].items()},
            kept=frozenset(data["kept"]),
        )


def unit_in(text: str | None) -> Meaning | None:
    """Give the unit that a form sent; None where it sent none that we know."""
    return next((one for one in AMOUNTS if one.value == text), None)
