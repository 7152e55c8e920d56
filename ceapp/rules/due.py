"""What is due at one renewal: which requirements bind it, and for how many hours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from ceapp.rules.eligibility import applies, applies_at_another_date
from ceapp.rules.naming import date_text
from ceapp.rules.occasion import Occasion
from ceapp.rules.period import ONE_DAY, Period, months_before
from ceapp.rules.requirement import Credential, Each, Requirement
from ceapp.rules.shorter import Months, Rounding, months_between, rounded

_NOTHING = Decimal(0)


class Due:
    """The requirements that bind an occasion, with the hours that hold in its period."""

    def __init__(self, credential: Credential, occasion: Occasion) -> None:
        self.credential, self.occasion = credential, occasion

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """The requirements in the file's order; one for each year stands once for each year."""
        return tuple(part for rule in self._resized if _asks(rule) for part in self._by_year(rule))

    @cached_property
    def windows(self) -> dict[str, Period]:
        """The days of those that hold for one year of the period only, by id."""
        found: dict[str, Period] = {}
        for rule in self._resized:
            if rule.each is Each.YEAR:
                found.update({_of_year(rule, year).id: year for year in self._years})
        return found

    def deadline(self, requirement: Requirement) -> date:
        """Give the day by which a requirement is due: its own, or the last day that counts."""
        now, months = self.occasion, requirement.due_months
        if requirement.due_on is not None:
            return requirement.due_on
        if months is not None and now.issued is not None and now.first_renewal:
            return months_before(now.issued, -months)
        return now.period.end

    @cached_property
    def usual(self) -> Mapping[str, Requirement]:
        """Those whose hours differ in this period, as they stand in the rule file, by id."""
        pairs = zip(self.binding, self._resized, strict=True)
        return {rule.id: rule for rule, now in pairs if now.hours != rule.hours}

    @cached_property
    def not_asked(self) -> tuple[Requirement, ...]:
        """Needs that ask for nothing in a period as short as this one, as they usually stand."""
        return tuple(self.usual[rule.id] for rule in self._resized if not _asks(rule))

    @cached_property
    def partial_year(self) -> Period | None:
        """The first days of the period, where they are less than a year of their own."""
        first = next(iter(self._years), None)
        whole = first is None or months_between(first.start, first.end, Months.WHOLE) >= 12
        return None if whole else first

    @cached_property
    def total_of_another_time(self) -> bool:
        """Whether the rules hold a total, but only for licenses that expire at other dates."""
        totals = [r for r in self.credential.requirements if r.is_need and r.asks_any_hour]
        return not any(r in self.binding for r in totals) and any(
            applies_at_another_date(rule, self.occasion) for rule in totals
        )

    @cached_property
    def binding(self) -> list[Requirement]:
        """The requirements that bind this renewal, as they stand in the rule file."""
        found = [r for r in self.credential.requirements if applies(r, self.occasion)]
        replaced = {rule.replaces for rule in found if rule.replaces}
        return [rule for rule in found if rule.id not in replaced] if replaced else found

    @cached_property
    def _resized(self) -> list[Requirement]:
        sized = [self._in_this_period(rule) for rule in self.binding]
        if all(rule.share is None for rule in sized):
            return sized
        totals = [r.hours for r in sized if r.is_need and r.in_total and r.asks_any_hour]
        total = max(totals, default=None)
        return [_as_share(rule, total) for rule in sized]

    def _in_this_period(self, rule: Requirement) -> Requirement:
        now, shorter = self.occasion, rule.shorter
        if shorter is None or not (now.first_renewal or shorter.any_period):
            return rule
        hours = shorter.hours_from(now.period.start, now.expires, rule.hours)
        return rule if hours == rule.hours else replace(rule, hours=hours)

    @cached_property
    def _years(self) -> list[Period]:
        """The years of the period, counted back from its end; the first may be a part of one.

        A license that expires on the anniversary of its issue has a first period of a day more than
        whole years; that day belongs to the first of them.
        """
        period, found = self.occasion.period, []
        end = period.end
        while end >= period.start:
            start = max(period.start, months_before(end, 12) + ONE_DAY)
            if start - ONE_DAY == period.start:
                start = period.start
            found.append(Period(start, end))
            end = start - ONE_DAY
        return found[::-1]

    def _by_year(self, rule: Requirement) -> Iterator[Requirement]:
        """Give a requirement once for each year it holds for; a part of a year asks nothing."""
        if rule.each is not Each.YEAR:
            yield rule
            return
        for year in self._years:
            if not (rule.is_need and year == self.partial_year):
                yield _of_year(rule, year)


def _asks(rule: Requirement) -> bool:
    return rule.hours > 0 or not rule.is_need


def _as_share(rule: Requirement, total: Decimal | None) -> Requirement:
    """Give a requirement its part of the total, where there is one: never less than is due."""
    if rule.share is None or total is None:
        return rule
    hours = rounded(rule.share * int(total * 100), Rounding.UP if rule.is_need else Rounding.DOWN)
    return replace(rule, hours=hours / 100)


def _of_year(rule: Requirement, year: Period) -> Requirement:
    label = f"{rule.label}, " if rule.label else ""
    return replace(
        rule,
        id=f"{rule.id}-{year.end.year}",
        label=f"{label}year to {date_text(year.end)}",
    )
