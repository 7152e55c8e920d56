"""The figures behind the rings and bars."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ceapp.web.pictures import bar_picture, limit_picture, ring_picture

D = Decimal


def test_a_ring_is_as_long_as_the_hours_needed_and_solid_where_counted():
    ring = ring_picture(D("26.50"), D(36), D("9.50"))
    assert (ring.length, ring.done, ring.back) == ("36", "26.5", "26.61")
    assert (ring.tick, ring.gap, ring.offset) == ("0.78", "0.22", "-0.11")
    assert (ring.figure, ring.unit) == ("9.5", "hours to go")
    assert ring.label == "26.5 of 36 hours counted, 9.5 to go"


def test_a_ring_grows_where_topics_ask_for_more_than_the_total():
    ring = ring_picture(D(36), D(36), D(2))
    assert (ring.length, ring.done, ring.left) == ("38", "36", True)


def test_a_finished_ring_has_no_ticks():
    ring = ring_picture(D(36), D(36), D(0))
    assert (ring.left, ring.done, ring.figure) == (False, "36", "0")


def test_an_empty_ring_has_only_ticks():
    ring = ring_picture(D(0), D(36), D(36))
    assert (ring.left, ring.done) == (True, "")


def test_above_sixty_hours_a_tick_is_two():
    assert ring_picture(D(0), D(60), D(60)).tick == "0.78"
    assert ring_picture(D(0), D(80), D(80)).tick == "1.56"


def test_a_ring_without_a_known_total_does_not_claim_one():
    ring = ring_picture(D(12), D(0), D(0))
    assert ring.label == "12 hours counted, 0 to go"
    assert ring.length == "12"


@pytest.mark.parametrize(
    ("needed", "counted", "gaps"),
    [
        ("3", "1.5", "M1.5 0V1M2 0V1"),
        ("3", "0", "M1 0V1M2 0V1"),
        ("6", "3", "M3 0V1M4 0V1M5 0V1"),
        ("0.5", "0.25", "M0.25 0V1"),
        ("2.5", "0", "M1 0V1M2 0V1"),
    ],
)
def test_a_bar_cuts_what_is_left_into_hours(needed, counted, gaps):
    bar = bar_picture(D(needed), D(counted))
    assert bar.gaps == gaps
    assert not bar.met


def test_a_bar_that_is_met_has_nothing_left():
    assert bar_picture(D(3), D(3)).met
    assert bar_picture(D(3), D(4)).met


def test_a_limit_is_never_drawn_beyond_its_wall():
    assert limit_picture(D(12), D(14)).done == "12"
    assert limit_picture(D(12), D(0)).done == ""
    assert limit_picture(D(0), D(3)).length == "1"
