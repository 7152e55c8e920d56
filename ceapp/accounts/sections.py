"""Sections of the settings page that belong to other features, which register them.

A feature that has settings of its own says so when the app is made, after `init_accounts`:

    from ceapp.accounts.sections import Section, register

    register(app, Section(
        title="Reminders",
        says=lambda user_id: "Mail 90, 30, 14 and 7 days before a license expires.",
        links=(("Change the reminders", "reminders.settings"),),
    ))

The settings page then shows a section of that title, with the sentence that `says` gives for the
person who looks and a link to each endpoint. The pages behind the links are the feature's own. To
ask for the password first, decorate their views with `ceapp.accounts.proof.proved_lately`. Sections
stand in the order of their `place`, then in the order in which they were registered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, current_app

_EXTENSION = "ceapp.settings_sections"


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the settings page.

    `says` gives a sentence or two for a person's id; `links` are pairs of words and endpoint;
    `place` orders the sections (an export stands at 80, deleting the account at 90).
    """

    title: str
    says: Callable[[int], str]
    links: Sequence[tuple[str, str]]
    place: int = 50

    @property
    def anchor(self) -> str:
        """The section's id on the page."""
        return "-".join(self.title.lower().split())


def register(app: Flask, section: Section) -> None:
    """Show `section` on the settings page of `app`."""
    app.extensions.setdefault(_EXTENSION, []).append(section)


def registered() -> list[Section]:
    """Give the sections of the current app in the order of the page."""
    return sorted(current_app.extensions.get(_EXTENSION, []), key=lambda section: section.place)
