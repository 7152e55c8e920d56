"""From values of a license and a course log to the heart's answer for each license."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ceapp.rules.credit import Credit
from ceapp.rules.requirement import Credential
from ceapp.rules.standing import Holding, Standing, decide_standing
from ceapp.rules.vocabulary import Topics


@dataclass(frozen=True, slots=True)
class Held:
    """One license of a person: what the rules need of it, and how the pages name it.

    `credential` is None where its rules cannot be read; `trouble` then says why.
    """

    id: int
    credential_id: str
    holding: Holding
    number: str = ""
    retired: bool = False
    credential: Credential | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class LicenseStanding:
    """A license with its standing; None where its rules cannot be read."""

    held: Held
    standing: Standing | None

    @property
    def name(self) -> str:
        """The short name that people use, or what we still know of a credential without rules."""
        credential = self.held.credential
        return credential.name if credential else self.held.credential_id


def assemble(
    held: Sequence[Held], credits_: Sequence[Credit], topics: Topics, *, today: date
) -> tuple[LicenseStanding, ...]:
    """Decide the standing of each license, the one that expires first in front."""
    in_order = sorted(held, key=lambda one: (one.holding.expires, one.id))
    return tuple(LicenseStanding(one, decide(one, credits_, topics, today)) for one in in_order)


def decide(held: Held, credits_: Sequence[Credit], topics: Topics, today: date) -> Standing | None:
    """Decide the standing of one license; None where its rules cannot be read."""
    if held.credential is None:
        return None
    return decide_standing(
        held.credential, topics, held.holding, credits_, today, outside_first=True
    )
