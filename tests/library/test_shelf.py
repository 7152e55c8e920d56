"""Finding articles by topic and by word, and serving what the operator added."""

from __future__ import annotations

import os

import pytest

from ceapp.library.shelf import open_shelf, our_articles

ADDED = """+++
title = "Telehealth from the road"
summary = "What to settle first."
topics = ["telehealth"]
[source]
title = "A note"
publisher = "A practice"
+++

## Where the client sits

Ask at the start of every session.
"""


@pytest.fixture
def shelf(tmp_path):
    return open_shelf(tmp_path)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    return folder


def titles(found):
    return [(hit.section or hit.article).title for hit in found]


def test_articles_stand_in_the_order_of_their_titles(shelf):
    shown = [article.title for article in shelf.articles]
    assert shown == sorted(shown)
    assert len(shown) == len(our_articles())


def test_sections_chiefly_on_a_topic_come_before_those_that_touch_it(shelf):
    places = [section.topics.index("ethics") for section in shelf.on_topic("ethics")]
    assert places == sorted(places)
    assert places[0] == 0 < places[-1]


def test_a_broader_topic_gathers_the_sections_on_narrower_ones(shelf):
    assert set(shelf.on_topic("law-and-ethics")) >= set(shelf.on_topic("ethics"))


def test_a_narrower_topic_shows_broader_reading_apart(shelf):
    assert shelf.on_topic("implicit-bias") == ()
    assert shelf.around_topic("implicit-bias") == shelf.on_topic("cultural-competence")
    assert set(shelf.around_topic("boundaries")).isdisjoint(shelf.on_topic("boundaries"))


def test_every_topic_is_listed_once_with_reading_or_without(shelf):
    listed = [*shelf.topics_with_reading, *shelf.topics_without_reading]
    assert sorted(listed) == sorted(shelf.topics.labels)


def test_broader_and_narrower_topics_are_known(shelf):
    assert shelf.broader("boundaries") == ("law-and-ethics", "ethics")
    assert "boundaries" in shelf.narrower("ethics")
    assert "ethics" not in shelf.narrower("ethics")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("burnout", "Learning that keeps a practice resilient"),
        ("BURNOUT stress", "Burnout, and what helps against it"),
        ("mistake client", "When you think you made a mistake with a client"),
        ("hofmann", "Practice that rests on evidence"),
        ("boundaries", "Ethics, boundaries and trust"),
        ("client's culture", "More than one way to help"),
    ],
)
def test_a_search_gives_the_best_place_first(shelf, query, first):
    assert titles(shelf.search(query))[0] == first


@pytest.mark.parametrize("query", ["", "   ", "zebra", "burnout zebra"])
def test_a_search_without_words_or_matches_finds_nothing(shelf, query):
    assert shelf.search(query) == ()


def test_an_added_article_is_served_without_a_restart(tmp_path, folder):
    assert open_shelf(tmp_path).find("telehealth-from-the-road") is None
    (folder / "Telehealth from the road.md").write_text(ADDED, encoding="utf-8")
    shelf = open_shelf(tmp_path)
    assert shelf.find("telehealth-from-the-road").title == "Telehealth from the road"
    assert [section.title for section in shelf.on_topic("telehealth")] == ["Where the client sits"]


def test_a_changed_article_is_read_again(tmp_path, folder):
    path = folder / "road.md"
    path.write_text(ADDED, encoding="utf-8")
    open_shelf(tmp_path)
    path.write_text(ADDED.replace("the road", "the rail"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert open_shelf(tmp_path).find("road").title == "Telehealth from the rail"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.md", b"no head", "must begin with facts"),
        ("latin.md", b"\xff\xfe", "left out of the library"),
        ("when-a-therapist-makes-a-mistake.md", ADDED.encode(), "its file name is taken"),
    ],
)
def test_a_bad_added_file_is_logged_and_the_others_are_served(folder, caplog, name, content, said):
    (folder / name).write_bytes(content)
    (folder / "road.md").write_text(ADDED, encoding="utf-8")
    shelf = open_shelf(folder.parent)
    assert len(shelf.articles) == len(our_articles()) + 1
    assert shelf.find("when-a-therapist-makes-a-mistake") in our_articles()
    assert said in caplog.text
