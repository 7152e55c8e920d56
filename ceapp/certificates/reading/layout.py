"""Words on pages, gathered into pieces (words that stand together) and blocks (lines of prose)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median

WIDTH = 1000.0  # every page is as wide as this, so that sizes compare between pages
_COLUMN_GAP = 1.15  # of the letters' height: wider gaps part columns and table cells
_SCANNED_GAP = 1.5
_LINE_GAP = 0.9  # of the letters' height: wider gaps part paragraphs
_WIDE_GAP = 1.7
_RUNS_ON = (
    r"(?:,|-|–|&|\b(?:a|an|and|at|by|for|from|in|is|of|on|or|the|to|with|earned|No\.|provider))$"
)
_BARS = {"|", "||", "¦"}
_LETTERS_APART = 4  # so many single letters in a row are a word set with wide spaces


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in units of which a page is `WIDTH` wide; y grows downward."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    page: int = 0
    sure: float = 100.0

    @property
    def height(self) -> float:
        """How tall the word's line is."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        """The height at which the word stands."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True)
class Passage:
    """Words that read on from one to the next, with the text that they make."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words, parted by single spaces."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for word in self.words:
            starts.append(at)
            at += len(word.text) + 1
        return starts

    @property
    def page(self) -> int:
        """The page it stands on."""
        return self.words[0].page

    @cached_property
    def height(self) -> float:
        """The usual height of its letters."""
        return median(word.height for word in self.words)

    @cached_property
    def x0(self) -> float:
        """Its left edge."""
        return min(word.x0 for word in self.words)

    @cached_property
    def x1(self) -> float:
        """Its right edge."""
        return max(word.x1 for word in self.words)

    @cached_property
    def y0(self) -> float:
        """Its top."""
        return min(word.y0 for word in self.words)

    @cached_property
    def y1(self) -> float:
        """Its bottom."""
        return max(word.y1 for word in self.words)

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.y0 + self.y1) / 2

    def part(self, start: int, end: int) -> Passage:
        """Give the words that the characters from `start` to `end` touch."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = bisect_right(self._starts, max(end - 1, start))
        return Passage(self.words[first : max(last, first + 1)])

    def overlap(self, other: Passage) -> float:
        """Say how much of the narrower one's width lies over the other, from 0 to 1."""
        shared = min(self.x1, other.x1) - max(self.x0, other.x0)
        return shared / max(min(self.x1 - self.x0, other.x1 - other.x0), 1.0)


@dataclass(frozen=True)
class Page:
    """The words of a page and the height of the page in the same units."""

    words: tuple[Word, ...]
    height: float


@dataclass(frozen=True)
class Document:
    """What stands on the pages: pieces in reading order, rows of them, and blocks of prose."""

    pages: Sequence[Page]
    scanned: bool = False
    rows: list[list[Passage]] = field(init=False)
    blocks: list[Passage] = field(init=False)

    def __post_init__(self) -> None:
        gap = _SCANNED_GAP if self.scanned else _COLUMN_GAP
        rows = [row for page in self.pages for row in _rows(page.words, gap)]
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "blocks", _blocks(self.pieces))

    @cached_property
    def pieces(self) -> list[Passage]:
        """Every piece, from the top left to the bottom right of each page."""
        return [piece for row in self.rows for piece in row]

    @cached_property
    def text(self) -> str:
        """The whole text, a block to a line."""
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def _places(self) -> dict[int, tuple[int, int]]:
        return {
            id(word): (at, index)
            for at, row in enumerate(self.rows)
            for index, piece in enumerate(row)
            for word in piece.words
        }

    def _place(self, passage: Passage) -> tuple[int, int]:
        return self._places[id(passage.words[0])]

    def row(self, passage: Passage) -> list[Passage]:
        """Give the row in which a passage begins."""
        return self.rows[self._place(passage)[0]]

    def left_of(self, passage: Passage) -> Passage | None:
        """Give the next piece to the left in the same row."""
        at, index = self._place(passage)
        return self.rows[at][index - 1] if index else None

    def right_of(self, passage: Passage) -> Passage | None:
        """Give the next piece to the right in the same row."""
        at, index = self._place(passage)
        return self.rows[at][index + 1] if index + 1 < len(self.rows[at]) else None

    def depth(self, passage: Passage) -> float:
        """Say how far down the text of its page a passage stands, from 0 to 1."""
        words = self.pages[passage.page].words
        top, bottom = min(word.y0 for word in words), max(word.y1 for word in words)
        return (passage.middle - top) / max(bottom - top, 1.0)

    def above(self, piece: Passage, *, lines: float = 2.2) -> Passage | None:
        """Give the nearest piece above, at most so many lines away."""
        return self._near(piece, -1, lines)

    def below(self, piece: Passage, *, lines: float = 2.2) -> Passage | None:
        """Give the nearest piece below, at most so many lines away."""
        return self._near(piece, 1, lines)

    def _near(self, piece: Passage, step: int, lines: float) -> Passage | None:
        at = self._place(piece)[0] + step
        while 0 <= at < len(self.rows):
            row = self.rows[at]
            if row[0].page != piece.page:
                return None
            over = [one for one in row if one.overlap(piece) > 0.3]
            if over:
                best = max(over, key=lambda one: one.overlap(piece))
                gap = best.y0 - piece.y1 if step > 0 else piece.y0 - best.y1
                return best if gap <= lines * max(piece.height, best.height) else None
            at += step
        return None

    def block_of(self, piece: Passage) -> Passage:
        """Give the block that a piece belongs to."""
        first = piece.words[0]
        return next(block for block in self.blocks if any(word is first for word in block.words))


