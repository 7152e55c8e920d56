"""What a standing says of the rules themselves: only what may matter to this person."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ceapp.rules.requirement import Each
from ceapp.rules.shorter import Shorter, Step
from tests.rules.making import credential, decide, need


@pytest.mark.parametrize(
    ("issued", "sure"),
    [
        pytest.param(date(2026, 4, 1), True, id="a whole year"),
        pytest.param(date(2026, 2, 1), False, id="a year and two months"),
        pytest.param(date(2026, 4, 2), True, id="a day less, and nothing is due"),
    ],
)
def test_a_part_of_a_year_is_a_question_only_where_its_need_is_due(issued, sure):
    none_under_a_year = Shorter(steps=(Step(12, Decimal(0)),))
    yearly = replace(need("yearly", 3, each=Each.YEAR, label="Yearly"), shorter=none_under_a_year)
    total = replace(need("total", 6), shorter=none_under_a_year)

    assert decide(credential(total, yearly), issued=issued).sure is sure
