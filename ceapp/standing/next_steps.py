"""What to do next, concretely, the nearest deadline first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from ceapp.rules.naming import within_a_sentence
from ceapp.rules.reasons import Code
from ceapp.rules.standing import Doubt, RequirementStanding, Standing
from ceapp.rules.vocabulary import Topics
from ceapp.standing.answers import (
    State,
    day_in_words,
    inside,
    listed,
    on_what,
    open_topics,
    overlap_clause,
    owed,
    spoken,
    state_of,
)
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.taking import how_to_take, look_for
from ceapp.web.filters import count, hours, long_date

MOST_STEPS = 6
MOST_OF_ONE = 4  # where there are several licenses, each has its turn


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, why, and where to do it (an endpoint with its values)."""

    title: str
    text: str
    link: str
    endpoint: str
    values: dict[str, int | str]


@dataclass(frozen=True, slots=True)
class _Gap:
    """A need of one license that hours on a topic would mend."""

    license: LicenseStanding
    standing: Standing
    need: RequirementStanding

    @property
    def accepted(self) -> frozenset[str]:
        """The approvals that count here: the need's own list goes before the board's."""
        return self.need.requirement.approvals or self.standing.credential.accepted_approvals


def next_steps(
    licenses: Sequence[LicenseStanding], topics: Topics, approvals: Mapping[str, str]
) -> tuple[Step, ...]:
    """Give the first few steps for licenses in the order of their deadlines.

    `approvals` gives each approving body as a sentence names it.
    """
    gaps = [
        _Gap(one, one.standing, need)
        for one in licenses
        if one.standing and state_of(one.standing) is not State.LAPSED
        for need in open_topics(one.standing)
    ]
    most = MOST_STEPS if len(licenses) == 1 else MOST_OF_ONE
    found: dict[str, Step] = {}
    for one in licenses:
        if one.standing is not None:
            for step in islice(_steps(one, one.standing, gaps, topics, approvals), most):
                found.setdefault(step.title, step)
    return tuple(found.values())[:MOST_STEPS]


def _steps(
    one: LicenseStanding,
    standing: Standing,
    gaps: list[_Gap],
    topics: Topics,
    approvals: Mapping[str, str],
) -> Iterator[Step]:
    if state_of(standing) is State.LAPSED:
        yield _renew(one, standing)
        return
    yield from _topic_steps(one, gaps, topics, approvals)
    yield from _rest(one, standing, approvals)
    yield from _questions(one, standing, topics)
    yield from _courses_to_check(one, standing)


def _renew(one: LicenseStanding, standing: Standing) -> Step:
    return Step(
        title=f"Say whether you renewed {one.name}",
        text=f"It was due on {long_date(standing.period.end)}. If you renewed, close the period: "
        "it is kept, and the next one begins. If you did not, ask your board before you practice.",
        link="I renewed",
        endpoint="renewals.new",
        values={"license_id": one.held.id},
    )


def _topic_steps(
    one: LicenseStanding, gaps: list[_Gap], topics: Topics, approvals: Mapping[str, str]
) -> Iterator[Step]:
    for gap in [gap for gap in gaps if gap.license is one]:
        if gap not in gaps:
            continue  # an earlier step closes it
        gaps.remove(gap)
        other, topic = _served_too(gap, gaps, topics)
        if other is None:
            yield _one_gap(gap, topics, approvals)
        else:
            gaps.remove(other)
            yield _two_gaps(gap, other, topics.labels[topic], topics, approvals)


def _served_too(gap: _Gap, gaps: list[_Gap], topics: Topics) -> tuple[_Gap | None, str]:
    """Find another license's gap that a course on one topic would close as well, and the topic."""
    for other in gaps:
        if other.license is gap.license:
            continue
        asked = sorted(gap.need.requirement.topics | other.need.requirement.topics)
        for topic in asked:
            if all(topics.within(topic, each.need.requirement.topics) for each in (gap, other)):
                return other, topic
    return None, ""


def _one_gap(gap: _Gap, topics: Topics, approvals: Mapping[str, str]) -> Step:
    on = on_what(gap.need.requirement, topics, "on" if gap.need.requirement.topics else "of")
    by = day_in_words(gap.need.due, gap.standing.as_of)
    figure = _figure(gap)
    return Step(
        title=f"Take {figure} {on}",
        text=f"{gap.license.name} asks for {_asked(gap)} by {by}, and "
        f"{_counted(gap.need.counted)}. {_first(gap)}"
        f"{how_to_take(gap.standing, gap.need.requirement)}"
        f"{look_for([gap.accepted], approvals)}".strip(),
        link="See what it asks",
        endpoint="standing.license_page",
        values={"license_id": gap.license.held.id, "_anchor": gap.need.requirement.id},
    )


