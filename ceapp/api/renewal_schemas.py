"""The shape of a closed period, as JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ceapp.api.shapes import DAY, HOURS, ID, MOMENT, TEXT, TRUTH, list_of, object_of

_KEPT: Mapping[str, Any] = {"type": "string", "description": "Hours as they were kept, as text"}
_EVIDENCE = {
    "name": TEXT,
    "board": TEXT,
    "starts": DAY,
    "ends": DAY,
    "as_of": DAY,
    "first_renewal": TRUTH,
    "complete": TRUTH,
    "sure": TRUTH,
    "remaining": _KEPT,
    "requirements": list_of(
        object_of(
            {
                "id": TEXT,
                "name": TEXT,
                "is_need": TRUTH,
                "hours": _KEPT,
                "earned": _KEPT,
                "counted": _KEPT,
                "remaining": _KEPT,
                "declared_met": TRUTH,
                "cite": TEXT,
                "url": TEXT,
                "courses": list_of(object_of({"title": TEXT, "hours": _KEPT})),
            }
        )
    ),
    "courses": list_of(
        object_of(
            {
                "title": TEXT,
                "provider": TEXT,
                "completed": DAY,
                "hours": _KEPT,
                "counted": _KEPT,
                "reasons": list_of(object_of({"code": TEXT, "hours": _KEPT, "text": TEXT})),
            }
        )
    ),
    "notes": list_of(TEXT),
}
RENEWAL = {
    "id": ID,
    "license": ID,
    "credential": TEXT,
    "starts": DAY,
    "ends": DAY,
    "expires": {**DAY, "description": "The expiration that was renewed"},
    "next_expires": DAY,
    "renewed_on": DAY,
    "carried": list_of(
        object_of(
            {
                "course": ID,
                "hours": HOURS,
                "topics": list_of(object_of({"topic": TEXT, "hours": HOURS})),
            }
        )
    ),
    "evidence": object_of(_EVIDENCE),
    "rules": {"type": "string", "description": "The text of the rules it rests on"},
    "closed_at": MOMENT,
}
