"""What a standing hangs on, and where a note does not say it, what would settle it."""

from __future__ import annotations

from dataclasses import dataclass

from ceapp.rules.standing import Doubt, Standing

_CURES: dict[Doubt, str] = {
    Doubt.OVERLAP: "Ask your board whether it may.",
    Doubt.ASKED: "Answer it where you edit the license.",
    Doubt.TOTAL: "Ask your board how many hours it wants in all.",
}


@dataclass(frozen=True, slots=True)
class Point:
    """Something that keeps a standing from being sure, with the way to settle it."""

    text: str
    cure: str
    doubt: Doubt


def points_of(standing: Standing) -> tuple[Point, ...]:
    """Give every point that the standing hangs on, in the order of its notes."""
    return tuple(
        Point(note.text, _CURES.get(note.doubt, ""), note.doubt)
        for note in standing.notes
        if note.doubt is not None
    )


def remarks_of(standing: Standing) -> tuple[str, ...]:
    """Give the notes that take nothing from how sure the standing is."""
    return tuple(note.text for note in standing.notes if note.doubt is None)
