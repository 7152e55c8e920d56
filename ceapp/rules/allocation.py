"""Sharing a person's hours among what a board asks, so that the fewest further hours remain.

The definition, the same for every license and period. Of each course c with h hours, x(c) of them
count. Every limit holds. A need takes y(c, n) hours of c, at most x(c) and at most the matching
ones. Where one hour may not serve two topic needs, the hours that a course gives to its topic
needs add up to x(c) at most, and those on one topic to the course's hours on it. Topic needs of
one group are an exception among themselves: what a course gives to the group, in all, on one topic
or on those of a limit, is the largest of what it gives to its members, each with its parts. Hours
for a need outside the total serve nothing else. A further hour, ideally chosen, serves the needs
without topics all together, one topic need or group (or every one, where overlap is allowed), or
one need outside the total; so what remains is the larger of the largest shortage without topics
and the sum of the topic shortages, of a group the largest (or of all the largest), plus the
shortages outside the total.

Minimized in this order: what remains, the sum of shortages, the hours that do not count. Ties go
to earlier courses, then to earlier requirements. Where nothing competes this is a plain sum; the
rest, and only the rest, is a linear program, solved exactly.
"""

from __future__ import annotations

from collections.abc import Sequence

from ceapp.rules.contest import Question
from ceapp.rules.contest_program import solve
from ceapp.rules.linear import TooLarge
from ceapp.rules.sharing import Need, Offer, Sharing

__all__ = ["Need", "Offer", "Sharing", "TooLarge", "share"]


def share(
    needs: Sequence[Need],
    limits: Sequence[int],
    offers: Sequence[Offer],
    *,
    overlap: bool,
    outside_first: bool = False,
) -> Sharing:
    """Share the hours of `offers`, which stand in order of date, in the best way.

    `overlap` says whether one hour may serve two topic needs. With `outside_first`, ties between
    needs go to those outside the total, and only then to earlier ones: as many hours remain, but
    a course on just such a topic is seen to serve it. A need may stand before or after its parts.
    A question that would take longer than about a second raises `TooLarge`; how much is too much
    is counted, not timed, so that the same question always gets the same answer.
    """
    question = Question(needs, limits, offers, overlap=overlap)
    if question.contested:
        return solve(question, outside_first=outside_first)
    return _plain_sum(question)


def _plain_sum(question: Question) -> Sharing:
    shortages = tuple(
        max(0, need.hours - had) for need, had in zip(question.needs, question.supply, strict=True)
    )
    counted = tuple(offer.hours if offer.inside else 0 for offer in question.offers)
    return Sharing(
        remaining=question.families.owed(shortages, overlap=question.overlap),
        shortages=shortages,
        counted=counted,
        given=question.gifts,
        remaining_if_overlap=question.families.owed(shortages, overlap=True),
    )
