"""What a reminder says: the home page's own words about a license, with what to do and to read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from ceapp.reminders.bars import Bar, bars_of
from ceapp.reminders.subjects import missing, subject_of
from ceapp.rules.standing import Standing
from ceapp.rules.vocabulary import Topics
from ceapp.standing.answers import State, headline, open_topics, state_of
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.next_steps import next_steps
from ceapp.standing.overview import Block, Overview, overview, spoken_names
from ceapp.web.filters import count, hours, long_date

READING_NEVER_COUNTS = "Reading never counts as CE hours."
MOST_STEPS = 2
MOST_READING = 1

Link = Callable[..., str]  # gives the whole address of an endpoint with its values


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to read, and why; the library chose it."""

    title: str
    url: str
    because: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences that begin with some bold words, with a link behind or before the rest."""

    lead: str
    text: str
    link: str = ""
    url: str = ""
    link_first: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One license: the sentence that answers for it, its figures, and what they hang on."""

    title: str
    sentences: tuple[str, ...]
    bars: tuple[Bar, ...]
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole mail before it is written as text and as HTML."""

    subject: str
    about: str
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    button: str
    button_url: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a letter needs besides the standings: names, addresses, and the library's choice."""

    topics: Topics
    approvals: Mapping[str, str]
    link: Link
    read: Callable[[Sequence[LicenseStanding], int], Sequence[Reading]]


def letter_about(
    one: LicenseStanding, everything: Sequence[LicenseStanding], around: Surroundings
) -> Letter:
    """Write about one of a person's licenses; `everything` are all of them, for naming it."""
    return Letter(
        subject=subject_of(one),
        about=one.name,
        sections=(_section(one, spoken_names(everything)[one.held.id], around.topics),),
        paragraphs=(*_paragraphs(one, around), *_worth_reading([one], around)),
        button=_button(one),
        button_url=around.link("standing.license_page", license_id=one.held.id),
    )


def digest(everything: Sequence[LicenseStanding], day: date, around: Surroundings) -> Letter:
    """Write the monthly summary of all of a person's licenses."""
    names = spoken_names(everything)
    return Letter(
        subject=f"Your CE summary for {day:%B %Y}",
        about="all your licenses",
        sections=tuple(_section(one, names[one.held.id], around.topics) for one in everything),
        paragraphs=(*_steps(everything, around, 3), *_worth_reading(everything, around)),
        button="See your standing",
        button_url=around.link("standing.home"),
    )


def _section(one: LicenseStanding, name: str, topics: Topics) -> Section:
    page = overview((one,), topics)
    if one.standing is None:
        return Section(
            title=f"The rules of {name} cannot be read.",
            sentences=(
                f"It expires on {long_date(one.held.holding.expires)}. We cannot say what it needs:"
                f" ask your board. {one.held.trouble}".strip(),
            ),
            bars=(),
        )
    block = page.blocks[0]
    return Section(
        title=headline(name, one.standing),
        sentences=tuple(_sentences(one.standing, page)),
        bars=bars_of(one, block),
        points=tuple(f"{point.text} {point.cure}".strip() for point in block.points),
    )


def _sentences(standing: Standing, page: Overview) -> list[str]:
    block = page.blocks[0]
    said = [_counted(block)]
    if block.state == State.LAPSED:
        ended = f"The period ended on {long_date(block.expires)}"
        said.append(f"{ended} with {missing(standing)}.")
    elif block.state in {State.OPEN, State.MAYBE, State.UNSETTLED}:
        said.append(f"Left: {block.time_left}.")
    else:
        said.append(f"It expires on {long_date(block.expires)}.")
    found = [" ".join(said)]
    if page.lede:
        found.append(page.lede)
    elif block.pair:
        found.append(f"To go: {block.pair}.")
    if page.notice:
        found.append(f"{page.notice.lead} {page.notice.text} ({page.notice.cite})")
    return found


def _counted(block: Block) -> str:
    if block.needed is None:
        return f"Counted: {count(block.counted, 'hour')}."
    return f"Counted: {hours(block.counted)} of {count(block.needed, 'hour')}."


def _paragraphs(one: LicenseStanding, around: Surroundings) -> list[Paragraph]:
    if one.standing is None:
        return []
    state = state_of(one.standing)
    if state is State.LAPSED:
        return _after_it_lapsed(one, around.link)
    if state is State.COMPLETE:
        url = around.link("standing.license_page", license_id=one.held.id, _anchor="board")
        text = "Report it as your board asks, and keep the certificates."
        return [Paragraph("What is left to do.", text, "How to report", url)]
    log = Paragraph("Finished one already?", "", "Log it", around.link("courses.new"))
    return [*_steps([one], around, MOST_STEPS), log]


def _after_it_lapsed(one: LicenseStanding, link: Link) -> list[Paragraph]:
    end = long_date(one.held.holding.expires)
    renewed = link("renewals.new", license_id=one.held.id)
    return [
        Paragraph(
            f"Took a course by {end}?",
            "It still counts for that period.",
            "Log it",
            link("courses.new"),
        ),
        Paragraph(
            "Renewed?",
            "Close the period: it is kept as it is, and the next one begins.",
            "I renewed",
            renewed,
        ),
        Paragraph(
            "Neither?",
            "Look up your license at the board today, and ask what it needs before you see "
            "clients.",
        ),
    ]


def _steps(licenses: Sequence[LicenseStanding], around: Surroundings, most: int) -> list[Paragraph]:
    found = next_steps(licenses, around.topics, around.approvals)
    return [
        Paragraph(f"{step.title}.", step.text, step.link, _url(step.endpoint, step.values, around))
        for step in islice(found, most)
    ]


def _url(endpoint: str, values: Mapping[str, Any], around: Surroundings) -> str:
    return around.link(endpoint, **values)


def _worth_reading(licenses: Sequence[LicenseStanding], around: Surroundings) -> list[Paragraph]:
    wanting = [one for one in licenses if one.standing and _wants_a_topic(one.standing)]
    found = around.read(wanting, MOST_READING) if wanting else ()
    return [
        Paragraph(
            "Worth reading.",
            f"{count(one.minutes, 'minute')}. {one.because} {READING_NEVER_COUNTS}",
            one.title,
            one.url,
            link_first=True,
        )
        for one in found
    ]


def _button(one: LicenseStanding) -> str:
    if one.standing is None:
        return "See your license"
    state = state_of(one.standing)
    if state is State.LAPSED:
        return "See what is missing"
    return "See what counted" if state is State.COMPLETE else "See what counts, and why"


def _wants_a_topic(standing: Standing) -> bool:
    return state_of(standing) is not State.LAPSED and bool(open_topics(standing))
