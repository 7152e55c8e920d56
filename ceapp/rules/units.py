"""Hours in whole units, so that sharing them needs no decimals: each figure is written once."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ceapp.rules.linear import Number


class Units:
    """The smallest unit in which every one of some amounts is whole.

    `of` gives hours in units and `hours` units as hours again, each by looking it up.
    """

    def __init__(self, amounts: Iterable[Decimal]) -> None:
        places = max(map(_places_of, set(amounts)), default=0)
        self.of: dict[Decimal, int] = _InUnits(places)
        self.hours: dict[Number, Decimal] = _InHours(places)


class _InUnits(dict[Decimal, int]):
    def __init__(self, places: int) -> None:
        self.places = places

    def __missing__(self, hours: Decimal) -> int:
        units = self[hours] = int(hours.scaleb(self.places))
        return units


class _InHours(dict[Number, Decimal]):
    def __init__(self, places: int) -> None:
        self.places = places

    def __missing__(self, units: Number) -> Decimal:
        if isinstance(units, int):
            hours = Decimal(units).scaleb(-self.places)
        else:
            hours = Decimal(units.numerator) / units.denominator * self[1]
        self[units] = hours
        return hours


def _places_of(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
