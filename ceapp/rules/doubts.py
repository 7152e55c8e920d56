"""What a standing hangs on: which doubts could change it, and a sentence for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ceapp.rules import reasons
from ceapp.rules.case import Case
from ceapp.rules.credit import Credit
from ceapp.rules.doubt import Doubt, Note
from ceapp.rules.naming import hours_text, requirement_name
from ceapp.rules.shares import Share, Variant, remaining_in
from ceapp.rules.vocabulary import LABELS


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The courses whose hours may turn out not to count, by the reason for it."""

    approval: tuple[Credit, ...]
    activity: tuple[Credit, ...]
    earlier: tuple[Credit, ...]
    duplicate: tuple[Credit, ...]

    def of(self, kind: Doubt) -> tuple[Credit, ...]:
        """Give the courses of one kind of doubt."""
        by_kind = {
            Doubt.APPROVAL: self.approval,
            Doubt.ACTIVITY: self.activity,
            Doubt.EARLIER: self.earlier,
            Doubt.DUPLICATE: self.duplicate,
        }
        return by_kind[kind]

    def variant(self, base: Variant, *kinds: Doubt) -> Variant:
        """Give `base` as it would be if these doubts turned out badly."""
        earlier = {c.key for c in self.earlier} if Doubt.EARLIER in kinds else set()
        without = {c.key for kind in kinds if kind is not Doubt.EARLIER for c in self.of(kind)}
        not_earlier = base.not_earlier | earlier
        return replace(base, without=frozenset(without), not_earlier=not_earlier)


_OF_COURSES = (Doubt.APPROVAL, Doubt.ACTIVITY, Doubt.EARLIER, Doubt.DUPLICATE)


def doubtful_courses(case: Case) -> Doubtful:
    """Find the usable courses that count only provisionally.

    Hours that were carried over are not: the board renewed the license on their period.
    """
    once = {need.id for need in case.needs if need.every.once}
    bearing = [item.credit for item in case.bearings if not item.carried]
    return Doubtful(
        approval=tuple(c for c in bearing if case.approval_unconfirmed(c)),
        activity=tuple(c for c in bearing if case.activity_unconfirmed(c)),
        earlier=tuple(
            item.credit
            for item in case.bearings
            if not item.inside
            and not once.isdisjoint(item.fit.serves)
            and case.answer(Doubt.EARLIER, item.credit.key) is None
        ),
        duplicate=tuple(
            c for c in _repeats(bearing) if case.answer(Doubt.DUPLICATE, c.key) is not True
        ),
    )


def _repeats(courses: Iterable[Credit]) -> Iterator[Credit]:
    """Give the courses that look like an earlier entry: same provider, date and hours."""
    seen = set()
    for credit in courses:
        alike = (credit.provider.strip().casefold(), credit.completed, credit.hours)
        if alike in seen:
            yield credit
        seen.add(alike)


def notes_on_courses(case: Case, base: Variant, main: Share) -> tuple[Note, ...]:
    """Give a note for each doubt about courses that could change what remains."""
    doubtful = doubtful_courses(case)
    if not any(doubtful.of(kind) for kind in _OF_COURSES):
        return ()
    if remaining_in(case, doubtful.variant(base, *_OF_COURSES)) == main.remaining:
        return ()
    alone = [
        kind
        for kind in _OF_COURSES
        if doubtful.of(kind) and remaining_in(case, doubtful.variant(base, kind)) != main.remaining
    ]
    # Where no doubt alone changes anything but all of them together do, all are to be settled.
    kinds = alone or [kind for kind in _OF_COURSES if doubtful.of(kind)]
    return tuple(
        Note(
            _sentence(kind, doubtful.of(kind)),
            kind,
            courses=tuple(credit.key for credit in doubtful.of(kind)),
        )
        for kind in kinds
    )


def _sentence(kind: Doubt, courses: tuple[Credit, ...]) -> str:
    shown = [f"“{credit.title}”" for credit in courses[:3]]
    more = len(courses) - len(shown)
    titles = reasons.joined([*shown, *([f"{more} more"] if more else [])])
    if kind is Doubt.APPROVAL:
        return (
            f"This counts {titles} without an approval from this board's list. "
            "Look for it on the certificate, or ask the board."
        )
    if kind is Doubt.ACTIVITY:
        kinds = reasons.joined(sorted({f"“{LABELS[one.activity].lower()}”" for one in courses}))
        return (
            f"This counts {titles}. The rules we could read do not mention {kinds}: "
            "ask the board whether it accepts these hours."
        )
    if kind is Doubt.EARLIER:
        return (
            f"This lets {titles}, finished before this period, meet a one-time requirement. "
            "If your board has accepted that, say so among the license's answers."
        )
    return (
        f"{titles} may be logged twice: another course has the same provider, date and hours. "
        "Delete one if they are the same."
    )


def note_on_overlap(main: Share, if_overlap: Decimal | None) -> Iterator[Note]:
    """Say what one hour for two topics would change, where the board does not say."""
    if if_overlap is None or if_overlap == main.remaining:
        return
    best = hours_text(if_overlap) if if_overlap else "none"
    yield Note(
        f"{hours_text(main.remaining)} to go if no hour may serve two topics, {best} if one may. "
        "The rules, as far as we could read them, do not say.",
        Doubt.OVERLAP,
    )


def notes_on_questions(case: Case, asked: frozenset[str]) -> Iterator[Note]:
    """Ask about each one-time need that the person is not sure of and no course meets."""
    for need in case.needs:
        if need.id in asked:
            name = requirement_name(need, case.topics)
            yield Note(
                f"Have you already done “{name}” ({hours_text(need.hours)}, once)? "
                "You said that you are not sure.",
                Doubt.ASKED,
                need.id,
            )
