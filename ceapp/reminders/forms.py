"""The shape of what a person chooses to be reminded of."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, Field, SelectField, SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from ceapp.reminders.schedule import DAYS, DIGEST_DAYS
from ceapp.web.forms import BaseForm

DAY_UNKNOWN = "Choose from the days on the page"
NOTHING_CHOSEN = "Choose a day or a summary, or turn reminders off"


def day_label(days: int) -> str:
    """Write 90 days before, 1 day before, or on the day."""
    if days == 0:
        return "On the day"
    return f"{days} {'day' if days == 1 else 'days'} before"


def ordinal(day: int) -> str:
    """Write 1st, 2nd, 3rd, 4th; the 11th to 13th too end in th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{'th' if 10 < day < 14 else ending}"


class ReminderForm(BaseForm):
    """Whether, on which days, and with which summary to remind."""

    active = BooleanField("Send me reminders")
    days = SelectMultipleField(
        "Before a license expires",
        choices={days: day_label(days) for days in DAYS},
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    lapsed = BooleanField("7 days after, if a license lapsed with something missing")
    digest = SelectField(
        "A summary every month",
        choices={"": "No summary", **{str(day): f"On the {ordinal(day)}" for day in DIGEST_DAYS}},
        invalid_choice_message=DAY_UNKNOWN,
    )

    def validate_days(self, field: Field) -> None:
        """Refuse days that the page does not offer, and nothing at all."""
        if set(field.data or ()) - set(DAYS):
            raise ValidationError(DAY_UNKNOWN)
        if self.active.data and not (field.data or self.lapsed.data or self.digest_day):
            raise ValidationError(NOTHING_CHOSEN)

    @property
    def digest_day(self) -> int | None:
        """The day of the month for the summary."""
        text: Any = self.digest.data
        return int(text) if text else None
