"""From licenses and courses to standings."""

from datetime import date
from decimal import Decimal

from ceapp.rules.standing import Holding
from ceapp.standing.assemble import Held, assemble
from tests.rules.making import EXPIRES, TODAY, TOPICS, course, credential, need

TOTAL = need("total", 36)


def held(*rules, number=1, expires=EXPIRES, **holding):
    issued = holding.pop("issued", date(2009, 5, 20))
    for several in ("met", "facts"):
        holding[several] = frozenset(holding.get(several, ()))
    return Held(
        id=number,
        credential_id="us-zz-test",
        holding=Holding(expires, issued=issued, **holding),
        credential=credential(*rules) if rules else None,
    )


def test_licenses_come_by_their_deadline():
    later = held(TOTAL, number=1, expires=date(2028, 6, 30))
    sooner = held(TOTAL, number=2)
    found = assemble([later, sooner], [], TOPICS, today=TODAY)
    assert [one.held.id for one in found] == [2, 1]


def test_a_license_without_rules_stands_beside_the_others():
    found = assemble([held(), held(TOTAL, number=2)], [course(3)], TOPICS, today=TODAY)
    assert [one.standing is None for one in found] == [True, False]
    assert found[0].name == "us-zz-test"
    assert found[1].standing.remaining == Decimal(33)
