"""What the library has to say to one person, from the standings of their licenses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ceapp.library.suggestions import Named, Want, wants_of
from ceapp.rules.standing import RequirementStanding
from ceapp.rules.vocabulary import Profession, Topics
from ceapp.standing.answers import inside, name_of
from ceapp.standing.assemble import LicenseStanding


@dataclass(frozen=True, slots=True)
class LicenseNeed:
    """What one license asks for on a topic; `words` names the need as the license's page does.

    `to_go` is empty where nothing is lacking; `settled` then says how that came about.
    """

    license_id: int
    license_name: str
    words: str
    row: RequirementStanding
    to_go: str
    settled: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A section suggested to somebody, as a page shows it."""

    url: str
    title: str
    excerpt: str
    article_title: str
    because: str
    minutes: int


def wants(standings: Iterable[LicenseStanding]) -> tuple[Want, ...]:
    """Give the hours on a topic that each license lacks, the nearest deadline first."""
    return wants_of(named(standings))


def wants_by_topic(standings: Iterable[LicenseStanding]) -> Mapping[str, tuple[Want, ...]]:
    """Give what is lacking, under each topic that a board names for it."""
    found: dict[str, tuple[Want, ...]] = {}
    for want in wants(standings):
        for topic in want.requirement.topics:
            found[topic] = (*found.get(topic, ()), want)
    return found


def needs_on(
    topic: str, standings: Iterable[LicenseStanding], topics: Topics
) -> tuple[LicenseNeed, ...]:
    """Give the needs that hours on `topic` would serve, and those on a narrower topic."""
    return tuple(
        LicenseNeed(
            license_id=one.held.id,
            license_name=one.name,
            words=inside(name_of(row.requirement, topics)),
            row=row,
            to_go=_to_go(one, row),
            settled=_settled(row),
        )
        for one in standings
        if one.standing is not None
        for row in one.standing.requirements
        if row.requirement.is_need and _touches(row, topic, topics)
    )


def professions(standings: Iterable[LicenseStanding]) -> tuple[Profession, ...]:
    """Give the professions that the person is licensed in, the most frequent first."""
    held = Counter(one.held.credential.profession for one in standings if one.held.credential)
    return tuple(profession for profession, _ in held.most_common() if profession)


def jurisdictions(standings: Iterable[LicenseStanding]) -> frozenset[str]:
    """Give the jurisdictions that the person is licensed in."""
    return frozenset(one.held.credential.jurisdiction for one in standings if one.held.credential)


def named(standings: Iterable[LicenseStanding]) -> tuple[Named, ...]:
    """Give the name and standing of each license whose rules can be read."""
    return tuple((one.name, one.standing) for one in standings if one.standing is not None)


def _to_go(one: LicenseStanding, row: RequirementStanding) -> str:
    own = (want for want in wants([one]) if want.requirement is row.requirement)
    return next((want.to_go for want in own), "")


def _settled(row: RequirementStanding) -> str:
    if row.declared_met:
        return "met earlier, as you said"
    return "not sure whether met" if row.asked else "met"


def _touches(row: RequirementStanding, topic: str, topics: Topics) -> bool:
    wanted = row.requirement.topics
    return topics.within(topic, wanted) or any(topics.within(t, {topic}) for t in wanted)
