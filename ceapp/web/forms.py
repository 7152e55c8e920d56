"""What every form shares: faults with a place on the page, answers that keep what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FormField, RadioField, SelectMultipleField, ValidationError
from wtforms.widgets import Select

UNPROCESSABLE = 422
TOO_LONG = "{label} has {length} characters; {most} is the most"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a form: the id of the control to go to (empty: the whole form) and the words."""

    anchor: str
    text: str


class BaseForm(FlaskForm):
    """A form whose faults can be listed; it carries the CSRF token."""

    class Meta(FlaskForm.Meta):
        """How the fields of our forms are drawn."""

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Any:
            """Draw a field without the browser's own limit, which would cut pasted words off."""
            return super().render_field(field, {"maxlength": False, **render_kw})

    def problems(self) -> list[Problem]:
        """List the faults in the order of the page."""
        return [
            *(problem for field in self for problem in _problems(field)),
            *(Problem("", text) for text in self.form_errors),
        ]

    def refuse(self, field: Field, text: str) -> None:
        """Add a fault that only the records could show, such as a name already taken."""
        field.errors = [*field.errors, text]


class AtMost:
    """Refuses text of more than `most` characters, saying how many there are."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, _form: Any, field: Field) -> None:
        """Check the field."""
        if field.data and len(field.data) > self.most:
            raise ValidationError(
                TOO_LONG.format(label=field.label.text, length=len(field.data), most=self.most)
            )


def stripped(text: str | None) -> str | None:
    """Take away the blanks around a text, and the control characters nobody can have typed."""
    if text is None:
        return None
    return "".join(sign for sign in text if sign >= " " or sign in "\n\r\t").strip()


def form_page(template: str, form: BaseForm, **context: Any) -> tuple[str, int]:
    """Answer with a form's page: 422 where the form has faults, else 200."""
    return render_template(template, form=form, **context), UNPROCESSABLE if form.errors else 200


def aria(field: Field, hint: str | None, attributes: dict[str, Any]) -> dict[str, Any]:
    """Tie a control to its hint and its faults; used by the form macros."""
    parts = [f"{field.id}-hint"] if hint else []
    tied = dict(attributes)
    if field.errors:
        parts.append(f"{field.id}-error")
        tied["aria-invalid"] = "true"
    if parts:
        tied["aria-describedby"] = " ".join(parts)
    return tied


def _problems(field: Field) -> Iterator[Problem]:
    if isinstance(field, FormField):
        for inner in field.form:
            yield from _problems(inner)
    elif isinstance(field, FieldList):
        for entry in field.entries:
            yield from _problems(entry)
        yield from (Problem(field.id, text) for text in field.errors if isinstance(text, str))
    else:
        yield from (Problem(_anchor(field), str(text)) for text in field.errors)


def _anchor(field: Field) -> str:
    grouped = isinstance(field, RadioField | SelectMultipleField)
    # Of a group of choices the first one takes the focus.
    return f"{field.id}-0" if grouped and not isinstance(field.widget, Select) else str(field.id)
