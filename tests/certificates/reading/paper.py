"""Papers made of lines of text, for testing what is read from them without a file."""

from __future__ import annotations

from textwrap import dedent

from ceapp.certificates.reading.courses import courses_in
from ceapp.certificates.reading.layout import Document, Page, Word

_LETTER, _TALL, _STEP = 7.0, 14.0, 17.0
_LARGE = 1.5


def paper(*pages):
    """Give a document of pages, each a text: two spaces part columns, `#` starts a headline.

    An empty line leaves room, as between paragraphs.
    """
    return Document([_page(text, number) for number, text in enumerate(pages)])


def _page(text, number):
    words, y = [], 60.0
    for line in dedent(text).strip("\n").splitlines():
        size = _LARGE if line.startswith("# ") else 1.0
        x = 80.0
        for column in line.removeprefix("# ").split("  "):
            for word in column.split():
                wide = len(word) * _LETTER * size
                words.append(Word(word, x, y, x + wide, y + _TALL * size, number))
                x += wide + 0.4 * _TALL * size
            x += 2 * _TALL * size
        y += _STEP * size if line.strip() else 2 * _STEP
    return Page(tuple(words), 1294.0)


def course(*pages):
    """Give the one course that a paper shows."""
    _, courses = courses_in(paper(*pages))
    assert len(courses) == 1, courses
    return courses[0]


def value(found):
    """Give the value that would be filled in: None where nothing was read or it is not sure."""
    return found.value if found is not None and found.sure else None
