"""Which courses a standing rests on, and which of them have a certificate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ceapp.boards import catalog
from ceapp.rules.credit import Credit
from ceapp.rules.standing import Holding, decide_standing
from ceapp.standing.audit import MOST_NAMED, audit_of, course_ids_behind


def standing(*credits_):
    held = Holding(expires=date(2027, 3, 31), issued=date(2019, 5, 20))
    known = catalog.load("us-ca-lcsw"), catalog.topics()
    return decide_standing(*known, held, credits_, date(2026, 11, 22))


def credit(key, completed=date(2026, 3, 14), **more):
    return Credit(str(key), f"Course {key}", completed, Decimal(1), **more)


def test_courses_that_count_or_serve_a_need_are_behind_it():
    suicide = {"suicide-prevention": Decimal(1)}
    found = standing(
        credit(1),
        credit(2, date(2020, 1, 1)),
        credit(3, date(2021, 1, 1), topics=suicide),
        credit(4, date(2027, 1, 1)),
    )
    assert course_ids_behind(found) == (3, 1)


def test_those_without_a_certificate_are_named_and_the_rest_counted():
    found = audit_of(standing(*(credit(n) for n in range(1, 12))), {1, 2})
    assert (found.courses, found.on_file) == (11, 2)
    assert [one.title for one in found.missing[:2]] == ["Course 3", "Course 4"]
    assert (len(found.missing), found.more_missing) == (MOST_NAMED, 11 - 2 - MOST_NAMED)
