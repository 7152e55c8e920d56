"""A license's row as the rules need to know it: a value without a database behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ceapp.licenses.models import Answer, License
from ceapp.rules.doubt import Doubt
from ceapp.rules.occasion import Holding
from ceapp.rules.requirement import Credential
from ceapp.rules.rule_behind import rule_behind


def as_holding(license: License, credential: Credential | None = None) -> Holding:
    """Give what `license` says to the rules of its credential.

    A "yes" makes a one-time need met and a "not sure" makes it a question; a "no" is neither,
    so that the need is simply due. An answer of the board is used while the rule it was about is
    unchanged.
    """
    return Holding(
        expires=license.expires,
        issued=license.issued,
        starts=license.starts,
        applied=license.applied,
        facts=frozenset(license.facts),
        met=_answered(license, Answer.YES),
        asked=_answered(license, Answer.UNSURE),
        answers=_board_answers(license, credential) if credential else {},
    )


def answers_in_use(license: License, credential: Credential) -> list[dict[str, Any]]:
    """Give the board's answers that the standing goes by: the rules behind them still stand."""
    return [one for one in license.board_answers if _still_holds(one, credential)]


def answers_of_another_time(license: License, credential: Credential) -> list[dict[str, Any]]:
    """Give the board's answers that are not used: the rules they were about have changed."""
    return [one for one in license.board_answers if not _still_holds(one, credential)]


def _board_answers(license: License, credential: Credential) -> dict[tuple[str, str], bool]:
    return {
        (one["doubt"], one["subject"]): one["accepted"]
        for one in answers_in_use(license, credential)
    }


def _still_holds(answer: Mapping[str, Any], credential: Credential) -> bool:
    now = rule_behind(Doubt(answer["doubt"]), answer["subject"], credential)
    return bool(answer["behind"] == now)


def _answered(license: License, answer: Answer) -> frozenset[str]:
    return frozenset(given.requirement_id for given in license.answers if given.answer == answer)
