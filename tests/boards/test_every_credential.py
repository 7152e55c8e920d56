"""What must be true of every one of the 212 credentials, worked out from its own file.

The expectations are computed here from the requirements alone, by the definition of the fewest
further hours, and never by asking the sharing of hours.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ceapp.boards import catalog
from ceapp.rules.credit import Credit
from ceapp.rules.requirement import CycleEnd, Each, Renewals, Unevaluated
from ceapp.rules.standing import Holding, decide_standing
from ceapp.rules.vocabulary import Activity, Format

EXPIRES = date(2027, 6, 30)
TODAY = date(2027, 6, 1)
LONG_AGO = date(2001, 5, 5)
IDS = [item.id for item in catalog.listing()]
CHOICES = list(itertools.product(Activity, Format))


def holding(credential, *, first=False, **more):
    """A license that expires on EXPIRES: issued long ago, or just after its period began."""
    days = 10 if credential.cycle.ends is CycleEnd.ANNIVERSARY else 1
    started = date(EXPIRES.year - credential.cycle.months // 12, 6, 30) + timedelta(days=days)
    issued = started if first else LONG_AGO
    for several in ("facts", "met", "asked"):
        more[several] = frozenset(more.get(several, ()))
    return Holding(expires=EXPIRES, issued=issued, **more)


def decide(credential, courses=(), **held):
    return decide_standing(
        credential, catalog.topics(), holding(credential, **held), courses, TODAY
    )


def owed(requirements):
    """Give the fewest further hours of somebody with nothing logged, from the needs alone."""
    needs = {r.id: r for r in requirements if r.is_need}

    def alike(one, other):
        return bool(one.topics) is bool(other.topics) and one.in_total is other.in_total

    def root(need):
        whole = needs.get(need.part_of)
        return whole is None or not alike(need, whole)

    def family(need):
        parts = [n for n in needs.values() if n.part_of == need.id and alike(n, need)]
        return max(need.hours, sum((family(part) for part in parts), Decimal(0)))

    inside = [n for n in needs.values() if n.in_total]
    plain = max((n.hours for n in inside if not n.topics), default=Decimal(0))
    topics = sum((family(n) for n in inside if n.topics and root(n)), Decimal(0))
    outside = sum((family(n) for n in needs.values() if not n.in_total and root(n)), Decimal(0))
    return max(plain, topics) + outside


def day_that_counts(credential):
    """TODAY, or the last day of a CE period that ends before it."""
    return min(TODAY, decide(credential).period.end)


def applying(standing):
    return [item.requirement for item in standing.requirements]


def course(credential, hours, *, need=None, number=0, limits=(), on=None):
    """A course that serves `need` and, where any does, escapes every limit."""
    named = sorted(need.approvals if need and need.approvals else credential.accepted_approvals)
    if need and need.without_approvals:
        named = sorted(need.approvals)
    topic = min(need.topics) if need and need.topics else None
    if need and need.each is Each.TOPIC:
        topic = "clinical"
    day = on or day_that_counts(credential)
    made = [
        Credit(
            key=f"{need.id if need else 'any'} {number}",
            title="Course",
            provider=f"Provider {number} {need.id if need else ''}",
            completed=day,
            hours=Decimal(hours),
            topics={topic: Decimal(hours)} if topic else {},
            format=form,
            activity=activity,
            approvals=frozenset(approval),
        )
        for activity, form in CHOICES
        for approval in ([[name] for name in named] or [[]])
        if need is None
        or (
            (not need.activities or activity in need.activities)
            and (not need.formats or form in need.formats)
        )
    ]
    return next((c for c in made if not any(meets(c, limit) for limit in limits)), made[0])


def meets(credit, limit):
    return (
        (not limit.formats or credit.format in limit.formats)
        and (not limit.activities or credit.activity in limit.activities)
        and (not limit.approvals or limit.approvals & credit.approvals)
        and (not limit.topics or limit.topics & set(credit.topics))
        and not limit.without_approvals & credit.approvals
    )


def made_of_one(credit, credential):
    """The CE hours that one logged hour of a course makes."""
    rules = (rule for rule in credential.conversions if credit.activity in rule.activities)
    return next((rule.times for rule in rules), 1)


def worth_to(credential, credit, requirements):
    """The CE hours that a course makes, no more than a limit on each single course lets it."""
    single = [r.hours for r in requirements if r.each is Each.COURSE and meets(credit, r)]
    return min([credit.hours * made_of_one(credit, credential), *single])


def shortest_way(credential, **held):
    """Buy what each need lacks: parts before their wholes, totals late, on top of them last."""
    bought = []
    for number in range(12):
        standing = decide(credential, bought, **held)
        lacking = [item for item in standing.requirements if item.remaining]
        if not lacking:
            return bought
        lacking.sort(
            key=lambda item: (
                not item.requirement.in_total,
                not item.requirement.topics,
                item.requirement.part_of is None,
                item.requirement.asks_any_hour,
            )
        )
        limits = [r for r in applying(standing) if not r.is_need]
        first = lacking[0]
        bought.append(
            course(
                credential,
                first.remaining,
                need=first.requirement,
                number=number,
                limits=limits,
                on=min(first.window.end, TODAY),
            )
        )
    raise AssertionError("twelve courses did not complete it")


@pytest.mark.parametrize("first", [False, True], ids=["a later renewal", "the first renewal"])
@pytest.mark.parametrize("credential_id", IDS)
def test_with_nothing_logged_all_needs_are_owed(credential_id, first):
    credential = catalog.load(credential_id)
    standing = decide(credential, first=first)
    assert standing.first_renewal is first
    assert standing.remaining == owed(applying(standing))
    assert all(item.counted == 0 for item in standing.requirements)
    assert standing.complete == (standing.remaining == 0)


@pytest.mark.parametrize("credential_id", IDS)
def test_the_hours_that_remain_are_enough_and_one_fewer_is_not(credential_id):
    credential = catalog.load(credential_id)
    bought = shortest_way(credential)
    standing = decide(credential, bought)
    assert standing.complete
    assert sum(c.hours for c in bought) >= owed(applying(standing))
    if bought:
        last = bought[-1]
        short = [*bought[:-1], replace(last, hours=last.hours - 1, topics={})]
        if last.topics:
            topics = {k: h - 1 for k, h in last.topics.items() if h > 1}
            short[-1] = replace(short[-1], topics=topics)
        short = [c for c in short if c.hours > 0]
        assert not decide(credential, short).complete


@pytest.mark.parametrize("credential_id", IDS)
def test_no_more_than_each_limit_counts_and_the_reason_names_it(credential_id):
    credential = catalog.load(credential_id)
    for item in decide(credential).requirements:
        limit = item.requirement
        if limit.is_need:
            continue
        day = min(TODAY, item.window.end)
        over = course(credential, limit.hours + 5, need=limit, on=day)
        standing = decide(credential, [over])
        result = next(r for r in standing.requirements if r.requirement.id == limit.id)
        assert result.counted <= limit.hours
        assert result.earned == worth_to(credential, over, applying(standing))
        named = [
            r.id
            for reason in standing.courses[0].reasons
            if reason.code in {"over-limit", "activity-not-accepted"}
            for r in reason.requirements
        ]
        assert named, limit.id
        tight = {r.requirement.id for r in standing.requirements if r.counted == r.hours}
        assert set(named) <= tight


@pytest.mark.parametrize("first", [False, True], ids=["a later renewal", "the first renewal"])
@pytest.mark.parametrize("credential_id", IDS)
def test_a_one_time_need_is_owed_declared_met_or_a_question(credential_id, first):
    credential = catalog.load(credential_id)
    before = decide(credential, first=first)
    for need in applying(before):
        if not need.every.once:
            continue
        met = decide(credential, first=first, met=[need.id])
        asked = decide(credential, first=first, asked=[need.id])
        without = [r for r in applying(before) if r.id != need.id]
        assert before.remaining == owed([*without, need])
        assert met.remaining == asked.remaining == owed(without)
        assert not asked.sure
        assert [r.requirement.id for r in asked.requirements if r.asked] == [need.id]


@pytest.mark.parametrize("credential_id", IDS)
def test_a_circumstance_adds_and_takes_away_only_what_names_it(credential_id):
    credential = catalog.load(credential_id)
    plain = decide(credential)
    for fact in {slug for r in credential.requirements for slug in (r.applies_if, r.unless)}:
        standing = decide(credential, facts={fact} - {None})
        assert standing.remaining == owed(applying(standing))
        added = [r for r in applying(standing) if r not in applying(plain)]
        assert all(r.applies_if == fact for r in added)
        replaced = {r.replaces for r in added}
        gone = [r for r in applying(plain) if r not in applying(standing)]
        assert all(r.unless == fact or r.id in replaced for r in gone)
        if not gone:
            assert standing.remaining >= plain.remaining


@pytest.mark.parametrize("credential_id", IDS)
def test_nothing_is_simply_complete_that_rests_on_weak_or_unread_rules(credential_id):
    credential = catalog.load(credential_id)
    doubtful = (
        credential.confidence == "low"
        or credential.total != "stated"
        or any(rule == Unevaluated(rule.rule) for rule in credential.all_not_evaluated)
    )
    standing = decide(credential, shortest_way(credential))
    assert standing.complete
    assert not (doubtful and standing.sure)


@pytest.mark.parametrize("credential_id", IDS)
def test_each_rule_that_is_not_evaluated_is_said_in_its_scope_and_only_there(credential_id):
    credential = catalog.load(credential_id)
    for rule in credential.not_evaluated:
        about = next((r for r in credential.requirements if r.id == rule.requirement), rule)
        first = Renewals.FIRST in {rule.renewals, about.renewals}
        facts = {rule.applies_if, about.applies_if} - {None}
        logged = [_of_kind(rule, credential)] if rule.asks_for_courses else []
        assert rule.rule in said(decide(credential, logged, first=first, facts=facts), rule)
        if rule.applies_if:
            assert rule.rule not in said(decide(credential, logged, first=first), rule)
        if rule.asks_for_courses:
            assert rule.rule not in said(decide(credential, first=first, facts=facts), rule)
        if rule.over or rule.in_a_day:
            few = [replace(one, hours=one.hours - 1, topics={}) for one in logged if one.hours > 1]
            assert rule.rule not in said(decide(credential, few, first=first, facts=facts), rule)
        if rule.renewals is not Renewals.ALL:
            other = decide(credential, logged, first=not first, facts=facts)
            assert rule.rule not in said(other, rule)


def said(standing, rule):
    """The rules not evaluated that are said, at the requirement that `rule` is about."""
    notes = [n for n in standing.notes if n.doubt == "unknown-rule"]
    return " ".join(note.text for note in notes if note.requirement == rule.requirement)


def _of_kind(rule, credential):
    hours = max(rule.over or Decimal(0), rule.in_a_day or Decimal(0)) + 1
    return Credit(
        key="one",
        title="One",
        completed=day_that_counts(credential),
        hours=hours,
        topics=dict.fromkeys(rule.topics, hours),
        activity=min(rule.activities, default=Activity.COURSE),
        format=min(rule.formats, default=None),
        approvals=credential.accepted_approvals,
    )


def test_all_are_here():
    assert len(IDS) == 212
