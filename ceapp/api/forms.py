"""The form for a new personal token."""

from __future__ import annotations

from wtforms import SelectMultipleField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from ceapp.api.scopes import SCOPES
from ceapp.web.forms import AtMost, BaseForm, stripped

NAME_MISSING = "Give the token a name, so that you know later what uses it"
SCOPE_MISSING = "Choose at least one thing that the token may do"
SCOPE_UNKNOWN = "What the token may do must be of the list shown"


class TokenForm(BaseForm):
    """What a token is called and what it may do."""

    name = StringField("Name", [InputRequired(NAME_MISSING), AtMost(60)], filters=[stripped])
    scopes = SelectMultipleField(
        "What it may do",
        choices=[SelectChoice(scope, words) for scope, words in SCOPES.items()],
        validate_choice=False,
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )

    def validate_name(self, field: StringField) -> None:
        """Refuse a name of blanks only."""
        if not field.data:
            raise ValidationError(NAME_MISSING)

    def validate_scopes(self, field: SelectMultipleField) -> None:
        """Refuse a token that may do nothing."""
        if not field.data:
            raise ValidationError(SCOPE_MISSING)
        if not set(field.data) <= set(SCOPES):
            raise ValidationError(SCOPE_UNKNOWN)
