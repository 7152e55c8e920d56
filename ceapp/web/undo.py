"""What the next page says of something done, with a button that undoes it."""

from __future__ import annotations

from flask import flash


def offer_undo(text: str, undo_url: str, label: str = "Undo") -> None:
    """Show `text` on the next page beside a button `label` that posts to `undo_url`."""
    offer = {"text": text, "undo_url": undo_url, "undo_label": label}
    flash(offer, "undo")  # type: ignore[arg-type]  # any value that JSON can carry is kept
