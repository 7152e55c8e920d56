"""The contested sharing given to a general solver, built and solved goal after goal."""

from __future__ import annotations

from ceapp.rules.case import Case
from ceapp.rules.shares import Variant, question_of
from tests.rules.definition import Definition


def solve_with_highs(case: Case) -> tuple[float, ...]:
    """Build the program for HiGHS and reach the three first goals."""
    needs, limits, offers = question_of(case, Variant(overlap=False))
    answer: tuple[float, ...] = Definition(needs, limits, offers, overlap=False).answer()
    return answer
