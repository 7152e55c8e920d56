"""The shapes of what is sent and answered, as JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ceapp.certificates.models import State
from ceapp.licenses.models import Answer
from ceapp.rules.vocabulary import Activity, Format

_TEXT: Mapping[str, Any] = {"type": "string"}
_DAY: Mapping[str, Any] = {"type": "string", "format": "date"}
_MAYBE_DAY: Mapping[str, Any] = {"type": ["string", "null"], "format": "date"}
_MOMENT: Mapping[str, Any] = {"type": "string", "format": "date-time"}
_ID: Mapping[str, Any] = {"type": "integer", "minimum": 1}
_HOURS: Mapping[str, Any] = {"type": "number"}
_TRUTH: Mapping[str, Any] = {"type": "boolean"}
_TYPED: Mapping[str, Any] = {
    "type": ["string", "number", "null"],
    "description": "As somebody would type it",
}


def _object(
    fields: Mapping[str, Any], *, required: tuple[str, ...] | None = None
) -> dict[str, Any]:
    """Give an object with these fields and no others; all required unless said otherwise."""
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields if required is None else required),
        "additionalProperties": False,
    }


def _list_of(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(items)}


def _map_of(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": dict(values)}


_COURSE = {
    "id": _ID,
    "title": _TEXT,
    "provider": _TEXT,
    "completed": _DAY,
    "hours": _HOURS,
    "topics": _list_of(_object({"topic": _TEXT, "hours": _HOURS})),
    "format": {"enum": [*Format, None]},
    "activity": {"enum": list(Activity)},
    "approvals": _list_of(_object({"approval": _TEXT, "number": _TEXT})),
    "cost": {"type": ["number", "null"], "description": "In dollars"},
    "notes": _TEXT,
    "created_at": _MOMENT,
    "updated_at": _MOMENT,
}
_COURSE_SENT = {
    "title": _TYPED,
    "provider": _TYPED,
    "completed": _TYPED,
    "hours": _TYPED,
    "topics": _list_of(_object({"topic": _TYPED, "hours": _TYPED}, required=("topic",))),
    "format": {"enum": [*Format, None]},
    "activity": {"enum": list(Activity)},
    "approvals": _list_of(_object({"approval": _TYPED, "number": _TYPED}, required=("approval",))),
    "cost": _TYPED,
    "notes": _TYPED,
}
_LICENSE_SENT = {
    "number": _TYPED,
    "issued": _TYPED,
    "expires": _TYPED,
    "starts": _TYPED,
    "facts": _map_of(_TRUTH),
    "one_time": _map_of(
        _object({"answer": {"enum": list(Answer)}, "year": _TYPED}, required=("answer",))
    ),
}
_LICENSE = {
    "id": _ID,
    "credential": _TEXT,
    "number": _TEXT,
    "issued": _MAYBE_DAY,
    "expires": _DAY,
    "starts": _MAYBE_DAY,
    "facts": _map_of(_TRUTH),
    "one_time": _map_of(
        _object({"answer": {"enum": list(Answer)}, "year": {"type": ["integer", "null"]}})
    ),
    "retired": _TRUTH,
    "created_at": _MOMENT,
}
_CERTIFICATE = {
    "id": _ID,
    "name": _TEXT,
    "media_type": _TEXT,
    "size": {"type": "integer"},
    "sha256": _TEXT,
    "state": {"enum": list(State)},
    "courses": _list_of(_ID),
    "uploaded_at": _MOMENT,
}
_REQUIREMENT = {
    "id": _TEXT,
    "needed": _HOURS,
    "limit": _HOURS,
    "earned": _HOURS,
    "counted": _HOURS,
    "remaining": _HOURS,
    "cite": _TEXT,
}
_COUNTED = {
    "id": _ID,
    "title": _TEXT,
    "counted": _HOURS,
    "reasons": _list_of(_object({"code": _TEXT, "hours": _HOURS, "text": _TEXT})),
}
_STANDING = {
    "license": _ID,
    "credential": _TEXT,
    "trouble": {"type": "string", "description": "Why there is no standing; empty if there is"},
    "period": _object({"start": _DAY, "end": _DAY}),
    "complete": _TRUTH,
    "sure": {"type": "boolean", "description": "Whether nothing could change the answer"},
    "remaining": _HOURS,
    "remaining_if_overlap": _HOURS,
    "requirements": _list_of(
        _object(_REQUIREMENT, required=("id", "earned", "counted", "remaining", "cite"))
    ),
    "courses": _list_of(_object(_COUNTED)),
    "notes": _list_of(_TEXT),
}
_PROBLEM = {
    "type": _TEXT,
    "title": _TEXT,
    "status": {"type": "integer"},
    "detail": _TEXT,
    "errors": _list_of(
        _object(
            {
                "pointer": {"type": "string", "description": "The field, as a JSON Pointer"},
                "detail": {"type": "string", "description": "The sentence of the page"},
            }
        )
    ),
}
SCHEMAS: Mapping[str, Any] = {
    "Course": _object(_COURSE),
    "NewCourse": _object(_COURSE_SENT, required=("title", "completed", "hours")),
    "CourseChange": _object(_COURSE_SENT, required=()),
    "License": _object(_LICENSE),
    "NewLicense": _object(
        {"credential": _TEXT, **_LICENSE_SENT}, required=("credential", "expires")
    ),
    "LicenseChange": _object({**_LICENSE_SENT, "retired": _TRUTH}, required=()),
    "Certificate": _object(_CERTIFICATE),
    "Standing": _object(_STANDING, required=("license", "credential", "trouble")),
    "Problem": _object(_PROBLEM, required=("type", "title", "status", "detail")),
}
