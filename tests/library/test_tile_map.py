"""The map of what boards ask for: every jurisdiction once, its figure as the rule files say."""

from __future__ import annotations

from datetime import date

import pytest

from ceapp.boards import catalog
from ceapp.library.tile_map import PLACES, Look, profession_to_show, tile_map
from ceapp.rules.vocabulary import Profession

TODAY = date(2026, 11, 22)


def tiles(topic, profession=Profession.SOCIAL_WORK, **more):
    drawn = tile_map(topic, profession, TODAY, **more)
    return {tile.name: tile for _, group in drawn.groups for tile in group}


def test_every_jurisdiction_has_a_place_of_its_own():
    assert PLACES.keys() == catalog.jurisdictions().keys()
    assert len(set(PLACES.values())) == len(PLACES)


def test_every_jurisdiction_is_drawn_once():
    drawn = tile_map("ethics", Profession.SOCIAL_WORK, TODAY)
    names = [tile.name for _, group in drawn.groups for tile in group]
    assert len(names) == len(set(names)) == drawn.boards == len(PLACES)


@pytest.mark.parametrize(
    ("topic", "state", "figure", "look"),
    [
        ("law-and-ethics", "CA", "6", Look.MANY),
        ("telehealth", "CA", "3*", Look.FEW),  # once
        ("boundaries", "NY", "3", Look.FEW),
        ("supervision", "CA", "6*", Look.MANY),  # only for those who supervise
        ("ethics", "FL", "3*", Look.FEW),  # every third renewal, or on another topic
        ("self-care", "CA", "–", Look.NONE),
    ],
)
def test_a_tile_shows_what_the_board_asks(topic, state, figure, look):
    tile = tiles(topic)[state]
    assert (tile.figure, tile.look) == (figure, look)


def test_a_board_that_asks_under_a_broader_name_shows_that_with_a_star():
    assert tiles("ethics")["CA"].figure == "–"
    assert tiles("ethics", broader=["law-and-ethics"])["CA"].figure == "6*"


def test_a_broader_name_does_not_make_a_board_ask_by_name():
    narrow = tile_map("ethics", Profession.SOCIAL_WORK, TODAY)
    wide = tile_map("ethics", Profession.SOCIAL_WORK, TODAY, broader=["law-and-ethics"])
    assert narrow.asking == wide.asking < len(PLACES)


def test_a_weak_source_is_drawn_as_unsure():
    weak = [
        listing.jurisdiction.removeprefix("us-").upper()
        for listing in catalog.listing()
        if listing.confidence == "low" and listing.profession is Profession.SOCIAL_WORK
    ]
    drawn = tiles("ethics")
    assert any(drawn[name].look is Look.UNSURE for name in weak)
    assert {name for name, tile in drawn.items() if tile.look is Look.UNSURE} <= set(weak)


def test_the_readers_own_jurisdictions_are_outlined():
    drawn = tile_map("ethics", Profession.SOCIAL_WORK, TODAY, yours=["us-ny", "us-ca"])
    assert [tile.name for tile in drawn.yours] == ["NY", "CA"]


def test_the_readers_own_profession_is_shown_first():
    own = (Profession.PSYCHOLOGY, Profession.COUNSELING)
    assert profession_to_show("ethics", TODAY, own) is Profession.PSYCHOLOGY


def test_without_one_the_profession_whose_boards_ask_most_is_shown():
    asking = {each: tile_map("opioids", each, TODAY).asking for each in Profession}
    shown = profession_to_show("opioids", TODAY, ())
    assert asking[shown] == max(asking.values()) > 0
