"""The field for who approved a course: boxes to tick, each with room for the printed number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms import Field, ValidationError
from wtforms.utils import unset_value

from ceapp.web.forms import stripped

LONGEST_NUMBER = 60
UNKNOWN = "One of the approvals is not in our list; choose from those shown"
TOO_LONG = "The number beside {label} has {length} characters; {most} is the most"


class ApprovalsField(Field):
    """`data` gives each approval that was ticked with its number, which is often empty.

    The number of `apa` is sent under the field's name and `-apa`. `offered` are the labels by
    slug; the form sets it. A number typed beside a box that is not ticked stays on the page.
    """

    data: Mapping[str, str]
    offered: Mapping[str, str]
    faulty: str = ""  # the approval whose number is at fault

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Take what was ticked and typed, or else what the course has."""
        super().process(None, data, extra_filters)
        self.numbers = dict(self.data or {})
        self.data = dict(self.numbers)
        if formdata:
            typed = {name: formdata.get(name, "") for name in formdata}
            prefix = f"{self.name}-"
            self.numbers = {
                name.removeprefix(prefix): text
                for name, text in typed.items()
                if name.startswith(prefix)
            }
            self.data = {
                slug: stripped(self.numbers.get(slug, "")) or ""
                for slug in formdata.getlist(self.name)
            }

    def opens(self, folded: Iterable[str]) -> bool:
        """Say whether the list of the `folded` approvals must be open, since one is in use."""
        return any(slug in self.data or self.numbers.get(slug) for slug in folded)

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the signature is WTForms'
        """Refuse approvals that we do not know, and numbers too long to be one."""
        for slug, number in self.data.items():
            if slug not in self.offered:
                raise ValidationError(UNKNOWN)
            if len(number) > LONGEST_NUMBER:
                self.faulty = slug
                raise ValidationError(
                    TOO_LONG.format(
                        label=self.offered[slug], length=len(number), most=LONGEST_NUMBER
                    )
                )
