"""A rule that no key carries makes a standing unsure in its scope, and nowhere else."""

from datetime import date
from decimal import Decimal

import pytest

from ceapp.rules.requirement import Every, Renewals, Unevaluated
from ceapp.rules.shorter import Shorter, Step
from ceapp.rules.vocabulary import Activity, Format
from tests.rules.making import TODAY, course, credential, decide, doubts, limit, need

TEXT = "Ask the board."
NEW = date(2025, 6, 1)
EARLIER = date(2024, 5, 1)
ARTICLE = course(3, key="article", activity=Activity.PUBLICATION, format=None)
RECORDED = course(3, key="recorded", format=Format.SELF_PACED)
LIVE = course(3, key="live")


def rules(*requirements, **scope):
    for several in ("activities", "formats"):
        scope[several] = frozenset(scope.get(several, ()))
    articles = limit("articles", 9, activities=[Activity.PUBLICATION])
    return credential(
        need("total", 3), articles, *requirements, not_evaluated=(Unevaluated(TEXT, **scope),)
    )


@pytest.mark.parametrize(
    ("scope", "courses", "holding"),
    [
        ({}, [LIVE], {}),
        ({"applies_if": "supervisor"}, [LIVE], {"facts": ["supervisor"]}),
        ({"renewals": Renewals.FIRST}, [LIVE], {"issued": NEW}),
        ({"renewals": Renewals.LATER}, [LIVE], {}),
        ({"activities": [Activity.PUBLICATION]}, [ARTICLE], {}),
        ({"formats": [Format.SELF_PACED, Format.LIVE_ONLINE]}, [LIVE], {}),
        ({"formats": [Format.SELF_PACED], "activities": [Activity.COURSE]}, [RECORDED], {}),
        ({"requirement": "total"}, [LIVE], {}),
        ({"requirement": "articles"}, [LIVE], {}),
        ({"applies_if": "supervisor", "requirement": "total"}, [LIVE], {"facts": ["supervisor"]}),
    ],
)
def test_in_its_scope_it_makes_a_standing_unsure_and_says_why(scope, courses, holding):
    standing = decide(rules(**scope), *courses, **holding)
    assert standing.complete
    assert not standing.sure
    note = next(note for note in standing.notes if note.doubt == "unknown-rule")
    assert note.text == f"Not evaluated here, check it yourself: {TEXT}"
    assert note.requirement == scope.get("requirement")


@pytest.mark.parametrize(
    ("scope", "courses", "holding"),
    [
        ({"applies_if": "supervisor"}, [LIVE], {"facts": ["telehealth-provider"]}),
        ({"renewals": Renewals.FIRST}, [LIVE], {}),
        ({"renewals": Renewals.LATER}, [LIVE], {"issued": NEW}),
        ({"activities": [Activity.PUBLICATION]}, [LIVE], {}),
        ({"formats": [Format.SELF_PACED]}, [LIVE, ARTICLE], {}),
        # One course must be of both kinds; here two courses are of one kind each.
        (
            {"formats": [Format.SELF_PACED], "activities": [Activity.PUBLICATION]},
            [RECORDED, ARTICLE],
            {},
        ),
        ({"applies_if": "supervisor", "requirement": "total"}, [LIVE], {}),
    ],
)
def test_outside_its_scope_it_takes_nothing_from_the_standing(scope, courses, holding):
    standing = decide(rules(**scope), *courses, **holding)
    assert (standing.complete, standing.sure) == (True, True)
    assert standing.notes == ()


def test_hours_that_do_not_count_bring_no_rule_about_them():
    none_count = limit("recorded", 0, formats=[Format.SELF_PACED])
    scoped = rules(none_count, formats=[Format.SELF_PACED])
    assert decide(scoped, RECORDED, LIVE).sure
    early = course(3, on=EARLIER, format=Format.SELF_PACED)
    assert decide(rules(formats=[Format.SELF_PACED]), early, LIVE).sure
    planned = course(3, on=date(2026, 12, 1), format=Format.SELF_PACED)
    assert planned.completed > TODAY
    assert decide(rules(formats=[Format.SELF_PACED]), planned, LIVE).sure


def test_an_earlier_course_that_serves_a_need_brings_the_rule_about_its_kind():
    every_second = need("suicide", 2, "suicide", every=Every(renewals=2))
    early = course(2, "suicide", on=EARLIER, format=Format.SELF_PACED)
    scoped = rules(every_second, formats=[Format.SELF_PACED])
    assert doubts(decide(scoped, early, LIVE)) == {"unknown-rule"}


def test_a_rule_about_a_requirement_is_silent_where_it_is_not_due():
    once = need("culture", 2, "ethics", every=Every(once=True), renewals=Renewals.FIRST)
    scoped = rules(once, requirement="culture")
    assert not decide(scoped, LIVE, issued=NEW).sure
    assert decide(scoped, LIVE).sure
    assert decide(scoped, LIVE, issued=NEW, met=["culture"]).sure


def test_a_rule_about_a_requirement_is_silent_where_a_short_first_period_asks_nothing_of_it():
    none_under_a_year = Shorter(steps=(Step(12, Decimal(0)),))
    ethics = need("ethics", 2, "ethics", shorter=none_under_a_year)
    scoped = rules(ethics, requirement="ethics")
    assert not decide(scoped, LIVE, issued=date(2026, 3, 31)).sure
    assert decide(scoped, LIVE, issued=date(2026, 4, 2)).sure


def test_a_doubt_that_begins_with_not_evaluated_binds_everybody():
    said = credential(need("total", 3), doubts=("NOT EVALUATED: at least two.", "A fee."))
    assert [rule.rule for rule in said.all_not_evaluated] == ["At least two."]
    assert said.other_doubts == ("A fee.",)
    assert doubts(decide(said, LIVE)) == {"unknown-rule"}
