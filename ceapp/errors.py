"""The exceptions of this package: one tree, a sentence each."""

from __future__ import annotations


class CeappError(Exception):
    """Something went wrong in a way that we can say in a sentence."""


class SettingsError(CeappError):
    """A setting is missing or wrong; the app does not start."""


class BadInput(CeappError):  # noqa: N818 - said to a person, who made no error but a typo
    """What was typed on the command line cannot be used; the sentence says why."""
