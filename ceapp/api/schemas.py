"""The shapes of what is sent and answered, as JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ceapp.api.renewal_schemas import RENEWAL
from ceapp.api.shapes import (
    DAY,
    HOURS,
    ID,
    MAYBE_DAY,
    MOMENT,
    TEXT,
    TRUTH,
    TYPED,
    list_of,
    map_of,
    object_of,
)
from ceapp.certificates.models import State
from ceapp.licenses.models import Answer
from ceapp.rules.doubt import Doubt
from ceapp.rules.vocabulary import AcademicUnit, Activity, Format

_CREDITS = object_of({"amount": HOURS, "unit": {"enum": list(AcademicUnit)}})
_CREDITS_SENT = object_of({"amount": TYPED, "unit": {"enum": list(AcademicUnit)}})
_COURSE = {
    "id": ID,
    "title": TEXT,
    "provider": TEXT,
    "completed": DAY,
    "hours": HOURS,
    "topics": list_of(object_of({"topic": TEXT, "hours": HOURS})),
    "format": {"enum": [*Format, None]},
    "activity": {"enum": list(Activity)},
    "academic": {"anyOf": [{"type": "null"}, _CREDITS]},
    "planned": {**TRUTH, "description": "Not taken yet: it counts for nothing"},
    "approvals": list_of(object_of({"approval": TEXT, "number": TEXT})),
    "cost": {"type": ["number", "null"], "description": "In dollars"},
    "notes": TEXT,
    "created_at": MOMENT,
    "updated_at": MOMENT,
}
_COURSE_SENT = {
    "title": TYPED,
    "provider": TYPED,
    "completed": TYPED,
    "hours": TYPED,
    "topics": list_of(object_of({"topic": TYPED, "hours": TYPED}, required=("topic",))),
    "format": {"enum": [*Format, None]},
    "activity": {"enum": list(Activity)},
    "academic": {"anyOf": [TYPED, _CREDITS_SENT]},
    "planned": TRUTH,
    "approvals": list_of(object_of({"approval": TYPED, "number": TYPED}, required=("approval",))),
    "cost": TYPED,
    "notes": TYPED,
}
_LICENSE_SENT = {
    "number": TYPED,
    "issued": TYPED,
    "expires": TYPED,
    "starts": TYPED,
    "applied": TYPED,
    "facts": map_of(TRUTH),
    "one_time": map_of(
        object_of({"answer": {"enum": list(Answer)}, "year": TYPED}, required=("answer",))
    ),
}
_BOARD_ANSWER = {
    "doubt": {"enum": list(Doubt)},
    "subject": {"type": "string", "description": "The id of a course, or a rule"},
    "accepted": TRUTH,
    "answered_on": DAY,
    "words": TEXT,
    "behind": {"type": "string", "description": "The rule it is about, as it was then"},
    "recorded_at": MOMENT,
}
_LICENSE = {
    "id": ID,
    "credential": TEXT,
    "number": TEXT,
    "issued": MAYBE_DAY,
    "expires": DAY,
    "starts": MAYBE_DAY,
    "applied": {**MAYBE_DAY, "description": "When the board received the last application"},
    "facts": map_of(TRUTH),
    "one_time": map_of(
        object_of({"answer": {"enum": list(Answer)}, "year": {"type": ["integer", "null"]}})
    ),
    "board_answers": list_of(object_of(_BOARD_ANSWER)),
    "retired": TRUTH,
    "created_at": MOMENT,
}
_CERTIFICATE = {
    "id": ID,
    "name": TEXT,
    "media_type": TEXT,
    "size": {"type": "integer"},
    "sha256": TEXT,
    "state": {"enum": list(State)},
    "courses": list_of(ID),
    "uploaded_at": MOMENT,
}
_REQUIREMENT = {
    "id": TEXT,
    "needed": HOURS,
    "limit": HOURS,
    "earned": HOURS,
    "counted": HOURS,
    "remaining": HOURS,
    "cite": TEXT,
}
_COUNTED = {
    "id": ID,
    "title": TEXT,
    "counted": HOURS,
    "reasons": list_of(object_of({"code": TEXT, "hours": HOURS, "text": TEXT})),
}
_STANDING = {
    "license": ID,
    "credential": TEXT,
    "trouble": {"type": "string", "description": "Why there is no standing; empty if there is"},
    "period": object_of({"start": DAY, "end": DAY}),
    "complete": TRUTH,
    "sure": {"type": "boolean", "description": "Whether nothing could change the answer"},
    "remaining": HOURS,
    "remaining_if_overlap": HOURS,
    "requirements": list_of(
        object_of(_REQUIREMENT, required=("id", "earned", "counted", "remaining", "cite"))
    ),
    "courses": list_of(object_of(_COUNTED)),
    "notes": list_of(TEXT),
}
_PROBLEM = {
    "type": TEXT,
    "title": TEXT,
    "status": {"type": "integer"},
    "detail": TEXT,
    "errors": list_of(
        object_of(
            {
                "pointer": {"type": "string", "description": "The field, as a JSON Pointer"},
                "detail": {"type": "string", "description": "The sentence of the page"},
            }
        )
    ),
}
SCHEMAS: Mapping[str, Any] = {
    "Course": object_of(_COURSE),
    "NewCourse": object_of(_COURSE_SENT, required=("title", "completed", "hours")),
    "CourseChange": object_of(_COURSE_SENT, required=()),
    "License": object_of(_LICENSE),
    "NewLicense": object_of(
        {"credential": TEXT, **_LICENSE_SENT}, required=("credential", "expires")
    ),
    "LicenseChange": object_of({**_LICENSE_SENT, "retired": TRUTH}, required=()),
    "Renewal": object_of(RENEWAL),
    "Certificate": object_of(_CERTIFICATE),
    "Standing": object_of(_STANDING, required=("license", "credential", "trouble")),
    "Problem": object_of(_PROBLEM, required=("type", "title", "status", "detail")),
}
