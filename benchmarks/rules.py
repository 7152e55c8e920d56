"""Deciding a standing: against a plain sum and a general solver, and how it grows with the log."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from benchmarks.courses import EXPIRES, TODAY, courses, rules
from benchmarks.general_solver import solve_with_highs
from benchmarks.measure import Work, in_turns, show
from ceapp.boards import catalog
from ceapp.rules.case import Case
from ceapp.rules.credit import Credit
from ceapp.rules.requirement import Credential
from ceapp.rules.shares import Variant, share_case
from ceapp.rules.standing import Holding, Standing, decide_standing

HELD = Holding(expires=EXPIRES)


def plain_sum(credential: Credential, logged: tuple[Credit, ...]) -> list[Decimal]:
    """Add up, for each requirement, the hours that match: no limits, no reasons, no doubt."""
    sums = []
    for requirement in credential.requirements:
        hours = Decimal(0)
        for credit in logged:
            if requirement.formats and credit.format not in requirement.formats:
                continue
            if requirement.approvals and not requirement.approvals & credit.approvals:
                continue
            if requirement.topics:
                hours += sum(
                    (h for k, h in credit.topics.items() if k in requirement.topics), Decimal(0)
                )
            else:
                hours += credit.hours
        sums.append(hours)
    return sums


def sentences(standing: Standing) -> list[str]:
    """Read every reason's sentence, which is made only then."""
    return [reason.text for course in standing.courses for reason in course.reasons]


def run() -> None:
    """Print the timings of evaluation."""
    topics = catalog.topics()
    plain, contested = rules(contested=False), rules(contested=True)
    simple, mixed = courses(60, topics=1), courses(60, topics=3)

    def case() -> Case:
        return Case(contested, topics, HELD, mixed, TODAY)

    laid_out = case()
    share_case(laid_out, Variant(overlap=False))
    show(
        "60 courses x 12 requirements",
        in_turns(
            {
                "plain sum": lambda: plain_sum(plain, simple),
                "uncontested, with reasons": lambda: decide_standing(
                    plain, topics, HELD, simple, TODAY
                ),
                "the same, every sentence read": lambda: sentences(
                    decide_standing(plain, topics, HELD, simple, TODAY)
                ),
                "contested, with reasons and both overlaps": lambda: decide_standing(
                    contested, topics, HELD, mixed, TODAY
                ),
                "contested, one sharing only": lambda: share_case(laid_out, Variant(overlap=False)),
                "the same by a general solver (HiGHS)": lambda: solve_with_highs(laid_out),
            },
            rounds=15,
        ),
    )
    _growth("Growth, uncontested", [10, 100, 1000, 10_000], contested=False)
    _growth("Growth, contested", [10, 100, 1000, 10_000], contested=True)


def _growth(title: str, sizes: list[int], *, contested: bool) -> None:
    topics = catalog.topics()
    works: dict[str, Work] = {}
    for size in sizes:
        credential = rules(contested=contested, number=size)
        logged = courses(size, topics=3 if contested else 1)
        works[f"{size} courses"] = partial(decide_standing, credential, topics, HELD, logged, TODAY)
    show(title, in_turns(works, rounds=5))
