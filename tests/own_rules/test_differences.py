"""What differs between two versions, in plain words."""

from dataclasses import replace
from decimal import Decimal

from ceapp.boards import catalog
from ceapp.boards.names import names
from ceapp.own_rules.differences import differences
from ceapp.rules.requirement import Total

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
