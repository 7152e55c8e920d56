"""What is typed into the forms of own rules, and what their pages say."""

from __future__ import annotations

import re

from ceapp.db import db
from ceapp.own_rules import queries
from ceapp.rules.rule_text import parse

WHOLE = {
    "title": "Registered Psychotherapist",
    "abbreviation": "RP",
    "jurisdiction": "Ontario",
    "profession": "Psychotherapy",
    "board": "College of Registered Psychotherapists of Ontario",
    "cycle__months": "24",
    "cycle__ends": "individual",
    "confidence": "high",
    "total_hours": "40",
}
RULE = {
    "kind": "need",
    "hours": "6",
    "topics": ["ethics"],
    "often": "renewal",
    "in_total": "yes",
}
LIMIT = {
    "kind": "limit",
    "hours": "10",
    "formats": ["self-paced"],
    "often": "renewal",
    "in_total": "yes",
}


def mine(person):
    db.session.rollback()
    return queries.own_rules(person.id)[-1]


def rules(person):
    return [
        (r["id"], r.get("need", r.get("limit")))
        for r in parse(mine(person).document)["requirement"]
    ]


def message(response, field):
    """Give what stands beside a field as its fault."""
    page = response.get_data(as_text=True)
    found = re.search(rf'id="{field}-error">(.*?)</p>', page, re.DOTALL)
    assert found, f"nothing is said at {field}"
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", found[1])).strip().removeprefix("Error: ")
