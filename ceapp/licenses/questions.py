"""What a credential's rules make it necessary to ask the person who holds the license."""

from __future__ import annotations

from datetime import date

from ceapp.rules.requirement import Credential, Requirement


def circumstances_used(credential: Credential) -> tuple[str, ...]:
    """Give the circumstances that decide whether some requirement applies, in the file's order."""
    return tuple(dict.fromkeys(r.applies_if for r in credential.requirements if r.applies_if))


def one_time_needs(credential: Credential, *, today: date) -> tuple[Requirement, ...]:
    """Give the needs that are due once ever, without those that ended before `today`."""
    return tuple(
        requirement
        for requirement in credential.requirements
        if requirement.is_need
        and requirement.every.once
        and (requirement.renewing_until is None or requirement.renewing_until >= today)
    )
