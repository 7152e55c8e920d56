"""What else a board says: how to report hours, what to keep, what may be carried over."""

from __future__ import annotations

from collections.abc import Iterable

from ceapp.rules.requirement import Credential, Overlap
from ceapp.web.filters import count

_OVERLAPS = {
    Overlap.ALLOWED: "One hour may serve two topics.",
    Overlap.FORBIDDEN: "One hour serves one topic only; we count it once.",
    Overlap.UNSTATED: "It does not say whether one hour may serve two topics, so we count each "
    "hour for one topic and show both figures where that matters.",
}


def board_says(credential: Credential) -> Iterable[tuple[str, str]]:
    """Give what else the board says: reporting, records, overlap, carrying over, exemptions."""
    reporting = credential.reporting or "We found no rule on how it wants hours reported."
    yield "Reporting", f"{reporting} Logging here does not report them to the board."
    if credential.keep_records_years is not None:
        yield "Records", f"Keep certificates for {count(credential.keep_records_years, 'year')}."
    else:
        yield "Records", "We found no rule on how long to keep certificates. Keep them all."
    yield "Two topics in one hour", _OVERLAPS[credential.topic_overlap]
    carryover = credential.carryover
    if carryover is None:
        yield (
            "Carrying hours over",
            "We found no rule, so hours above the need are not carried over.",
        )
    else:
        limit = carryover.limit
        allowed = (
            f"Up to {count(limit, 'hour')} may pass into the next period."
            if limit
            else "No hours pass into the next period."
        )
        yield "Carrying hours over", " ".join(filter(None, (allowed, carryover.note)))
    if credential.exemptions:
        yield "Exemptions", credential.exemptions
