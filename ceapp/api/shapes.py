"""The shapes that others are made of, as JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TEXT: Mapping[str, Any] = {"type": "string"}
DAY: Mapping[str, Any] = {"type": "string", "format": "date"}
MAYBE_DAY: Mapping[str, Any] = {"type": ["string", "null"], "format": "date"}
MOMENT: Mapping[str, Any] = {"type": "string", "format": "date-time"}
ID: Mapping[str, Any] = {"type": "integer", "minimum": 1}
HOURS: Mapping[str, Any] = {"type": "number"}
TRUTH: Mapping[str, Any] = {"type": "boolean"}
TYPED: Mapping[str, Any] = {
    "type": ["string", "number", "null"],
    "description": "As somebody would type it",
}


def object_of(
    fields: Mapping[str, Any], *, required: tuple[str, ...] | None = None
) -> dict[str, Any]:
    """Give an object with these fields and no others; all required unless said otherwise."""
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields if required is None else required),
        "additionalProperties": False,
    }


def list_of(items: Mapping[str, Any]) -> dict[str, Any]:
    """Give a list."""
    return {"type": "array", "items": dict(items)}


def map_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Give an object whose fields have names of their own."""
    return {"type": "object", "additionalProperties": dict(values)}
