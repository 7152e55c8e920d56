"""Closed periods of a license, as they were kept; they are closed and opened on the page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import Response

from ceapp.api.answers import answered
from ceapp.api.blueprint import allows, api, holder, mine
from ceapp.api.courses import number
from ceapp.licenses import queries as license_queries
from ceapp.licenses.models import Renewal
from ceapp.renewals.queries import closed_periods


@api.get("/licenses/<int:license_id>/renewals")
@allows("licenses:read")
def renewals(license_id: int) -> Response:
    """List the closed periods of a license, the latest first."""
    row = mine(license_queries.license_of, license_id)
    found = closed_periods(holder().user_id, row.id)
    return answered({"items": [as_data(one) for one in found], "next": None})


def as_data(row: Renewal) -> dict[str, Any]:
    """Give a closed period as JSON; the evidence is word for word what was kept."""
    return {
        "id": row.id,
        "license": row.license_id,
        "credential": row.credential_id,
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat(),
        "expires": row.expires.isoformat(),
        "next_expires": row.next_expires.isoformat(),
        "renewed_on": row.renewed_on.isoformat(),
        "carried": [
            {
                "course": int(one["course"]),
                "hours": number(Decimal(one["hours"])),
                "topics": [
                    {"topic": slug, "hours": number(Decimal(on))}
                    for slug, on in one["topics"].items()
                ],
            }
            for one in row.carried
        ],
        "evidence": dict(row.evidence),
        "rules": row.rules,
        "closed_at": row.closed_at.isoformat(timespec="seconds"),
    }
