"""What the course form offers: topics and approvals, those that matter to this person first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ceapp.boards import catalog
from ceapp.courses import queries
from ceapp.errors import CeappError
from ceapp.licenses.queries import licenses
from ceapp.own_rules.queries import loader
from ceapp.rules.requirement import Credential

USUAL_APPROVALS = ("apa", "aswb-ace", "nbcc-acep", "aamft")
MOST_FIRST = 8  # approvals to choose from at a glance; the rest is one click away
ANYTHING_ELSE = "other"


@dataclass(frozen=True, slots=True)
class Choices:
    """Slugs with their labels: `needed` topics are those that the person's licenses ask for."""

    needed: Mapping[str, str]
    topics: Mapping[str, str]
    near_approvals: Mapping[str, str]
    approvals: Mapping[str, str]

    def topic(self, slug: str) -> str:
        """Give a topic's label."""
        return self.needed.get(slug) or self.topics[slug]

    def knows_topic(self, slug: str) -> bool:
        """Say whether a course can name this topic."""
        return slug in self.needed or slug in self.topics

    def knows_approval(self, slug: str) -> bool:
        """Say whether a course can name this approval."""
        return slug in self.near_approvals or slug in self.approvals


def choices_for(user_id: int) -> Choices:
    """Give the choices of this person, by the rules of the licenses that they use."""
    held = list(credentials_of(user_id))
    topics = _by_label(catalog.topics().labels)
    asked = {topic for one in held for rule in one.requirements for topic in rule.topics}
    approvals = _by_label({slug: one.label for slug, one in catalog.approvals().items()})
    near = _near_approvals(held, queries.approvals_used(user_id))
    return Choices(
        needed={slug: label for slug, label in topics.items() if slug in asked},
        topics={slug: label for slug, label in topics.items() if slug not in asked},
        near_approvals={slug: approvals[slug] for slug in near},
        approvals={slug: label for slug, label in approvals.items() if slug not in near},
    )


def credentials_of(user_id: int) -> Iterator[Credential]:
    """Give the rules of the licenses that this person uses, those that can be read."""
    load = loader(user_id)
    for row in licenses(user_id):
        try:
            yield load(row.credential_id)
        except CeappError:
            continue  # a broken rule file must not keep anybody from logging a course


def _near_approvals(held: Iterable[Credential], used: Iterable[str]) -> tuple[str, ...]:
    accepted = {
        slug
        for one in held
        for slugs in (one.accepted_approvals, *(rule.approvals for rule in one.requirements))
        for slug in slugs
    }
    # What every profession knows comes before what a single board names.
    usual = [slug for slug in USUAL_APPROVALS if slug in accepted or not accepted]
    known = catalog.approvals()
    near = dict.fromkeys(slug for slug in (*usual, *sorted(accepted), *used) if slug in known)
    return tuple(near)[:MOST_FIRST]


def _by_label(labels: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(labels.items(), key=lambda one: (one[0] == ANYTHING_ELSE, one[1].lower())))
