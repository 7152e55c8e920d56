"""The forms of licenses: choosing a credential, and what a person says about their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from wtforms import BooleanField, Field, RadioField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from ceapp.licenses.details import Details, Reply
from ceapp.licenses.models import Answer
from ceapp.licenses.questions import FactQuestion, OneTimeQuestion, Questions
from ceapp.rules.period import months_before
from ceapp.rules.vocabulary import LABELS, Profession
from ceapp.web.fields import ForgivingDateField
from ceapp.web.filters import long_date
from ceapp.web.forms import AtMost, BaseForm, stripped

LONGEST_NUMBER = 60
FIRST_YEAR = 1950
YEARS_AHEAD, YEARS_PAST, YEARS_OF_A_PERIOD = 10, 20, 6

NOT_A_STATE = "Choose a state from the list"
NOT_A_PROFESSION = "Choose a profession from the list"
ISSUED_LATER = "Issue date must not be in the future"
ISSUED_LONG_AGO = f"Issue date must be in {FIRST_YEAR} or later: check the year"
EXPIRES_FIRST = "Expiration date must be after the issue date, {issued}"
EXPIRES_FAR_AHEAD = f"Expiration date must be within the next {YEARS_AHEAD} years: check the year"
EXPIRED_LONG_AGO = f"Expiration date must not be over {YEARS_PAST} years ago: check the year"
STARTS_AFTER = "First day of this period must not be after the expiration date, {expires}"
STARTS_EARLY = (
    f"First day of this period must be at most {YEARS_OF_A_PERIOD} years before the expiration "
    "date, {expires}: check the year"
)
APPLIED_LATER = "Last renewal application must not be in the future: check the year"
APPLIED_LONG_AGO = (
    f"Last renewal application must be at most {YEARS_OF_A_PERIOD} years before the expiration "
    "date, {expires}: check the year"
)
NOT_ITS_RULES = "Choose one of the rules in the list"
NOT_AN_ANSWER = "Choose Yes, No or Not sure"
NOT_A_YEAR = "{label} must have four digits, like {example}"
YEAR_OUT_OF_RANGE = "{label} must be from {first} to {last}, not {year}"
YEAR_WITHOUT_YES = "{label} goes with Yes: choose Yes, or leave the year empty"

ANSWERS = (
    SelectChoice(Answer.YES.value, "Yes"),
    SelectChoice(Answer.NO.value, "No"),
    SelectChoice(Answer.UNSURE.value, "Not sure"),
)


class ChoiceForm(BaseForm):
    """Which state and profession; a GET form, so that its address can be kept."""

    class Meta(BaseForm.Meta):
        """A form that only reads needs no token."""

        csrf = False

    state = SelectField("State", validate_choice=False)
    profession = SelectField("Profession", validate_choice=False)

    def offer(self, states: Mapping[str, str]) -> None:
        """Fill the lists: the given states, slug to name, and the professions."""
        self.state.choices = _choices({"": "Choose a state", **states})
        professions = {each.value: LABELS[each] for each in Profession}
        self.profession.choices = _choices({"": "All four", **professions})

    def validate_state(self, field: Field) -> None:
        """Ask for a state: a profession alone would list the whole country."""
        if not field.data:
            raise ValidationError(NOT_A_STATE)
        _must_be_listed(field, NOT_A_STATE)

    def validate_profession(self, field: Field) -> None:
        """Take none for all of them."""
        field.data = field.data or ""
        _must_be_listed(field, NOT_A_PROFESSION)


class LicenseForm(BaseForm):
    """What every license has; `license_form` adds what its credential makes us ask."""

    number = StringField(
        "License number", filters=[stripped], validators=[Optional(), AtMost(LONGEST_NUMBER)]
    )
    issued = ForgivingDateField("Issue date", optional=True)
    expires = ForgivingDateField("Expiration date")
    starts = ForgivingDateField("First day of this period", optional=True)
    applied = ForgivingDateField("Last renewal application", optional=True)

    def __init__(self, *, asked: Questions, today: date, **rest: Any) -> None:
        self.asked = asked
        self.today = today
        super().__init__(**rest)
        if not asked.application:
            del self.applied

    @property
    def facts(self) -> Iterator[tuple[FactQuestion, Field]]:
        """Each circumstance that is asked, with its field."""
        return ((fact, self[_fact(fact.slug)]) for fact in self.asked.facts)

    @property
    def one_time(self) -> Iterator[tuple[OneTimeQuestion, Field, Field]]:
        """Each one-time need that is asked, with the fields of its answer and its year."""
        return (
            (need, self[_done(need.requirement.id)], self[_year(need.requirement.id)])
            for need in self.asked.one_time
        )

    @property
    def sound_issued(self) -> date | None:
        """The issue date, unless it has a fault."""
        return None if self.issued.errors else self.issued.data

    @property
    def sound_expires(self) -> date | None:
        """The expiration date, unless it has a fault."""
        return None if self.expires.errors else self.expires.data

    def details(self) -> Details:
        """Give what was said, once the form has proved valid."""
        assert self.expires.data is not None  # noqa: S101 - a required field
        return Details(
            expires=self.expires.data,
            number=self.number.data or "",
            issued=self.issued.data,
            starts=self.starts.data,
            applied=self.applied.data if self.asked.application else None,
            facts={fact.slug: field.data for fact, field in self.facts},
            replies={
                need.requirement.id: Reply(Answer(done.data), int(year.data) if year.data else None)
                for need, done, year in self.one_time
            },
        )

    def validate_issued(self, field: Field) -> None:
        """Find slips of the year."""
        if field.data and field.data > self.today:
            raise ValidationError(ISSUED_LATER)
        if field.data and field.data.year < FIRST_YEAR:
            raise ValidationError(ISSUED_LONG_AGO)

    def validate_expires(self, field: Field) -> None:
        """Find slips of the year, and dates that are swapped."""
        if field.data > months_before(self.today, -12 * YEARS_AHEAD):
            raise ValidationError(EXPIRES_FAR_AHEAD)
        if field.data < months_before(self.today, 12 * YEARS_PAST):
            raise ValidationError(EXPIRED_LONG_AGO)
        issued = self.sound_issued
        if issued and field.data <= issued:
            raise ValidationError(EXPIRES_FIRST.format(issued=long_date(issued)))

    def validate_starts(self, field: Field) -> None:
        """Keep the period before its end, and no longer than boards make them."""
        expires = self.sound_expires
        if not (field.data and expires):
            return
        if field.data > expires:
            raise ValidationError(STARTS_AFTER.format(expires=long_date(expires)))
        if field.data < months_before(expires, 12 * YEARS_OF_A_PERIOD):
            raise ValidationError(STARTS_EARLY.format(expires=long_date(expires)))

    def validate_applied(self, field: Field) -> None:
        """Take the day of the application for this period: before its end, and not to come."""
        if field.data and field.data > self.today:
            raise ValidationError(APPLIED_LATER)
        expires = self.sound_expires
        if field.data and expires and field.data < months_before(expires, 12 * YEARS_OF_A_PERIOD):
            raise ValidationError(APPLIED_LONG_AGO.format(expires=long_date(expires)))


class RulesForm(BaseForm):
    """Which rules a license goes by: ours, or the person's own copy."""

    rules = RadioField("Which rules does it go by?", validate_choice=False)

    def offer(self, rules: Mapping[str, str]) -> None:
        """Fill the list: ids and what they are called."""
        self.rules.choices = _choices(rules)

    def validate_rules(self, field: Field) -> None:
        """Take only rules of this credential."""
        _must_be_listed(field, NOT_ITS_RULES)


