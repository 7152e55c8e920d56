"""Reading an article file: TOML between two `+++` lines, then Markdown; faults are named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Mapping, Sequence
from math import ceil
from typing import Any

from markdown_it.token import Token

from ceapp.library import markdown
from ceapp.library.article import Article, Reference, Section, Source

WORDS_A_MINUTE = 200
EXCERPT_LENGTH = 220
REFERENCE_ANCHOR = "#ref-"
_FRONT = re.compile(r"\A\+\+\+\n(?P<front>.*?)^\+\+\+\n(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


class ArticleError(ValueError):
    """An article file that cannot be read; the message says where and what to do."""


def read_article(slug: str, text: str, topics: Container[str]) -> Article:
    """Read one article file's `text`; `topics` are the topic slugs that exist.

    Raises `ArticleError` naming the key at fault.
    """
    found = _FRONT.match(text.replace("\r\n", "\n"))
    if found is None:
        raise ArticleError("It must begin with facts about the article between two lines of +++.")
    try:
        front = tomllib.loads(found["front"])
    except tomllib.TOMLDecodeError as fault:
        raise ArticleError(f"The part between the +++ lines is not TOML: {fault}") from fault
    own = _topics(front.get("topics"), "topics", topics)
    title = _text(front, "title")
    references = tuple(_reference(entry) for entry in front.get("references", []))
    (_, opening), *parts = markdown.split_at_headings(markdown.parse(found["body"]))
    by_section = {
        key: _topics(value, f"sections.{key}", topics)
        for key, value in front.get("sections", {}).items()
    }
    sections = tuple(
        _section(
            heading,
            part,
            article=slug,
            article_title=title,
            topics=by_section.pop(slug_of(heading), own),
            known={reference.id: reference for reference in references},
        )
        for heading, part in parts
    )
    _check_sections(sections, by_section)
    return Article(
        slug=slug,
        title=title,
        summary=_text(front, "summary"),
        topics=own,
        source=_source(front.get("source", {})),
        opening=markdown.to_html(opening),
        sections=sections,
        references=references,
        related=tuple(front.get("related", [])),
        minutes=minutes_to_read(
            " ".join([markdown.plain_text(opening), *(s.text for s in sections)])
        ),
    )


def slug_of(title: str) -> str:
    """Give the short name that stands for a title in an address: "Who's who?" is whos-who."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['\u2019]", "", title.casefold())).strip("-")


def minutes_to_read(text: str) -> int:
    """Give the minutes that reading `text` takes, never less than one."""
    return max(1, ceil(len(text.split()) / WORDS_A_MINUTE))


def _section(
    heading: str,
    part: Sequence[Token],
    *,
    article: str,
    article_title: str,
    topics: tuple[str, ...],
    known: Mapping[str, Reference],
) -> Section:
    text = " ".join(markdown.plain_text(part).split())
    return Section(
        article=article,
        article_title=article_title,
        slug=slug_of(heading),
        title=heading,
        topics=topics,
        html=markdown.to_html(part),
        text=text,
        excerpt=_excerpt(part),
        references=_cited(part, known),
        minutes=minutes_to_read(text),
    )


def _excerpt(part: Sequence[Token]) -> str:
    """Give the whole sentences with which a section begins, without one that leads to a list."""
    first = next((token for token in part if token.type == "inline"), None)
    sentences = _SENTENCE_END.split(markdown.plain_text([first]).strip()) if first else [""]
    excerpt = sentences[0]
    for sentence in sentences[1:]:
        if sentence.endswith(":") or len(excerpt) + len(sentence) >= EXCERPT_LENGTH:
            break
        excerpt = f"{excerpt} {sentence}"
    return excerpt


def _cited(part: Sequence[Token], known: Mapping[str, Reference]) -> tuple[Reference, ...]:
    ids = [
        target.removeprefix(REFERENCE_ANCHOR)
        for target in markdown.links(part)
        if target.startswith(REFERENCE_ANCHOR)
    ]
    for name in ids:
        if name not in known:
            raise ArticleError(f"The text refers to #ref-{name}: add a reference with that id.")
    return tuple(known[name] for name in dict.fromkeys(ids))


def _check_sections(sections: Sequence[Section], left: Mapping[str, Any]) -> None:
    slugs = [section.slug for section in sections]
    if len(set(slugs)) < len(slugs):
        raise ArticleError("Two ## headings are alike: word one of them differently.")
    for key in left:
        raise ArticleError(f"sections.{key}: no ## heading has that short name. Found: {slugs}.")


def _source(entry: Mapping[str, Any]) -> Source:
    date = entry.get("date")
    return Source(
        title=_text(entry, "title", "source.title"),
        publisher=_text(entry, "publisher", "source.publisher"),
        author=entry.get("author", ""),
        date=date,
        url=_web_address(entry, "source.url"),
        original_path=entry.get("original_path", ""),
        note=entry.get("note", ""),
    )


def _reference(entry: Mapping[str, Any]) -> Reference:
    return Reference(
        id=_text(entry, "id", "references.id"),
        label=_text(entry, "label", "references.label"),
        what_it_is=_text(entry, "what_it_is", "references.what_it_is"),
        source_says=entry.get("source_says", ""),
        url=_web_address(entry, "references.url"),
        path=entry.get("path", ""),
        agrees=entry.get("agrees", True),
    )


def _text(entry: Mapping[str, Any], key: str, where: str = "") -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ArticleError(f'{where or key} is missing: write {key} = "…".')
    return value.strip()


def _web_address(entry: Mapping[str, Any], where: str) -> str:
    url = str(entry.get("url", ""))
    if url and not markdown.is_web_address(url):
        raise ArticleError(f"{where} must begin with https:// or http://, not be {url!r}.")
    return url


def _topics(value: object, where: str, known: Container[str]) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ArticleError(f'{where} must be a list of topics, such as ["ethics"].')
    for topic in value:
        if topic not in known:
            raise ArticleError(f"{where} names {topic!r}, which is no topic that we know.")
    return tuple(value)
