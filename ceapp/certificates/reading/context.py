"""The words around a value: what stands before it in its clause, left of it, above it."""

from __future__ import annotations

import re
from itertools import pairwise

from ceapp.certificates.reading.layout import Document, Passage

# A full stop ends a sentence unless it ends an abbreviation.
_STOP = re.compile(
    r"(?<!\b[Nn]o)(?<!\bnos)(?<!\bInc)(?<!\bDr)(?<!\bSt)(?<!\bJr)(?<!\bMs)(?<!\bMr)(?<!\bMrs)(?<!\b[A-Z])"
    r"(?<!Ph\.D)(?<!Psy\.D)(?<!Ed\.D)(?<!\bvs)(?<!\bCo)[.!?]['”\"]?\s+(?=[A-Z“\"(#])|\s[•|·]\s"
    r"|;\s|•"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Give where each sentence of a text starts and ends."""
    edges = [0, *(match.end() for match in _STOP.finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(edges) if start < end]


def clause(text: str, start: int, end: int) -> tuple[str, str]:
    """Give what stands before and after a place in its sentence."""
    for first, last in sentences(text):
        if first <= start < last:
            return text[first:start], text[min(end, last) : last]
    return "", ""


def neighbors(document: Document, piece: Passage) -> list[str]:
    """Give the texts left of and above a piece, which may say what it is."""
    left = document.left_of(piece)
    above = document.above(piece)
    texts = [left.text] if left else []
    return [*texts, above.text] if above else texts
