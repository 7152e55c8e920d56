"""Documents for the tests of a person's own rules."""

from __future__ import annotations

from datetime import date

from ceapp.own_rules import actions
from tests import factories

TODAY = date(2026, 11, 22)


def document(**changes):
    """Give the rules of a license that we do not carry."""
    return {
        "id": "own-1",
        "title": "Registered Psychotherapist",
        "abbreviation": "RP",
        "jurisdiction": "Ontario",
        "profession": "Psychotherapy",
        "board": "College of Registered Psychotherapists of Ontario",
        "confidence": "high",
        "reviewed": TODAY,
        "topic_overlap": "allowed",
        "cycle": {"months": 24, "ends": "individual"},
        "requirement": [
            {"id": "total", "need": 40, "cite": "Entered by you"},
            {"id": "rule-1", "need": 6, "topics": ["ethics"], "cite": "Bylaw 3"},
        ],
        **changes,
    }


def started(person, **changes):
    """Make own rules for a person."""
    return actions.start_own_rules(document(**changes), "", actor=person.id, now=factories.NOW)


def copied(person, credential_id="us-ca-lcsw"):
    """Make a copy of ours for a person."""
    return actions.copy_our_rules(credential_id, actor=person.id, now=factories.NOW)