def license_form(
    asked: Questions, *, today: date, said: Details | None = None, **rest: Any
) -> LicenseForm:
    """Make the form with the questions of one credential, filled with what was `said` so far."""
    fields: dict[str, Any] = {}
    for fact in asked.facts:
        fields[_fact(fact.slug)] = BooleanField(fact.text)
    for need in asked.one_time:
        fields[_done(need.requirement.id)] = RadioField(
            need.text,
            choices=ANSWERS,
            default=Answer.UNSURE.value,
            validate_choice=False,
            validators=[_one_of_the_answers],
        )
        fields[_year(need.requirement.id)] = StringField(
            need.year,
            filters=[stripped],
            validators=[Optional(), _YearOf(_done(need.requirement.id))],
        )
    made = type("LicenseForm", (LicenseForm,), fields)
    form: LicenseForm = made(
        asked=asked, today=today, data=_as_data(said) if said else None, **rest
    )
    return form


class _YearOf:
    """Checks the year that goes with the answer of another field."""

    def __init__(self, answer: str) -> None:
        self.answer = answer

    def __call__(self, form: LicenseForm, field: Field) -> None:
        last, label = form.today.year, field.label.text
        if not re.fullmatch(r"[0-9]{4}", field.data or ""):
            raise ValidationError(NOT_A_YEAR.format(label=label, example=last - 3))
        if not FIRST_YEAR <= int(field.data) <= last:
            raise ValidationError(
                YEAR_OUT_OF_RANGE.format(label=label, first=FIRST_YEAR, last=last, year=field.data)
            )
        if form[self.answer].data != Answer.YES:
            raise ValidationError(YEAR_WITHOUT_YES.format(label=label))


def _one_of_the_answers(_form: Any, field: Field) -> None:
    _must_be_listed(field, NOT_AN_ANSWER)


def _choices(labels: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in labels.items()]


def _must_be_listed(field: Field, otherwise: str) -> None:
    if all(choice.value != field.data for choice in field.choices):
        raise ValidationError(otherwise)


def _as_data(said: Details) -> dict[str, Any]:
    data: dict[str, Any] = {
        "number": said.number,
        "issued": said.issued,
        "expires": said.expires,
        "starts": said.starts,
        "applied": said.applied,
    }
    data |= {_fact(slug): true for slug, true in said.facts.items()}
    for requirement_id, reply in said.replies.items():
        data[_done(requirement_id)] = reply.answer.value
        data[_year(requirement_id)] = "" if reply.year is None else str(reply.year)
    return data


def _fact(slug: str) -> str:
    return f"fact-{slug}"


def _done(requirement_id: str) -> str:
    return f"done-{requirement_id}"


def _year(requirement_id: str) -> str:
    return f"year-{requirement_id}"
