"""The rows of topics in the course form: as many as needed, each checked beside its own control."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from wtforms import Form, FormField, SelectField
from wtforms.fields.choices import SelectChoice

from ceapp.courses.choices import Choices
from ceapp.web.fields import HoursField, RowList
from ceapp.web.filters import hours

MOST_ROWS = 30
CHOOSE = "Choose a topic"
NEEDED = "Your licenses ask for these"
OTHERS = "Other topics"
NO_TOPIC = "Topic {row} must be chosen, or its hours emptied"
UNKNOWN = "Topic {row} must be one of the list"
TWICE = "{topic} is listed twice; put its hours together in one row"
TOO_LONG = "{topic} has {hours} hours, more than the whole course ({course})"


class TopicRow(Form):
    """One topic, and its hours where they are not all the course's hours."""

    topic = SelectField("Topic", validate_choice=False)
    hours = HoursField("Hours", optional=True)


class TopicRows(RowList):
    """The list of rows; `offer` must be called whenever rows came or went."""

    def __init__(self, label: str, **rest: Any) -> None:
        super().__init__(FormField(TopicRow), label, min_entries=2, max_entries=MOST_ROWS, **rest)

    def offer(self, choices: Choices) -> None:
        """Fill the lists to choose from and number the rows."""
        options = _options(choices)
        for number, row in enumerate(self.entries, 1):
            row.form.topic.choices = options
            row.form.topic.label.text = f"Topic {number}"
            row.form.hours.what = f"Hours of topic {number}"

    @property
    def full(self) -> bool:
        """Whether no row can be added."""
        return len(self.entries) >= MOST_ROWS

    def add_row(self) -> None:
        """Add an empty row, where there is room."""
        if not self.full:
            self.append_entry()

    def remove_row(self, index: int) -> None:
        """Take a row away; an empty one stays where it was the last."""
        if 0 <= index < len(self.entries):
            self.pop_entry(index)
        if not self.entries:
            self.append_entry()

    def check(self, choices: Choices, course_hours: Decimal | None) -> None:
        """Name what is wrong between the rows, and between a row and the course."""
        seen: set[str] = set()
        for number, form in enumerate(self._forms(), 1):
            slug = form.topic.data
            if fault := _fault(form, choices, number, seen):
                form.topic.errors = [fault]
            elif slug and course_hours and (form.hours.data or 0) > course_hours:
                words = TOO_LONG.format(
                    topic=choices.topic(slug),
                    hours=hours(form.hours.data),
                    course=hours(course_hours),
                )
                form.hours.errors = [words]
            seen.add(slug)
        self.errors = [row.errors for row in self.entries if row.errors]

    def filled(self, course_hours: Decimal) -> Mapping[str, Decimal]:
        """Give each chosen topic with its hours; a row without hours means all of the course."""
        return {
            form.topic.data: course_hours if form.hours.data is None else form.hours.data
            for form in self._forms()
            if form.topic.data
        }

    def notes(self, choices: Choices) -> Iterator[str]:
        """Say how hours were read, where they were not simply a number."""
        for form in self._forms():
            if form.topic.data and form.hours.note:
                topic, read = choices.topic(form.topic.data), hours(form.hours.data)
                yield f"{topic}: {read} hours, {form.hours.note}"

    def _forms(self) -> Iterator[TopicRow]:
        return (row.form for row in self.entries)


def _fault(form: TopicRow, choices: Choices, number: int, seen: set[str]) -> str | None:
    slug = form.topic.data
    if not slug:
        return NO_TOPIC.format(row=number) if form.hours.typed.strip() else None
    if not choices.knows_topic(slug):
        return UNKNOWN.format(row=number)
    return TWICE.format(topic=choices.topic(slug)) if slug in seen else None


def _options(choices: Choices) -> list[SelectChoice]:
    needed = [SelectChoice(slug, label, optgroup=NEEDED) for slug, label in choices.needed.items()]
    group = OTHERS if needed else None
    others = [SelectChoice(slug, label, optgroup=group) for slug, label in choices.topics.items()]
    return [SelectChoice("", CHOOSE), *needed, *others]
