"""The form that logs or changes a course: the shape of input, never the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import islice
from typing import Any

from wtforms import (
    BooleanField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired

from ceapp.courses.academic import AcademicField
from ceapp.courses.approvals_field import ApprovalsField
from ceapp.courses.choices import Choices
from ceapp.courses.cost import CostField
from ceapp.courses.entry import Entry
from ceapp.courses.models import Course
from ceapp.courses.topic_rows import TopicRows
from ceapp.rules.vocabulary import LABELS, Activity, Format
from ceapp.web.fields import ForgivingDateField, HoursField
from ceapp.web.filters import hours
from ceapp.web.forms import AtMost, BaseForm, stripped

FIRST_YEAR = 1950
MOST_NOTES = 3  # on how hours were read; a message has little room
NO_FORMAT = "none"
NO_TITLE = "Course title must be given, as it stands on the certificate"
NOT_TAKEN_YET = "I have not taken it yet"
IN_FUTURE = (
    "Completion date is in the future; if you have only planned this course, "
    f"check “{NOT_TAKEN_YET}” below the date"
)
PROVED_IN_FUTURE = "Completion date is in the future, though there is a certificate; check the year"
PLANNED_IN_PAST = (
    f"Completion date has passed, but “{NOT_TAKEN_YET}” is checked; "
    "uncheck it if you took the course, or give a day to come"
)
FURTHEST_PLANNED = timedelta(days=3660)
TOO_FAR = "Completion date is more than ten years ahead; check the year"
TOO_EARLY = f"Completion date is before {FIRST_YEAR}; check the year"
HOW_TAKEN = "Choose how you took the course: in person, live online or self-paced"
UNKNOWN_FORMAT = "How you took it must be one of the choices shown"
UNKNOWN_ACTIVITY = "Kind of activity must be one of the list"
NOT_ACADEMIC = (
    "Academic credits go with an academic course for credit; choose that kind of activity, "
    "or leave them empty"
)
TAKEN_SOMEHOW = frozenset({Activity.COURSE, Activity.ACADEMIC_COURSE})
ADD_TOPIC, REMOVE_TOPIC = "add-topic", "remove-topic-"


class CourseForm(BaseForm):
    """What a certificate says; `today` is the person's own date, `choices` what they may choose.

    It begins with what `course` says, or with `suggested` values by the names of the fields. Where
    there is a certificate, the course was taken: `proved` leaves out that it may be planned only.
    """

    title = StringField(
        "Course title", validators=[DataRequired(NO_TITLE), AtMost(300)], filters=[stripped]
    )
    provider = StringField("Provider", validators=[AtMost(200)], filters=[stripped])
    completed = ForgivingDateField("Completion date")
    planned = BooleanField(NOT_TAKEN_YET)
    hours = HoursField("CE hours")
    topics = TopicRows("What it covered")
    format = RadioField("How you took it", validate_choice=False)
    activity = SelectField("Kind of activity", validate_choice=False, default=Activity.COURSE.value)
    academic = AcademicField("Academic credits", optional=True)
    approvals = ApprovalsField("Who approved it")
    cost = CostField("Cost in dollars", optional=True, what="Cost")
    notes = TextAreaField("Note to yourself", validators=[AtMost(5000)], filters=[stripped])

    def __init__(
        self,
        *,
        today: date,
        choices: Choices,
        course: Course | None = None,
        suggested: Mapping[str, Any] | None = None,
        proved: bool = False,
        **rest: Any,
    ) -> None:
        self.today, self.choices, self.proved = today, choices, proved
        super().__init__(data=_as_typed(course) if course else suggested, **rest)
        self.provider.flags.optional = self.notes.flags.optional = True
        self.format.choices = [(one.value, LABELS[one]) for one in Format] + [
            (NO_FORMAT, "None of these")
        ]
        self.activity.choices = [(one.value, LABELS[one]) for one in Activity]
        self.approvals.offered = {**choices.near_approvals, **choices.approvals}
        self.topics.offer(choices)

    def rearrange(self, button: str) -> bool:
        """Add or remove a topic row if that is what `button` asks; validates nothing."""
        if button == ADD_TOPIC:
            self.topics.add_row()
        elif button.startswith(REMOVE_TOPIC):
            number = button.removeprefix(REMOVE_TOPIC)
            self.topics.remove_row(int(number) - 1 if number in _ROW_NUMBERS else -1)
        else:
            return False
        self.topics.offer(self.choices)
        return True

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, then the topics against one another and against the course."""
        super().validate(extra_validators)
        self.topics.check(self.choices, self.hours.data)
        return not self.errors

    def validate_completed(self, field: ForgivingDateField) -> None:
        """Take days to come for planned courses only, past ones for all others."""
        day, today = field.data, self.today
        if day and self.is_planned and day < today:
            raise ValidationError(PLANNED_IN_PAST)
        if day and self.is_planned and day - today > FURTHEST_PLANNED:
            raise ValidationError(TOO_FAR)
        if day and not self.is_planned and day > today:
            raise ValidationError(PROVED_IN_FUTURE if self.proved else IN_FUTURE)
        if day and day.year < FIRST_YEAR:
            raise ValidationError(TOO_EARLY)

    def validate_format(self, field: RadioField) -> None:
        """Ask how a course was taken; other activities may have no format."""
        if field.data not in {None, NO_FORMAT, *Format}:
            raise ValidationError(UNKNOWN_FORMAT)
        if field.data in {None, NO_FORMAT} and self.activity.data in TAKEN_SOMEHOW:
            raise ValidationError(HOW_TAKEN)

    def validate_activity(self, field: SelectField) -> None:
        """Refuse an activity that is not in the list."""
        if field.data not in set(Activity):
            raise ValidationError(UNKNOWN_ACTIVITY)

    def validate_academic(self, field: AcademicField) -> None:
        """Take academic credits of an academic course only."""
        if field.data and self.activity.data != Activity.ACADEMIC_COURSE:
            raise ValidationError(NOT_ACADEMIC)

    @property
    def is_planned(self) -> bool:
        """Whether the course is not taken yet."""
        return bool(self.planned.data) and not self.proved

    def entry(self) -> Entry:
        """Give what was entered; only after the form was found valid."""
        return Entry(
            title=self.title.data,
            provider=self.provider.data or "",
            completed=self.completed.data,
            hours=self.hours.data,
            format=None if self.format.data in {None, NO_FORMAT} else Format(self.format.data),
            activity=Activity(self.activity.data),
            topics=self.topics.filled(self.hours.data),
            approvals=self.approvals.data,
            academic=self.academic.data,
            cost_cents=self.cost.data,
            notes=self.notes.data or "",
            planned=self.is_planned,
        )

    def readings(self) -> str:
        """Say how many hours were read, and how, where that was not simply the number typed."""
        whole = f"{hours(self.hours.data)} {'hour' if self.hours.data == 1 else 'hours'}"
        first = f"{whole}, {self.hours.note}" if self.hours.note else whole
        return ". ".join([first, *islice(self.topics.notes(self.choices), MOST_NOTES)])


_ROW_NUMBERS = frozenset(map(str, range(1, 100)))


def _as_typed(course: Course) -> dict[str, Any]:
    return {
        "title": course.title,
        "provider": course.provider,
        "completed": course.completed,
        "planned": course.planned,
        "hours": course.hours,
        "topics": [{"topic": part.topic, "hours": part.hours} for part in course.topics],
        "format": course.format or NO_FORMAT,
        "activity": course.activity,
        "approvals": {given.approval: given.number for given in course.approvals},
        "academic": course.academic,
        "cost": course.cost_cents,
        "notes": course.notes,
    }
