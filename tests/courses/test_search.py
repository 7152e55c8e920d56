"""What an address asks of the log."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ceapp.courses.search import CourseSearch, Order, search_from
from ceapp.rules.vocabulary import Format


def test_an_address_is_read_and_written_back():
    asked = {"q": "grief", "year": "2025", "format": "self-paced", "sort": "title", "page": "3"}
    search = search_from(asked)
    assert search == CourseSearch(
        q="grief", year=2025, format=Format.SELF_PACED, sort=Order.TITLE, page=3
    )
    assert {name: str(value) for name, value in search.address().items()} == asked


def test_the_usual_view_has_a_bare_address():
    assert search_from({}).address() == {}
    assert not search_from({"q": "  "}).narrowed


@pytest.mark.parametrize(
    "asked",
    [
        {"year": "20x5"},
        {"year": "99999"},
        {"year": "\u00b2"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "9" * 5000},
        {"format": "by-mail"},
        {"sort": "price"},
    ],
)
def test_what_an_address_cannot_mean_is_passed_over(asked):
    assert search_from(asked) == CourseSearch()


@given(
    st.dictionaries(st.sampled_from(["q", "year", "format", "sort", "page", "topic"]), st.text())
)
def test_every_address_gives_a_view_that_its_own_address_gives_again(asked):
    search = search_from(asked)
    assert search_from({name: str(value) for name, value in search.address().items()}) == search


def test_sorting_again_by_the_same_column_turns_around():
    search = CourseSearch(page=4)
    by_title = search.sorted_by(Order.TITLE, Order.TITLE_BACKWARD)
    assert (by_title.sort, by_title.page) == (Order.TITLE, 1)
    assert by_title.sorted_by(Order.TITLE, Order.TITLE_BACKWARD).sort is Order.TITLE_BACKWARD
