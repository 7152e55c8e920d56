"""Two readings of one picture: what they read alike is sure, what differs is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ceapp.certificates.reading.twice import joined
from ceapp.certificates.reading.values import DraftCourse, Found

BOX = (0.1, 0.1, 0.2, 0.2)


def found(value):
    return Found(value, True, 0, BOX)


def course(day=None, hours=None, **rest):
    return DraftCourse(
        completed=found(date(2025, 3, day)) if day else None,
        hours=found(Decimal(hours)) if hours else None,
        flags=tuple(name for name, on in (("completed", day), ("hours", hours)) if not on),
        **rest,
    )


def yes(_name, _found):
    return True


def no(_name, _found):
    return False


def never(_name, _found):
    raise AssertionError("a third look is only taken where one reading has nothing")


def test_what_both_read_alike_is_sure():
    both = joined(course(12, 3), course(12, 3), never)
    assert (both.completed.sure, both.hours.sure, both.flags) == (True, True, ())


def test_a_date_that_they_read_differently_is_not_sure_and_flagged():
    both = joined(course(12, 3), course(17, 3), never)
    assert not both.completed.sure
    assert both.flags == ("completed",)


def test_hours_that_only_one_reads_must_be_confirmed():
    assert joined(course(12, 3), course(12), yes).hours.sure
    unsure = joined(course(12, 3), course(12), no)
    assert not unsure.hours.sure
    assert "hours" in unsure.flags


def test_a_single_reading_must_be_confirmed():
    assert joined(course(12, 3), None, yes).completed.sure
    assert not joined(course(12, 3), None, no).completed.sure


def test_a_name_that_they_read_differently_is_not_sure():
    one, other = course(12, 3, title=found("Grief")), course(12, 3, title=found("Relief at work"))
    assert not joined(one, other, never).title.sure


def test_a_number_of_an_approval_is_kept_only_where_it_is_certain():
    one = course(12, 3, approvals={"apa": found("1290")})
    other = course(12, 3, approvals={"apa": found(""), "aswb-ace": found("1290")})
    both = joined(one, other, never)
    assert {slug: part.value for slug, part in both.approvals.items()} == {
        "apa": "",
        "aswb-ace": "",
    }


def test_topics_of_unsure_hours_are_not_sure():
    one = course(12, 3, topics={"ethics": found(Decimal(3))})
    assert not joined(one, course(12, 5), never).topics["ethics"].sure
