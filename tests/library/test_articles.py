"""The articles that come with the app: that each is whole and honest about its sources."""

from __future__ import annotations

import re

import pytest

from ceapp.boards import catalog
from ceapp.library.shelf import our_articles

ARTICLES = our_articles()
SOUGHT = [
    "boundaries",
    "consultation",
    "cultural-competence",
    "ethics",
    "evidence-based-practice",
    "self-care",
    "supervision",
    "therapeutic-relationship",
    "trauma-informed-care",
]
by_slug = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)


def test_the_four_articles_are_there():
    assert [article.slug for article in ARTICLES] == [
        "building-a-resilient-practice",
        "learning-from-experienced-practitioners",
        "lifelong-learning-therapist-client-relationships",
        "when-a-therapist-makes-a-mistake",
    ]


@by_slug
def test_every_article_names_where_it_comes_from(article):
    assert article.source.title
    assert article.source.publisher
    assert article.source.url.startswith("https://") or article.source.original_path


@by_slug
def test_every_section_is_on_topics_that_exist(article):
    assert article.sections
    for section in article.sections:
        assert section.topics, section.title
        assert set(section.topics) <= catalog.topics().labels.keys()


@by_slug
def test_every_reference_says_what_it_is_and_is_spoken_of_in_the_text(article):
    spoken_of = {work.id for section in article.sections for work in section.references}
    for work in article.references:
        assert work.label
        assert work.what_it_is
        assert work.id in spoken_of


@by_slug
def test_every_related_article_exists_and_is_another(article):
    slugs = {other.slug for other in ARTICLES}
    assert set(article.related) <= slugs - {article.slug}
    assert article.related


@by_slug
def test_every_article_takes_minutes_and_its_sections_begin_with_a_sentence(article):
    assert 2 <= article.minutes <= 10
    for section in article.sections:
        assert re.search(r"[.?!]$", section.excerpt), section.excerpt


@pytest.mark.parametrize("topic", SOUGHT)
def test_there_is_something_to_read_on_each_topic_that_people_come_for(topic):
    assert any(topic in section.topics for article in ARTICLES for section in article.sections)


@pytest.mark.parametrize("work", ["gerard-neufeldt-2004", "cuijpers-2016", "gabbard-2012"])
def test_a_reference_whose_link_is_something_else_is_marked(work):
    [article] = [each for each in ARTICLES if each.slug.startswith("lifelong")]
    [found] = [each for each in article.references if each.id == work]
    assert not found.agrees


def test_an_address_of_which_only_the_path_is_known_gets_no_made_up_site():
    [article] = [each for each in ARTICLES if each.slug.startswith("learning-from")]
    assert article.source.url == ""
    assert article.source.original_path.startswith("/learn/psychology/questions/")
