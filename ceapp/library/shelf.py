"""All the articles: ours and those that the operator added, found by name, topic or words."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from ceapp.boards import catalog
from ceapp.library.article import Article, Section
from ceapp.library.article_text import ArticleError, read_article, slug_of
from ceapp.rules.vocabulary import Topics

OURS = Path(__file__).parent / "articles"
ADDED = "library"
_log = logging.getLogger(__name__)
_Stamp = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A section that matches a search, or a whole article where `section` is None."""

    article: Article
    section: Section | None
    weight: int


@dataclass(frozen=True)
class Shelf:
    """Some articles, in the order of their titles, and the topics they are sorted by."""

    articles: tuple[Article, ...]
    topics: Topics

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section of every article."""
        return tuple(section for article in self.articles for section in article.sections)

    @cached_property
    def topics_with_reading(self) -> tuple[str, ...]:
        """Give the topics that there is something to read on, in the order of their labels."""
        return tuple(topic for topic in self._topics_in_order if self.on_topic(topic))

    @cached_property
    def topics_without_reading(self) -> tuple[str, ...]:
        """Give the other topics, in the order of their labels."""
        return tuple(topic for topic in self._topics_in_order if not self.on_topic(topic))

    @cached_property
    def _topics_in_order(self) -> tuple[str, ...]:
        return tuple(sorted(self.topics.labels, key=lambda topic: self.topics.labels[topic]))

    def find(self, slug: str) -> Article | None:
        """Give the article of that name."""
        return next((article for article in self.articles if article.slug == slug), None)

    def related(self, article: Article) -> tuple[Article, ...]:
        """Give the articles to read after this one; names that are gone are left out."""
        found = (self.find(slug) for slug in article.related)
        return tuple(other for other in found if other is not None)

    def on_topic(self, topic: str) -> tuple[Section, ...]:
        """Give the sections on `topic` or a narrower one, those chiefly on it first."""
        places = ((_place(section, topic, self.topics), section) for section in self.sections)
        fitting = [(place, section) for place, section in places if place is not None]
        return tuple(section for _, section in sorted(fitting, key=lambda pair: pair[0]))

    def around_topic(self, topic: str) -> tuple[Section, ...]:
        """Give the sections that are not on `topic` but within a topic broader than it."""
        on_it = self.on_topic(topic)
        wider = (section for other in self.broader(topic) for section in self.on_topic(other))
        return tuple(section for section in dict.fromkeys(wider) if section not in on_it)

    def broader(self, topic: str) -> tuple[str, ...]:
        """Give the topics that hours on `topic` also serve."""
        wider = self.topics.ancestors(topic) - {topic}
        return tuple(other for other in self._topics_in_order if other in wider)

    def narrower(self, topic: str) -> tuple[str, ...]:
        """Give the topics whose hours also serve `topic`."""
        inside = (t for t in self._topics_in_order if t != topic)
        return tuple(other for other in inside if self.topics.within(other, {topic}))

    def search(self, query: str) -> tuple[Found, ...]:
        """Give what holds every word of `query`, the best first."""
        words = _folded(query).split()
        if not words:
            return ()
        found = [hit for article in self.articles for hit in self._matches(article, words)]
        return tuple(sorted(found, key=lambda hit: -hit.weight))

    def topics_named(self, query: str) -> tuple[str, ...]:
        """Give the topics whose label holds every word of `query`."""
        words = _folded(query).split()
        labels = self.topics.labels
        return tuple(t for t in self._topics_in_order if words and _all_in(words, labels[t]))

    def _matches(self, article: Article, words: list[str]) -> Iterator[Found]:
        """Give the article where its title or summary matches, and each section that does."""
        if _all_in(words, article.title, article.summary):
            yield Found(article, None, 3)
        for section in article.sections:
            labels = [self.topics.labels[topic] for topic in section.topics]
            if _all_in(words, section.title, *labels):
                yield Found(article, section, 2)
            elif _all_in(words, section.title, section.text, *labels):
                yield Found(article, section, 1)


def open_shelf(instance: Path) -> Shelf:
    """Give our articles and those in the instance's library folder, as the files are now.

    An added file that cannot be read is left out and logged: the other articles must not suffer.
    """
    folder = instance / ADDED
    stamps = ((path.name, path.stat()) for path in sorted(folder.glob("*.md")))
    return _shelf(folder, tuple((name, at.st_mtime_ns, at.st_size) for name, at in stamps))


@cache
def our_articles() -> tuple[Article, ...]:
    """Give the articles that come with the app; raises `ArticleError` for a broken one."""
    return tuple(_read(path) for path in sorted(OURS.glob("*.md")))


@lru_cache(maxsize=4)
def _shelf(folder: Path, stamps: tuple[_Stamp, ...]) -> Shelf:
    """Read the folder again only when a name, time or size in `stamps` has changed."""
    articles = {article.slug: article for article in our_articles()}
    for name, _, _ in stamps:
        path = folder / name
        try:
            added = _read(path)
        except (ArticleError, OSError, UnicodeDecodeError) as fault:
            _log.warning("The article %s is left out of the library: %s", path, fault)
            continue
        if articles.setdefault(added.slug, added) is not added:
            _log.warning("The article %s is left out: its file name is taken. Rename it.", path)
    return Shelf(tuple(sorted(articles.values(), key=lambda a: a.title)), catalog.topics())


def _read(path: Path) -> Article:
    text = path.read_text(encoding="utf-8")
    return read_article(slug_of(path.stem), text, catalog.topics().labels)


def _all_in(words: Iterable[str], *texts: str) -> bool:
    whole = _folded(" ".join(texts))
    return all(word in whole for word in words)


def _folded(text: str) -> str:
    """Give `text` in small letters and with the apostrophe that keyboards have."""
    return text.casefold().replace("\u2019", "'")


def _place(section: Section, topic: str, topics: Topics) -> int | None:
    """Give how chiefly a section is on `topic` or a narrower one: 0 where it is the main one."""
    places = (i for i, own in enumerate(section.topics) if topics.within(own, {topic}))
    return next(places, None)
