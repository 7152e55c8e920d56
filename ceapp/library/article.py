"""What an article is: its words, where it comes from, and what each of its sections is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from markupsafe import Markup


def site_of(url: str) -> str:
    """Give the host of an address without its www."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@dataclass(frozen=True, slots=True)
class Source:
    """The document that an article retells.

    `original_path` is all that is known of some addresses: no site is made up around it.
    `note` says how far to trust the source.
    """

    title: str
    publisher: str
    author: str = ""
    date: date | None = None
    url: str = ""
    original_path: str = ""
    note: str = ""

    @property
    def site(self) -> str:
        """Give the name of the site that it was read on."""
        return site_of(self.url)


@dataclass(frozen=True, slots=True)
class Reference:
    """A work that the source names.

    `label` and `source_says` are the source's claim; `what_it_is` is what the link really leads
    to. `agrees` is False where the two do not match, or nothing can be looked up.
    """

    id: str
    label: str
    what_it_is: str
    source_says: str = ""
    url: str = ""
    path: str = ""
    agrees: bool = True

    @property
    def site(self) -> str:
        """Give the name of the site that it links to."""
        return site_of(self.url)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article, on topics of its own; `topics` begin with the main one.

    `html` may be shown as it is; `text` is the same without tags, for searching.
    """

    article: str
    article_title: str
    slug: str
    title: str
    topics: tuple[str, ...]
    html: Markup
    text: str
    excerpt: str
    references: tuple[Reference, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article; `opening` is the HTML before its first section."""

    slug: str
    title: str
    summary: str
    topics: tuple[str, ...]
    source: Source
    opening: Markup
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    related: tuple[str, ...]
    minutes: int

    @property
    def all_topics(self) -> tuple[str, ...]:
        """Give the article's topics, then those that only a section has."""
        in_sections = (topic for section in self.sections for topic in section.topics)
        return tuple(dict.fromkeys((*self.topics, *in_sections)))