def _two_gaps(
    gap: _Gap, other: _Gap, topic: str, topics: Topics, approvals: Mapping[str, str]
) -> Step:
    larger = max((gap, other), key=lambda each: each.need.remaining)
    parts = listed(
        [
            f"{owed(each.need).removesuffix(' hours').removesuffix(' hour')} "
            f"{on_what(each.need.requirement, topics)} "
            f"for {each.license.name}"
            for each in (gap, other)
        ]
    )
    how = "".join(
        f"For {each.license.name}: {inside(text)}"
        for each in (gap, other)
        if (text := how_to_take(each.standing, each.need.requirement))
    )
    return Step(
        title=f"Take {_figure(larger)} on {within_a_sentence(topic)}",
        text=f"One course closes two gaps: {parts}. {_first(gap) or _first(other)}"
        f"{how}{look_for([gap.accepted, other.accepted], approvals)}".strip(),
        link="See what they ask",
        endpoint="standing.license_page",
        values={"license_id": gap.license.held.id, "_anchor": gap.need.requirement.id},
    )


def _figure(gap: _Gap) -> str:
    figure = owed(gap.need)
    return f"up to {figure}" if overlap_clause(gap.standing) else figure


def _asked(gap: _Gap) -> str:
    return "it" if gap.need.requirement.completion else hours(gap.need.hours)


def _first(gap: _Gap) -> str:
    """Nobody should buy a course for a shortage that may not exist."""
    if not overlap_clause(gap.standing):
        return ""
    return "Ask your board first whether one hour may serve two topics: then less is due. "


def _counted(counted: Decimal) -> str:
    if counted == 0:
        return "nothing counts for it yet"
    return f"{hours(counted)} {'counts' if counted == 1 else 'count'} so far"


def _rest(one: LicenseStanding, standing: Standing, approvals: Mapping[str, str]) -> Iterator[Step]:
    named = sum((row.remaining for row in open_topics(standing)), Decimal(0))
    free = standing.remaining - named
    if free <= 0:
        return
    other = "other " if named else ""
    by = day_in_words(standing.period.end, standing.as_of)
    yield Step(
        title=f"Take {count(free, other + 'hour')} for {one.name}",
        text=f"On anything your board accepts, by {by}. {how_to_take(standing, None)}"
        f"{look_for([standing.credential.accepted_approvals], approvals)}".strip(),
        link="See all it asks",
        endpoint="standing.license_page",
        values={"license_id": one.held.id},
    )


def _questions(one: LicenseStanding, standing: Standing, topics: Topics) -> Iterator[Step]:
    for row in standing.requirements:
        if row.asked:
            yield Step(
                title=f"Say whether you did {spoken(row.requirement, topics)} before",
                text=f"{one.name} asks for {_once(row)} once. If you did it for an "
                "earlier renewal, answer yes and it is settled; if not, we count it as due.",
                link="Answer the question",
                endpoint="licenses.edit",
                values={"license_id": one.held.id},
            )


def _once(row: RequirementStanding) -> str:
    return "one course" if row.requirement.completion else count(row.hours, "hour")


_APPROVAL = (
    "{license} counts it for now, but the record names no approval from your board’s list. "
    "The certificate usually does."
)
_ACTIVITY = (
    "The rules we could read for {license} do not say whether this kind of activity counts. "
    "Until your board says so, do not rely on it."
)
_COURSE_CHECKS = {
    Code.APPROVAL_UNCONFIRMED: ("Check who approved “{course}”", _APPROVAL, "Add the approval"),
    Code.ACTIVITY_UNCONFIRMED: ("Ask your board about “{course}”", _ACTIVITY, "See why"),
}


def _courses_to_check(one: LicenseStanding, standing: Standing) -> Iterator[Step]:
    for course in standing.courses:
        for reason in course.reasons:
            if reason.code not in _COURSE_CHECKS or reason.hours <= 0:
                continue
            title, text, link = _COURSE_CHECKS[reason.code]
            words = {"course": course.credit.title, "license": one.name}
            approval = reason.code is Code.APPROVAL_UNCONFIRMED
            yield Step(
                title=title.format(**words),
                text=text.format(**words),
                link=link,
                endpoint="courses.edit" if approval else "standing.license_page",
                values={"course_id": int(course.credit.key)}
                if approval
                else {"license_id": one.held.id, "_anchor": f"course-{course.credit.key}"},
            )
    if any(note.doubt is Doubt.DUPLICATE for note in standing.notes):
        yield Step(
            title="Look at two courses that seem alike",
            text="Same provider, date and hours. If one was logged twice, delete it; "
            "if they are two courses, leave them.",
            link="See your courses",
            endpoint="courses.index",
            values={},
        )
