"""What a license's row says to the rules."""

from datetime import date

from ceapp.licenses.holding import as_holding
from tests import factories


def test_a_license_is_handed_to_the_rules_with_its_dates_and_circumstances(person):
    row = factories.license(user=person, facts=["supervisor"])
    row.starts = date(2025, 6, 1)
    holding = as_holding(row)
    assert holding.expires == date(2027, 3, 31)
    assert holding.issued == date(2019, 5, 20)
    assert holding.starts == date(2025, 6, 1)
    assert holding.facts == {"supervisor"}


def test_yes_is_met_and_not_sure_is_asked_and_no_is_neither(person):
    row = factories.license(
        user=person, answers={"telehealth": "yes", "suicide": "unsure", "hiv-aids": "no"}
    )
    holding = as_holding(row)
    assert holding.met == {"telehealth"}
    assert holding.asked == {"suicide"}
