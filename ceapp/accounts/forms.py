"""The shape of what is asked of a person: an account, a way in, and what they may change."""

from __future__ import annotations

import re
from typing import Any

from wtforms import (
    EmailField,
    Field,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired

from ceapp.accounts.passwords import LONGEST, weakness
from ceapp.web.forms import AtMost, BaseForm, stripped

NAME_MISSING = "Enter your name"
EMAIL_MISSING = "Enter your e-mail address"
EMAIL_WRONG = "Enter an e-mail address like name@example.org"
EMAIL_TAKEN = "There is an account with this e-mail address already; sign in instead"
PASSWORD_MISSING = "Enter a password"  # noqa: S105 - words for a person
PASSWORD_WRONG = "This is not your current password"  # noqa: S105 - words for a person
CURRENT_MISSING = "Enter your current password"
NO_MATCH = "E-mail and password do not match. Check both, or reset the password."
NOT_INVITED = "Use the address that was invited"
EMAIL_SAME = "This is your address already; enter another"
CODE_MISSING = "Enter the 6-digit code"
CODE_WRONG = "This code is not right, or was used before. Wait for the next one and enter that"
RECOVERY_MISSING = "Enter a recovery code"
RECOVERY_WRONG = "This is not one of your recovery codes, or it was used before"
PASSKEY_NAME_MISSING = "Give this passkey a name, such as Phone"
PASSKEY_FAILED = "The passkey could not be used. Try again, or sign in with your password"
PASSKEY_NOT_ADDED = "The passkey could not be added. Try again"
WAIT = "Too many tries. Wait {wait}, then try again"
ZONE_MISSING = "Choose a time zone"
TIME_ZONES = {
    "America/New_York": "Eastern (New York)",
    "America/Chicago": "Central (Chicago)",
    "America/Denver": "Mountain (Denver)",
    "America/Phoenix": "Mountain, no summer time (Phoenix)",
    "America/Los_Angeles": "Pacific (Los Angeles)",
    "America/Anchorage": "Alaska (Anchorage)",
    "America/Adak": "Aleutian (Adak)",
    "Pacific/Honolulu": "Hawaii (Honolulu)",
    "America/Puerto_Rico": "Atlantic (Puerto Rico, Virgin Islands)",
    "Pacific/Guam": "Guam and Northern Marianas",
    "Pacific/Pago_Pago": "American Samoa",
}
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def _lower(text: str | None) -> str | None:
    return text.lower() if text else text


def looks_like_email(text: str) -> bool:
    """Say whether a text has the shape of an e-mail address that mail can be sent to."""
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None


def _looks_like_email(_form: Any, field: Field) -> None:
    if not _EMAIL.fullmatch(field.data):
        raise ValidationError(EMAIL_WRONG)


class _Name(BaseForm):
    name = StringField(
        "Name, as on your license",
        [InputRequired(NAME_MISSING), AtMost(120)],
        filters=[stripped],
    )
    time_zone = SelectField(
        "Time zone",
        choices=TIME_ZONES,
        default="America/New_York",
        invalid_choice_message=ZONE_MISSING,
    )

    def validate_name(self, field: Field) -> None:
        """Refuse a name of blanks only."""
        if not field.data:
            raise ValidationError(NAME_MISSING)


class SignUpForm(_Name):
    """What an account needs."""

    email = EmailField(
        "E-mail",
        [InputRequired(EMAIL_MISSING), AtMost(254), _looks_like_email],
        filters=[stripped, _lower],
    )
    password = PasswordField("Password", [InputRequired(PASSWORD_MISSING), AtMost(LONGEST)])

    def validate_password(self, field: Field) -> None:
        """Refuse a password that is short, common or told by the account itself."""
        fault = weakness(field.data, known=(self.email.data or "", self.name.data or ""))
        if fault:
            raise ValidationError(fault)


class EmailForm(BaseForm):
    """An e-mail address: a new one, or that of an account whose password is forgotten."""

    email = EmailField(
        "E-mail",
        [InputRequired(EMAIL_MISSING), AtMost(254), _looks_like_email],
        filters=[stripped, _lower],
    )


class SignInForm(BaseForm):
    """The two things that let a person in."""

    email = EmailField("E-mail", [InputRequired(EMAIL_MISSING)], filters=[stripped, _lower])
    password = PasswordField("Password", [InputRequired(PASSWORD_MISSING)])


class ProfileForm(_Name):
    """What a person may change about themselves."""


class PasswordForm(BaseForm):
    """A new password, and the current one to show that it is really them."""

    current_password = PasswordField("Current password", [InputRequired(CURRENT_MISSING)])
    new_password = PasswordField("New password", [InputRequired(PASSWORD_MISSING), AtMost(LONGEST)])

    def validate_new_password(self, field: Field) -> None:
        """Refuse a new password that is short or common."""
        fault = weakness(field.data)
        if fault:
            raise ValidationError(fault)


class NewPasswordForm(BaseForm):
    """A new password alone; a link in a mail has shown that it is really them."""

    new_password = PasswordField("New password", [InputRequired(PASSWORD_MISSING), AtMost(LONGEST)])

    def validate_new_password(self, field: Field) -> None:
        """Refuse a new password that is short or common."""
        fault = weakness(field.data)
        if fault:
            raise ValidationError(fault)


class ProofForm(BaseForm):
    """The password once more, before something that a thief would do."""

    password = PasswordField("Password", [InputRequired(CURRENT_MISSING)])


class CodeForm(BaseForm):
    """The code that an authenticator app shows."""

    code = StringField("6-digit code", [InputRequired(CODE_MISSING)], filters=[stripped])


class RecoveryForm(BaseForm):
    """One of the codes for when the app is lost."""

    code = StringField("Recovery code", [InputRequired(RECOVERY_MISSING)], filters=[stripped])


class PasskeyForm(BaseForm):
    """What a browser's key answered; a script fills it in."""

    answer = HiddenField()


class NewPasskeyForm(PasskeyForm):
    """A new key, and the name by which its person will know it."""

    name = StringField(
        "Name of this passkey",
        [InputRequired(PASSKEY_NAME_MISSING), AtMost(60)],
        filters=[stripped],
    )
