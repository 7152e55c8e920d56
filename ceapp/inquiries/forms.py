"""The form that records what a board said."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import Field, HiddenField, RadioField, TextAreaField, ValidationError

from ceapp.inquiries.drafts import Inquiry
from ceapp.web.fields import ForgivingDateField
from ceapp.web.forms import AtMost, BaseForm, stripped

YES, NO = "yes", "no"
NOT_CHOSEN = "Choose what the answer was"
TO_COME = "Day of the answer must not be in the future: check the year"
LONG_AGO = "Day of the answer must not be over 20 years ago: check the year"
CHANGED = (
    "The rule has changed since you opened this page. Read it again as it stands now, then record "
    "the answer if it is about this rule"
)
MOST_YEARS = 20


class AnswerForm(BaseForm):
    """What the board said to `inquiry`, and when; `behind` is the rule that it is about."""

    answer = RadioField("What was the answer?", validate_choice=False)
    answered_on = ForgivingDateField("Day of the answer")
    words = TextAreaField(
        "Who said it, and in which words", validators=[AtMost(2000)], filters=[stripped]
    )
    behind = HiddenField()

    def __init__(self, *, today: date, inquiry: Inquiry, behind: str, **rest: Any) -> None:
        self.today, self.inquiry, self.rule = today, inquiry, behind
        super().__init__(data={"behind": behind, "answered_on": today}, **rest)
        self.answer.choices = [(YES, inquiry.yes), (NO, inquiry.no)]
        self.words.flags.optional = True

    def validate_answer(self, field: Field) -> None:
        """Ask for one of the two."""
        if field.data not in {YES, NO}:
            raise ValidationError(NOT_CHOSEN)

    def validate_answered_on(self, field: Field) -> None:
        """Find slips of the year."""
        if field.data > self.today:
            raise ValidationError(TO_COME)
        if field.data.year < self.today.year - MOST_YEARS:
            raise ValidationError(LONG_AGO)

    def validate_words(self, _field: Field) -> None:
        """Refuse an answer to a rule that has changed while the page was open."""
        if self.behind.data != self.rule:
            raise ValidationError(CHANGED)

    @property
    def accepted(self) -> bool:
        """Whether the answer was yes."""
        return bool(self.answer.data == YES)
