"""What changed rules do to each license that goes by them: its answer before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ceapp.own_rules.what_it_does import Effect
from ceapp.rules.vocabulary import Topics
from ceapp.standing.answers import breakdown, headline
from ceapp.standing.assemble import LicenseStanding


def rule_effects(
    before: Sequence[LicenseStanding],
    after: Sequence[LicenseStanding],
    topics: Topics,
    link: Callable[[int], str],
) -> list[Effect]:
    """Give the effect on each license; one without a standing before says so."""
    earlier = {one.held.id: one for one in before}
    return [
        Effect(
            license=one.name,
            url=link(one.held.id),
            before=_said(earlier[one.held.id]),
            after=_said(one),
            details=breakdown(one.standing, topics) if one.standing else "",
        )
        for one in after
    ]


def _said(one: LicenseStanding) -> str:
    return headline(one.name, one.standing) if one.standing else one.held.trouble
