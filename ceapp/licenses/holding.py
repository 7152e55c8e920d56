"""A license's row as the rules need to know it: a value without a database behind it."""

from __future__ import annotations

from ceapp.licenses.models import Answer, License
from ceapp.rules.occasion import Holding


def as_holding(license: License) -> Holding:
    """Give what `license` says to the rules.

    A "yes" makes a one-time need met and a "not sure" makes it a question; a "no" is neither,
    so that the need is simply due.
    """
    return Holding(
        expires=license.expires,
        issued=license.issued,
        starts=license.starts,
        applied=license.applied,
        facts=frozenset(license.facts),
        met=_answered(license, Answer.YES),
        asked=_answered(license, Answer.UNSURE),
    )


def _answered(license: License, answer: Answer) -> frozenset[str]:
    return frozenset(given.requirement_id for given in license.answers if given.answer == answer)
