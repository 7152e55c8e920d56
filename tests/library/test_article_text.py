"""Reading article files: what comes out of a good one, and what is said of a bad one."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ceapp.library.article_text import ArticleError, minutes_to_read, read_article, slug_of

TOPICS = {"ethics", "boundaries", "self-care"}
HEAD = """title = "A title"
summary = "A summary."
topics = ["ethics"]
"""
SOURCE = """[source]
title = "The original"
publisher = "A journal"
date = 2024-11-22
url = "https://example.com/original"
"""
REFERENCE = """[[references]]
id = "one-2010"
label = "One, 2010"
what_it_is = "A paper."
url = "https://www.example.org/paper"
"""
BODY = """The opening.

## Who's *first*?

The first section cites [One](#ref-one-2010). It goes on:

1. and on

## Second

Another section.
"""


def text(*, head=HEAD, sections="", source=SOURCE, references=REFERENCE, body=BODY):
    return f"+++\n{head}{sections}{source}{references}+++\n\n{body}"


def read(**parts):
    return read_article("a-slug", text(**parts), TOPICS)


def test_an_article_has_its_opening_sections_source_and_references():
    article = read()
    assert (article.slug, article.title, article.opening) == (
        "a-slug",
        "A title",
        "<p>The opening.</p>\n",
    )
    assert [(part.slug, part.title) for part in article.sections] == [
        ("whos-first", "Who's first?"),
        ("second", "Second"),
    ]
    assert article.source.date == date(2024, 11, 22)
    assert [work.site for work in article.references] == ["example.org"]
    assert article.minutes == 1


def test_a_section_has_its_own_topics_or_else_those_of_the_article():
    article = read(sections='[sections]\nsecond = ["self-care", "ethics"]\n')
    assert [part.topics for part in article.sections] == [("ethics",), ("self-care", "ethics")]
    assert article.all_topics == ("ethics", "self-care")


def test_a_section_knows_the_works_it_cites_and_how_it_begins():
    first, second = read().sections
    assert [work.id for work in first.references] == ["one-2010"]
    assert first.excerpt == "The first section cites One."
    assert first.text == "The first section cites One. It goes on: and on"
    assert second.references == ()


def test_a_file_saved_on_windows_reads_the_same():
    assert read_article("a-slug", text().replace("\n", "\r\n"), TOPICS) == read()


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"head": HEAD.replace("title", "titel")}, 'title is missing: write title = "…".'),
        ({"head": HEAD.replace("A summary.", " ")}, "summary is missing"),
        ({"head": HEAD.replace("ethics", "etics")}, "topics names 'etics', which is no topic"),
        ({"head": HEAD.replace('["ethics"]', '"ethics"')}, "topics must be a list of topics"),
        ({"sections": '[sections]\nthird = ["ethics"]\n'}, "sections.third: no ## heading has"),
        ({"sections": '[sections]\nsecond = ["law"]\n'}, "sections.second names 'law'"),
        ({"source": SOURCE.replace("publisher", "press")}, "source.publisher is missing"),
        (
            {"source": SOURCE.replace("https:", "javascript:")},
            "source.url must begin with https://",
        ),
        ({"references": REFERENCE.replace("label", "name")}, "references.label is missing"),
        ({"references": REFERENCE.replace("https:", "ftp:")}, "references.url must begin with"),
        ({"references": ""}, "The text refers to #ref-one-2010: add a reference"),
        ({"body": "## Same\n\na\n\n## Same\n\nb\n"}, "Two ## headings are alike"),
        ({"head": "title = \n"}, "is not TOML"),
    ],
)
def test_what_is_wrong_is_named(parts, said):
    with pytest.raises(ArticleError, match=re.escape(said)):
        read(**parts)


def test_a_file_without_facts_at_its_head_says_what_it_needs():
    with pytest.raises(ArticleError, match="between two lines of"):
        read_article("a-slug", "# Only words", TOPICS)


@pytest.mark.parametrize(
    "unsafe",
    [
        "<script>alert(1)</script>",
        '<a href="x" onclick="y">z</a>',
        "[z](javascript:alert(1))",
        "[z](data:text/html;base64,eA==)",
        "[z](//elsewhere.example)",
        "![z](https://elsewhere.example/pixel.png)",
    ],
)
def test_nothing_in_the_text_can_run_or_load_anything(unsafe):
    [section] = read(body=f"## One\n\n{unsafe}\n", references="").sections
    for part in ("<script", '<a href="x', "<img", 'href="javascript', 'href="data', 'href="//'):
        assert part not in section.html


def test_a_heading_is_plain_text_for_the_template_to_escape():
    [section] = read(body="## <b>One</b> & two\n\nWords.\n", references="").sections
    assert section.title == "<b>One</b> & two"


def test_a_link_to_another_site_does_not_say_where_it_was_followed_from():
    body = "## One\n\n[out](https://example.com) and [in](/library)\n"
    [section] = read(body=body, references="").sections
    assert '<a href="https://example.com" rel="noreferrer">' in section.html
    assert '<a href="/library">' in section.html


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Who's who?", "whos-who"), ("Who\u2019s who", "whos-who"), ("  A -- b ", "a-b")],
)
def test_a_title_becomes_a_short_name(title, slug):
    assert slug_of(title) == slug


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (200, 1), (201, 2)])
def test_reading_takes_at_least_a_minute(words, minutes):
    assert minutes_to_read("word " * words) == minutes
