"""What differs between two versions, in plain words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from ceapp.boards import catalog
from ceapp.boards.names import names
from ceapp.own_rules.differences import differences
from ceapp.rules.requirement import (
    Carryover,
    Conversion,
    Each,
    Every,
    Overlap,
    Repeats,
    Side,
    Total,
    Toward,
    Window,
)
from ceapp.rules.shorter import Months, Rounding, Shorter, Step
from ceapp.rules.vocabulary import Activity

OURS = catalog.load("us-ca-lcsw")


def changed(**changes):
    total, law, *others = OURS.requirements
    return replace(OURS, requirements=(total, replace(law, **changes), *others))


def test_the_same_rules_do_not_differ():
    assert differences(OURS, replace(OURS, id="own-1"), names()) == ()


def test_a_changed_rule_is_given_before_and_after():
    (found,) = differences(OURS, changed(hours=Decimal(8)), names())

    assert found.about == "Law and ethics"
    assert found.before.startswith("At least 6 hours on law and ethics.")
    assert found.now.startswith("At least 8 hours on law and ethics.")


def test_rules_added_and_removed_have_one_side_only():
    fewer = replace(OURS, requirements=OURS.requirements[:-1])
    (gone,) = differences(OURS, fewer, names())
    (added,) = differences(fewer, OURS, names())

    assert (gone.about, gone.now) == ("Providing clinical supervision", "")
    assert (added.before, added.now) == ("", gone.before)


def test_what_is_said_of_the_whole_is_compared_too():
    other = replace(OURS, board="Another board", total=Total.UNKNOWN, doubts=())
    about = [one.about for one in differences(OURS, other, names())]

    assert "Who licenses" in about
    assert "Total of hours" in about
    assert about.count("To check") == len(OURS.doubts)


STEPS = Shorter(steps=(Step(12, Decimal(3)),))
BY_MONTH = Shorter(per_month=Fraction(1, 4))
SOME_DAY = date(2027, 3, 31)
RULE_CHANGES = [
    {"unless": "supervisor"},
    {"applies_if": "supervisor"},
    {"replaces": "total"},
    {"each": Each.YEAR, "label": "Law and ethics in each year"},
    {"completion": True},
    {"single": True},
    {"share": Fraction(1, 6)},
    {"only_from": Decimal(2)},
    {"only_kinds": 3},
    {"without_approvals": frozenset({"apa"})},
    {"approvals": frozenset({"apa"})},
    {"periods_from": SOME_DAY},
    {"periods_until": SOME_DAY},
    {"courses_from": SOME_DAY},
    {"due_on": SOME_DAY},
    {"due_months": 6},
    {"every": Every(years=3)},
    {"shorter": STEPS},
    {"shorter": replace(STEPS, count=Months.STARTED)},
    {"shorter": replace(STEPS, any_period=True)},
    {"shorter": BY_MONTH},
    {"shorter": replace(BY_MONTH, rounding=Rounding.UP)},
    {"shorter": STEPS, "prorated": "Ask the board."},
]


def test_every_key_of_a_rule_that_is_changed_shows_and_no_two_alike():
    said = [differences(OURS, changed(**one), names()) for one in RULE_CHANGES]

    assert all(len(found) == 1 for found in said)
    assert len({found[0].now for found in said}) == len(RULE_CHANGES)


@pytest.mark.parametrize(
    ("changes", "heading"),
    [
        ({"window": Window(ends="12-31")}, "Days that count"),
        ({"window": Window(ends="12-31", side=Side.AFTER)}, "Days that count"),
        ({"window": Window(from_application=True)}, "Days that count"),
        ({"carryover": Carryover(Decimal(10), last_months=6)}, "Extra hours"),
        ({"carryover": Carryover(Decimal(10), toward=Toward.TOPICS)}, "Extra hours"),
        (
            {"conversions": (Conversion(frozenset({Activity.TEACHING}), Decimal(2)),)},
            "Hours that count more",
        ),
        ({"repeats": Repeats(1)}, "The same course again"),
        ({"topic_overlap": Overlap.FORBIDDEN}, "Two topics in one hour"),
        (
            {"overlaps": (frozenset(rule.id for rule in OURS.requirements if rule.topics),)},
            "Two topics in one hour",
        ),
    ],
)
def test_every_table_of_the_whole_that_is_changed_shows(changes, heading):
    assert [one.about for one in differences(OURS, replace(OURS, **changes), names())] == [heading]
