"""Where a backup's passphrase comes from: a file, or somebody at a terminal; never the command."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ceapp.errors import BadInput

SHORTEST = 12
NO_TERMINAL = "Name a file with the passphrase: --passphrase-file FILE (nobody is at a terminal)."
TOO_SHORT = f"The passphrase is too short: use {SHORTEST} characters or more, as a few words."
UNREADABLE = "The passphrase file {file} cannot be read: {why}."


def new_passphrase(file: Path | None) -> str:
    """Give the passphrase for a new backup."""
    found = _from(file) if file else _asked(confirm=True)
    if len(found) < SHORTEST:
        raise BadInput(TOO_SHORT)
    return found


def known_passphrase(file: Path | None) -> str:
    """Give the passphrase of a backup that there is."""
    return _from(file) if file else _asked(confirm=False)


def _from(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(UNREADABLE.format(file=file, why=error)) from error


def _asked(*, confirm: bool) -> str:
    if not sys.stdin.isatty():
        raise BadInput(NO_TERMINAL)
    said: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    return said
