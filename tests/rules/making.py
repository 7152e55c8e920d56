"""Making rules and courses for tests of the heart: keyword-only, small, without a board's file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ceapp.rules.credit import Credit
from ceapp.rules.requirement import (
    EACH_RENEWAL,
    Citation,
    Confidence,
    Credential,
    Cycle,
    CycleEnd,
    Kind,
    Overlap,
    Requirement,
)
from ceapp.rules.standing import Holding, decide_standing
from ceapp.rules.vocabulary import Activity, Format, Profession, Topics

TOPICS = Topics(
    labels={
        "boundaries": "Boundaries",
        "ethics": "Ethics",
        "law-and-ethics": "Law and ethics",
        "telehealth": "Telehealth",
        "suicide": "Suicide prevention",
        "business": "Business",
    },
    broader={"boundaries": ("ethics",), "ethics": ("law-and-ethics",)},
)
EXPIRES = date(2027, 3, 31)
TODAY = date(2026, 11, 22)


def need(id, hours, *topics, every=EACH_RENEWAL, **more):  # noqa: A002 - the rule's own word
    return _requirement(id, Kind.NEED, hours, topics, every=every, **more)


def limit(id, hours, *topics, **more):  # noqa: A002 - the rule's own word
    return _requirement(id, Kind.LIMIT, hours, topics, **more)


def _requirement(name, kind, hours, topics, **more):
    for several in ("formats", "activities", "approvals"):
        more[several] = frozenset(more.get(several, ()))
    return Requirement(
        id=name,
        kind=kind,
        hours=Decimal(str(hours)),
        topics=frozenset(topics),
        citation=Citation("Rule 1"),
        **more,
    )


def credential(*requirements, overlap=Overlap.FORBIDDEN, months=24, **more):
    more["accepted_approvals"] = frozenset(more.get("accepted_approvals", ()))
    return Credential(
        id="us-zz-test",
        title="Licensed Tester",
        profession=Profession.COUNSELING,
        jurisdiction="us-zz",
        jurisdiction_name="Zeeland",
        board="Board of Tests",
        cycle=Cycle(months, more.pop("ends", CycleEnd.INDIVIDUAL)),
        requirements=requirements,
        sources=(),
        confidence=more.pop("confidence", Confidence.HIGH),
        reviewed=date(2026, 11, 22),
        topic_overlap=overlap,
        **more,
    )


def course(hours, topics=None, *, on=date(2026, 5, 1), key=None, **more):
    """A course of `hours`; `topics` maps a topic to its hours, or names one for all of them."""
    whole = Decimal(str(hours))
    if isinstance(topics, str):
        topics = {topics: whole}
    key = key or f"{hours} hours on {on}, {topics}"
    return Credit(
        key=key,
        title=more.pop("title", key),
        provider=more.pop("provider", key),
        completed=on,
        hours=whole,
        topics={slug: Decimal(str(amount)) for slug, amount in (topics or {}).items()},
        format=more.pop("format", Format.LIVE_ONLINE),
        activity=more.pop("activity", Activity.COURSE),
        approvals=frozenset(more.pop("approvals", ())),
        **more,
    )


def decide(rules, *courses, as_of=TODAY, **holding):
    held = {"expires": EXPIRES, "issued": date(2019, 5, 20), **holding}
    for several in ("facts", "met", "asked"):
        held[several] = frozenset(held.get(several, ()))
    return decide_standing(rules, TOPICS, Holding(**held), courses, as_of)


def of(standing, requirement_id):
    """Give one requirement's part of a standing."""
    return next(r for r in standing.requirements if r.requirement.id == requirement_id)


def codes(standing, which=0):
    """Give the codes of one course's reasons, in order."""
    return [str(reason.code) for reason in standing.courses[which].reasons]


def doubts(standing):
    """Give the doubts that a standing hangs on."""
    return {str(note.doubt) for note in standing.notes if note.doubt}
