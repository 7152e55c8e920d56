"""A reminder as a mail: the letter in plain text and HTML, with the headers that stop it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from flask import Flask, render_template, url_for

from ceapp import clock
from ceapp.boards import catalog
from ceapp.config import Settings
from ceapp.mail.message import Mail
from ceapp.reminders import letter as letters
from ceapp.reminders.bars import Bar
from ceapp.reminders.letter import Letter, Paragraph, Reading, Section, Surroundings
from ceapp.reminders.people import Claimed, Recipient, is_wanted
from ceapp.reminders.queries import recipient
from ceapp.reminders.schedule import DIGEST
from ceapp.reminders.stop_links import stop_token
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.queries import standings_of
from ceapp.standing.reading import worth_reading

_WIDTH = 72
_LONGEST_NAME = 36
BY_THE_RULES = "By the rules as read on the day of this mail. Your board decides."


def writer(app: Flask, on: date | None) -> Callable[[Claimed], Mail | None]:
    """Give what writes a reminder with the figures of the moment, or as of the day `on`.

    The addresses in it are those of the public URL, whatever host a request has named.
    """
    settings: Settings = app.extensions["ceapp.settings"]

    def write(reminder: Claimed) -> Mail | None:
        with app.test_request_context(base_url=settings.public_url):
            return mail_of(reminder, on)

    return write


def mail_of(reminder: Claimed, on: date | None = None) -> Mail | None:
    """Write a reminder; None where it is not wanted, or not true any more."""
    to = recipient(reminder.user_id)
    if to is None:
        return None
    today = on or clock.today_in(to.time_zone)
    letter = _letter(reminder, standings_of(reminder.user_id, today))
    return _mail(letter, to, reminder) if letter else None


def _letter(reminder: Claimed, standings: Sequence[LicenseStanding]) -> Letter | None:
    around = _surroundings()
    if reminder.kind == DIGEST:
        return letters.digest(standings, reminder.period_end, around) if standings else None
    found = [one for one in standings if one.held.id == reminder.license_id]
    if not found or not is_wanted(reminder, found[0]):
        return None
    return letters.letter_about(found[0], standings, around)


def _mail(letter: Letter, to: Recipient, reminder: Claimed) -> Mail:
    token = stop_token(reminder.user_id, to.stop_key)
    stop = url_for("reminders.stop", token=token, _external=True)
    settings = url_for("reminders.settings", _external=True)
    words = {"letter": letter, "stop": stop, "settings": settings, "by_the_rules": BY_THE_RULES}
    return Mail(
        to=to.email,
        subject=letter.subject,
        text=plain_text(letter, stop=stop, settings=settings),
        html=render_template("reminders/mail.html", **words),
        headers=(
            ("List-Unsubscribe", f"<{stop}>"),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ),
        message_id=reminder.message_id,
    )


def _surroundings() -> Surroundings:
    return Surroundings(
        topics=catalog.topics(),
        approvals={slug: one.within_a_sentence for slug, one in catalog.approvals().items()},
        link=_link,
        read=_reading,
    )


def _link(endpoint: str, **values: Any) -> str:
    return url_for(endpoint, _external=True, **values)


def _reading(licenses: Sequence[LicenseStanding], most: int) -> list[Reading]:
    """Ask the library what the home page asks it."""
    home = url_for("standing.home", _external=True).rstrip("/")
    return [
        Reading(title=one.title, url=home + one.url, because=one.because, minutes=one.minutes)
        for one in worth_reading(licenses, most)
    ]


def plain_text(letter: Letter, *, stop: str, settings: str) -> str:
    """Give the letter for mail programs that show, or people who prefer, no HTML."""
    blocks = [block for section in letter.sections for block in _section(section)]
    blocks += [_wrapped(_paragraph(one)) for one in letter.paragraphs]
    blocks.append(f"{letter.button}:\n{letter.button_url}")
    foot = f"-- \n{BY_THE_RULES}\nStop all reminders: {stop}\nChange the days: {settings}"
    return "\n\n".join([*blocks, foot]) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield "\n".join(_wrapped(line) for line in (section.title, *section.sentences))
    if section.bars:
        yield "\n".join(_columns(section.bars))
    if section.points:
        points = (
            textwrap.fill(f"- {point}", _WIDTH, subsequent_indent="  ", break_long_words=False)
            for point in section.points
        )
        yield "\n".join(["To settle:", *points])


def _columns(bars: Sequence[Bar]) -> Iterator[str]:
    """Set names and figures in columns; a long name has a line of its own."""
    first = max((len(bar.name) for bar in bars if len(bar.name) <= _LONGEST_NAME), default=0)
    second = max(len(bar.so_far) for bar in bars)
    for bar in bars:
        name = bar.name
        if len(name) > _LONGEST_NAME:
            yield textwrap.fill(name, _WIDTH, initial_indent="  ", subsequent_indent="  ")
            name = ""
        yield f"  {name.ljust(first)}  {bar.so_far.rjust(second)}  {bar.to_go}".rstrip()


def _paragraph(one: Paragraph) -> str:
    link = f"{one.link} <{one.url}>." if one.link else ""
    rest = (link, one.text) if one.link_first else (one.text, link)
    return " ".join(part for part in (one.lead, *rest) if part)


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
