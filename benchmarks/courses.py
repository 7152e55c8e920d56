"""Courses and rules to measure with: twelve requirements, made the same at every run."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from ceapp.boards import catalog
from ceapp.rules.credit import Credit
from ceapp.rules.requirement import Citation, Credential, Kind, Overlap, Requirement
from ceapp.rules.vocabulary import Activity, Format

START = date(2025, 4, 1)
EXPIRES = date(2027, 3, 31)
TODAY = date(2027, 3, 1)
TOPICS = ("boundaries", "ethics", "telehealth", "suicide-prevention", "practice-management")
LIVE = frozenset({Format.IN_PERSON, Format.LIVE_ONLINE})


def courses(number: int, *, topics: int) -> tuple[Credit, ...]:
    """Make courses inside the period; `topics` is the most topics of one course."""
    rng = random.Random(7)
    made = []
    for key in range(number):
        hours = Decimal(rng.choice(["1", "1.5", "2", "3", "4", "6"]))
        names = rng.sample(TOPICS, rng.randint(1, topics))
        made.append(
            Credit(
                key=str(key),
                title=f"Course {key}",
                provider=f"Provider {key}",
                completed=START + timedelta(days=rng.randrange(690)),
                hours=hours,
                topics={name: hours if rng.random() < 0.5 else hours / 2 for name in names},
                format=rng.choice(list(Format)),
                activity=Activity.COURSE,
                approvals=frozenset({"apa"}),
            )
        )
    return tuple(made)


def rules(*, contested: bool, number: int = 60) -> Credential:
    """Make a credential of twelve requirements that `number` courses come near to meeting."""
    scale = Decimal(number) / 60
    base = replace(
        catalog.load("us-ca-lcsw"),
        topic_overlap=Overlap.UNSTATED if contested else Overlap.ALLOWED,
        doubts=(),
    )
    needs = [
        _need("total", 60 * scale),
        _need("law", 20 * scale, topics={"law-and-ethics"}),
        _need("telehealth", 20 * scale, topics={"telehealth"}),
        _need("suicide", 20 * scale, topics={"suicide-prevention"}),
        _need("live", 30 * scale, formats=LIVE),
        _need("in-person", 12 * scale, formats={Format.IN_PERSON}),
        _need("apa", 10 * scale, approvals={"apa"}),
    ]
    if contested:
        rest = [
            _need("boundaries", 9 * scale, topics={"boundaries"}, part_of="law"),
            _need("either", 3 * scale, topics={"ethics", "telehealth"}),
            _limit("self-paced", 15 * scale, formats={Format.SELF_PACED}),
            _limit("business", 6 * scale, topics={"practice-management"}),
            _limit("telehealth-most", 30 * scale, topics={"telehealth"}),
        ]
    else:
        rest = [_need(f"live-{n}", 5 * scale, formats=LIVE) for n in range(5)]
    return replace(base, requirements=tuple(needs + rest))


def _need(name: str, hours: Decimal | int, **more: object) -> Requirement:
    return _requirement(name, Kind.NEED, hours, more)


def _limit(name: str, hours: Decimal | int, **more: object) -> Requirement:
    return _requirement(name, Kind.LIMIT, hours, more)


def _requirement(
    name: str, kind: Kind, hours: Decimal | int, more: dict[str, object]
) -> Requirement:
    lists = {
        key: frozenset(value) if isinstance(value, set) else value for key, value in more.items()
    }
    return Requirement(
        id=name,
        kind=kind,
        hours=Decimal(hours).quantize(Decimal("0.5")),
        citation=Citation("Rule"),
        **lists,  # type: ignore[arg-type]
    )
