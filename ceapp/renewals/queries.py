"""What closing a period rests on, and the periods that were closed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ceapp.boards import catalog
from ceapp.licenses.models import Renewal
from ceapp.licenses.queries import renewals
from ceapp.own_rules.queries import text_of
from ceapp.renewals.actions import Closing
from ceapp.renewals.evidence import evidence_of
from ceapp.rules.carryover import carry_over
from ceapp.rules.standing import Standing
from ceapp.standing.carried import as_record


def closed_periods(user_id: int, license_id: int) -> Sequence[Renewal]:
    """Give the periods of a license that the person closed, the latest first."""
    return renewals(user_id, [license_id])


def hours_carried(standing: Standing) -> Decimal:
    """Give the hours that would pass into the next period."""
    passing = carry_over(standing, catalog.topics())
    return sum((one.hours for one in passing), Decimal(0))


def closing_of(user_id: int, standing: Standing) -> Closing:
    """Give what would be kept of a period if it were closed with this standing."""
    topics = catalog.topics()
    return Closing(
        period=standing.period,
        evidence=evidence_of(standing, topics),
        rules=text_of(user_id, standing.credential.id),
        carried=as_record(carry_over(standing, topics)),
    )
