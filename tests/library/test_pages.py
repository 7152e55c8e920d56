"""The library's pages, signed out and for somebody whose licenses lack something."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from ceapp import clock
from ceapp.boards import catalog
from ceapp.library.shelf import our_articles
from ceapp.library.suggestions import READING_NEVER_COUNTS
from tests import factories, pages

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def on_a_known_day(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: factories.NOW)


@pytest.fixture
def lacking_ethics(signed_in, person):
    factories.license(user=person)
    factories.course(user=person, topics={"ethics": Decimal(3)})
    return signed_in


def test_the_library_links_every_article_and_every_topic(client):
    page = client.get("/library").get_data(as_text=True)
    for article in our_articles():
        assert f'href="/library/{article.slug}"' in page
    for topic in catalog.topics().labels:
        assert f'href="/library/topics/{topic}"' in page


@pytest.mark.parametrize("article", our_articles(), ids=lambda article: article.slug)
def test_an_article_shows_its_source_its_sections_and_their_topics(client, article):
    response = client.get(f"/library/{article.slug}")
    html, text = response.get_data(as_text=True), pages.text_of(response)
    assert response.status_code == 200
    assert f"<h1>{article.title}</h1>" in html
    for part in (article.summary, article.source.publisher, READING_NEVER_COUNTS):
        assert part in text
    for section in article.sections:
        assert f'<h2 id="{section.slug}">' in html
        for topic in section.topics:
            assert f'href="/library/topics/{topic}"' in html
    for other in article.related:
        assert f'href="/library/{other}"' in html


@pytest.mark.parametrize("article", our_articles(), ids=lambda article: article.slug)
def test_every_link_within_an_article_has_a_place_to_go(client, article):
    html = client.get(f"/library/{article.slug}").get_data(as_text=True)
    for target in re.findall(r'href="#([^"]+)"', html):
        assert f'id="{target}"' in html


def test_a_source_is_linked_where_its_address_is_known(client):
    html = client.get("/library/building-a-resilient-practice").get_data(as_text=True)
    assert 'href="https://aatbs.com/building-a-resilient-practice' in html


def test_a_source_of_which_only_the_path_is_known_is_no_link(client):
    response = client.get("/library/learning-from-experienced-practitioners")
    assert "Only the path is known: /learn/psychology/questions/" in pages.text_of(response)
    assert 'href="/learn' not in response.get_data(as_text=True)
    assert "November 22, 2024" in pages.text_of(response)


def test_a_reference_whose_link_is_something_else_says_so_beside_it(client):
    html = client.get("/library/lifelong-learning-therapist-client-relationships").get_data(
        as_text=True
    )
    for work, doubtful in [("cuijpers-2016", True), ("hofmann-2012", False)]:
        entry = re.search(rf'<li id="ref-{work}">(.*?)</li>', html, re.DOTALL)[1]
        assert ("do not agree" in entry) is doubtful


@pytest.mark.parametrize("path", ["no-such-article", "topics/no-such-topic", "topics/"])
def test_what_does_not_exist_answers_404(client, path):
    assert client.get(f"/library/{path}").status_code == 404


def test_every_topic_has_a_page_with_its_reading_and_what_the_boards_want(client):
    for topic, label in catalog.topics().labels.items():
        response = client.get(f"/library/topics/{topic}")
        assert response.status_code == 200, topic
        assert label in pages.text_of(response)


def test_a_topic_page_links_the_sections_their_references_and_the_rules(client):
    html = client.get("/library/topics/boundaries").get_data(as_text=True)
    article = "/library/lifelong-learning-therapist-client-relationships"
    assert f'href="{article}#ethics-boundaries-and-trust"' in html
    assert f'href="{article}#ref-gabbard-2012"' in html
    assert 'href="/rules/us-ny-lcsw"' in html
    assert 'href="/library/topics/ethics"' in html


def test_a_topic_page_draws_the_boards_of_the_profession_that_is_asked_for(client):
    page = "/library/topics/ethics"
    assert "Psychology: " in pages.text_of(client.get(f"{page}?profession=psychology"))
    chosen_by_us = pages.text_of(client.get(page))
    assert pages.text_of(client.get(f"{page}?profession=astrology")) == chosen_by_us


def test_a_topic_without_reading_says_so_and_offers_the_broader_one(client):
    response = client.get("/library/topics/implicit-bias")
    text = pages.text_of(response)
    assert "No article of ours is on this topic yet." in text
    assert "On a broader topic" in text


def test_a_search_shows_where_the_words_are_and_keeps_them(client):
    response = client.get("/library?q=Burnout")
    assert "found for “Burnout”" in pages.text_of(response)
    assert 'value="Burnout"' in response.get_data(as_text=True)
    assert "#burnout-and-what-helps-against-it" in response.get_data(as_text=True)


def test_a_search_that_finds_nothing_says_what_to_try(client):
    text = pages.text_of(client.get("/library?q=<b>zebra"))
    assert "No article found for “<b>zebra”" in text
    assert "choose a topic" in text


def test_a_search_finds_a_topic_that_no_article_is_on(client):
    html = client.get("/library?q=suicide").get_data(as_text=True)
    found = html.partition('id="found"')[2].partition("</section>")[0]
    assert 'href="/library/topics/suicide-prevention"' in found


def test_words_searched_for_are_never_markup(client):
    assert "<b>zebra" not in client.get("/library?q=<b>zebra").get_data(as_text=True)


def test_somebody_signed_out_gets_no_suggestions(client):
    assert "Suggested for you" not in pages.text_of(client.get("/library"))


def test_a_suggestion_says_what_is_lacking_and_leads_to_the_section(lacking_ethics):
    response = lacking_ethics.get("/library")
    text, html = pages.text_of(response), response.get_data(as_text=True)
    assert "You need 3 more hours of law and ethics for California LCSW by March 31, 2027." in text
    assert "California LCSW: 3 to go" in text
    assert "#ethics-boundaries-and-trust" in html
    assert READING_NEVER_COUNTS in text


def test_the_home_page_points_to_the_same_section(lacking_ethics):
    assert "#ethics-boundaries-and-trust" in lacking_ethics.get("/").get_data(as_text=True)


def test_an_article_says_what_it_has_to_do_with_the_reader(lacking_ethics, app):
    slug = "/library/when-a-therapist-makes-a-mistake"
    reason = "You need 3 more hours of law and ethics for California LCSW"
    assert reason in pages.text_of(lacking_ethics.get(slug))
    assert reason not in pages.text_of(app.test_client().get(slug))


def test_a_topic_page_shows_what_the_readers_own_license_needs(lacking_ethics):
    response = lacking_ethics.get("/library/topics/ethics")
    assert "3 of 6 · 3 to go" in pages.text_of(response)
    assert 'href="/licenses/1"' in response.get_data(as_text=True)


def test_another_persons_licenses_are_not_shown(lacking_ethics, signed_in_stranger):
    assert "What your licenses need" not in pages.text_of(
        signed_in_stranger.get("/library/topics/ethics")
    )
    assert "You need" not in pages.text_of(signed_in_stranger.get("/library"))


def test_a_license_whose_rules_are_gone_does_not_break_the_library(signed_in, person):
    factories.license(user=person, credential_id="us-zz-gone")
    for path in ("", "/topics/ethics", "/when-a-therapist-makes-a-mistake"):
        assert signed_in.get(f"/library{path}").status_code == 200


def test_an_added_article_is_escaped_and_served(client, settings):
    folder = settings.instance / "library"
    folder.mkdir()
    (folder / "added.md").write_text(
        '+++\ntitle = "<i>Added</i>"\nsummary = "S."\ntopics = ["dementia"]\n'
        '[source]\ntitle = "T"\npublisher = "P"\n+++\n\n## One\n\n<script>x</script>\n',
        encoding="utf-8",
    )
    html = client.get("/library/added").get_data(as_text=True)
    assert "&lt;i&gt;Added" in html
    assert "<script>x" not in html
    assert 'href="/library/added"' in client.get("/library").get_data(as_text=True)
