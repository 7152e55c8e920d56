"""What can go wrong with a copy, each in a sentence for whoever runs the command."""

from __future__ import annotations

from ceapp.errors import CeappError

NOTHING_TOUCHED = "Nothing was changed."


class BrokenBackup(CeappError):  # noqa: N818 - it is the file that has the fault
    """The file is no whole backup of ours, or was changed since it was made."""


class NotTaken(CeappError):  # noqa: N818 - a refusal, which is right
    """The command was refused, and nothing was changed."""
