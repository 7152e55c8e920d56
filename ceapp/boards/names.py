"""What the slugs of rule files are called in sentences."""

from __future__ import annotations

from ceapp.boards import catalog
from ceapp.rules.plain_words import Names


def names() -> Names:
    """Give the names of all topics, circumstances and approving bodies."""
    approvals = catalog.approvals()
    return Names(
        topics=catalog.topics(),
        circumstances={slug: one.label for slug, one in catalog.circumstances().items()},
        approvals={slug: one.within_a_sentence for slug, one in approvals.items()},
        bodies={slug: one.written_out for slug, one in approvals.items()},
    )