def _rows(words: Iterable[Word], gap: float) -> list[list[Passage]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.middle, one.x0)):
        for row in rows[-6:]:
            top = median(one.y0 for one in row)
            bottom = median(one.y1 for one in row)
            shared = min(bottom, word.y1) - max(top, word.y0)
            beside = all(word.x0 >= one.x1 - 2 or word.x1 <= one.x0 + 2 for one in row)
            if shared > 0.5 * min(bottom - top, word.height) and beside:
                row.append(word)
                break
        else:
            rows.append([word])
    rows.sort(key=lambda row: median(one.middle for one in row))
    parted = [_pieces(sorted(row, key=lambda one: one.x0), gap) for row in rows]
    return [row for row in parted if row]


def _pieces(row: Sequence[Word], widest: float) -> list[Passage]:
    groups: list[list[Word]] = [[]]
    last: Word | None = None
    for word in row:
        if last is not None and word.x0 - last.x1 > widest * min(last.height, word.height):
            groups.append([])
        if word.text in _BARS or (len(word.text) > 1 and set(word.text) <= {".", "…"}):
            groups.append([])  # the line between two cells, or a stroke that stands for one
        else:
            groups[-1].append(word)
        last = word
    groups = [group for group in groups if group]
    if not groups:
        return []
    return [Passage(tuple(group)) for group in _letters_joined(groups)]


def _letters_joined(groups: list[list[Word]]) -> list[list[Word]]:
    """Join letters that were set apart (C E R T …) to words, over the gaps that parted them."""
    flat = [word for group in groups for word in group]
    single = sum(len(word.text) == 1 and word.text.isalpha() for word in flat)
    if single < _LETTERS_APART or single < 0.7 * len(flat):
        return groups
    gaps = [right.x0 - left.x1 for left, right in pairwise(flat)]
    limit = 1.6 * median(gaps)
    joined: list[list[Word]] = [[flat[0]]]
    for word, gap in zip(flat[1:], gaps, strict=True):
        if gap <= limit:
            joined[-1].append(word)
        else:
            joined.append([word])
    return [[_joined(letters) for letters in joined]]


def _joined(parts: Sequence[Word]) -> Word:
    return Word(
        "".join(part.text for part in parts),
        parts[0].x0,
        min(part.y0 for part in parts),
        parts[-1].x1,
        max(part.y1 for part in parts),
        parts[0].page,
        min(part.sure for part in parts),
    )


def _blocks(pieces: Iterable[Passage]) -> list[Passage]:
    blocks: list[list[Passage]] = []
    for piece in pieces:
        open_ones = [block for block in blocks[-8:] if _reads_on(block[-1], piece)]
        if open_ones:
            max(open_ones, key=lambda block: block[-1].overlap(piece)).append(piece)
        else:
            blocks.append([piece])
    parts = [part for block in blocks for part in _paragraphs(block)]
    return [Passage(tuple(word for piece in part for word in piece.words)) for part in parts]


def _paragraphs(block: Sequence[Passage]) -> list[list[Passage]]:
    """Part lines that were broken on purpose: the next word would still have fitted in."""
    widest = max(piece.x1 - piece.x0 for piece in block)
    parts = [[block[0]]]
    for last, piece in pairwise(block):
        first = piece.words[0]
        fits = last.x1 - last.x0 + (first.x1 - first.x0) + 0.3 * last.height < widest
        runs_on = piece.text[0].islower() or re.search(_RUNS_ON, last.text)
        if fits and not runs_on:
            parts.append([])
        parts[-1].append(piece)
    return parts


def _reads_on(last: Passage, piece: Passage) -> bool:
    gap = piece.y0 - last.y1
    height = min(last.height, piece.height)
    # A line that runs across the page and ends without a stop is read on over a wider gap.
    even = abs(last.x0 - piece.x0) < 0.3 * height
    open_end = even and last.x1 - last.x0 > 0.6 * WIDTH and not last.text.endswith((".", ":", "!"))
    return (
        last.page == piece.page
        and -0.5 * height < gap < (_WIDE_GAP if open_end else _LINE_GAP) * height
        and max(last.height, piece.height) < 1.2 * height
        and last.overlap(piece) > 0.5
    )
