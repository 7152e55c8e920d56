"""Boards' cases as data: each file under this folder says what a standing must be, and why."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from ceapp.boards import catalog
from ceapp.rules.credit import Credit
from ceapp.rules.standing import Holding, decide_standing
from ceapp.rules.vocabulary import Activity, Format

FOLDER = Path(__file__).parent
KNOWN = {"name", "because", "expires", "issued", "starts", "applied", "as_of", "facts", "met"}
KNOWN |= {"asked", "course", "expect"}
EXPECTED = {"complete", "sure", "remaining", "remaining_if_overlap", "period_start"}
EXPECTED |= {"needs", "counted", "reasons", "doubts", "applies", "applies_not"}


def _cases():
    for file in sorted([*FOLDER.glob("us_*/*.toml"), *FOLDER.glob("mechanical/us_*/*.toml")]):
        data = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
        for case in data["case"]:
            yield pytest.param(data["credential"], case, id=f"{data['credential']}: {case['name']}")


def _credit(row):
    hours = Decimal(row["hours"])
    topics = row.get("topics", {})
    if isinstance(topics, list):  # topics without hours are on all of the course's hours
        topics = dict.fromkeys(topics, hours)
    activity = Activity(row.get("activity", "course"))
    form = row.get("format", "live-online" if activity is Activity.COURSE else None)
    return Credit(
        key=row.get("key", row["title"]),  # the same course twice needs a key of its own
        title=row["title"],
        provider=row.get("provider", row["title"]),
        completed=row["completed"],
        hours=hours,
        topics={slug: Decimal(amount) for slug, amount in topics.items()},
        format=Format(form) if form else None,
        activity=activity,
        approvals=frozenset(row.get("approvals", ())),
    )


@pytest.mark.parametrize(("credential_id", "case"), list(_cases()))
def test_the_board_case(credential_id, case):
    assert case.keys() <= KNOWN, f"unknown keys {case.keys() - KNOWN}"
    expect = case["expect"]
    assert expect.keys() <= EXPECTED, f"unknown expectations {expect.keys() - EXPECTED}"
    assert expect.keys() & {"remaining", "complete", "needs"}, "a case says what remains"
    topics = catalog.topics()
    courses = [_credit(row) for row in case.get("course", ())]
    assert len({c.key for c in courses}) == len(courses), "titles, or keys, are a case's keys"
    for course in courses:
        assert set(course.topics) <= set(topics.labels)
        assert course.approvals <= set(catalog.approvals())
    standing = decide_standing(
        catalog.load(credential_id),
        topics,
        Holding(
            expires=case["expires"],
            issued=case.get("issued"),
            starts=case.get("starts"),
            applied=case.get("applied"),
            facts=frozenset(case.get("facts", ())),
            met=frozenset(case.get("met", ())),
            asked=frozenset(case.get("asked", ())),
        ),
        courses,
        case["as_of"],
    )
    by_id = {item.requirement.id: item for item in standing.requirements}
    by_key = {item.credit.key: item for item in standing.courses}
    got = {
        "complete": standing.complete,
        "sure": standing.sure,
        "remaining": standing.remaining,
        "remaining_if_overlap": standing.remaining_if_overlap,
        "period_start": standing.period.start,
        "doubts": sorted({note.doubt for note in standing.notes if note.doubt}),
        "applies": [name for name in expect.get("applies", ()) if name in by_id],
        "applies_not": [name for name in expect.get("applies_not", ()) if name not in by_id],
        "needs": {
            which: {name: getattr(by_id[which], name) for name in wanted}
            for which, wanted in expect.get("needs", {}).items()
        },
        "counted": {title: by_key[title].counted for title in expect.get("counted", {})},
        "reasons": {
            title: sorted({reason.code for reason in by_key[title].reasons})
            for title in expect.get("reasons", {})
        },
    }
    wanted = dict(expect)
    if "doubts" in wanted:
        wanted["doubts"] = sorted(wanted["doubts"])
    if "reasons" in wanted:
        wanted["reasons"] = {title: sorted(codes) for title, codes in wanted["reasons"].items()}
    assert {name: got[name] for name in wanted} == wanted
