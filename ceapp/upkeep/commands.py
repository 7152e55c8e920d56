"""`ceapp backup`, `ceapp restore` and `ceapp db copy`: thin words around what they do."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from ceapp import clock, config, create_app
from ceapp.upkeep.backup import Begin, Progress, is_sealed, make_backup, reading
from ceapp.upkeep.homes import home_of
from ceapp.upkeep.instance import instance_of
from ceapp.upkeep.moving import copy_database
from ceapp.upkeep.passphrases import known_passphrase, new_passphrase
from ceapp.upkeep.restore import restore as bring_back

_file = click.argument("file", type=click.Path(path_type=Path))
_passphrase_file = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    help="A file whose first line is the passphrase; asked at the terminal if not given.",
)


@click.command()
@_file
@click.option("--encrypt", is_flag=True, help="Seal the backup with a passphrase.")
@_passphrase_file
def backup(file: Path, *, encrypt: bool, passphrase_file: Path | None) -> None:
    """Copy the whole instance into one FILE, also while people use it."""
    seals = encrypt or passphrase_file is not None
    passphrase = new_passphrase(passphrase_file) if seals else None
    instance = instance_of(config.from_environment())
    with _progress("Backing up") as begin:
        totals = make_backup(instance, file, passphrase=passphrase, now=clock.now(), begin=begin)
    click.echo(f"{file}: {_counted(totals)}, read back and found whole.")


@click.command()
@_file
@click.option("--replace", is_flag=True, help="Let it take the place of what the instance holds.")
@_passphrase_file
def restore(file: Path, *, replace: bool, passphrase_file: Path | None) -> None:
    """Let the instance be as the backup in FILE says. Stop the server first."""
    settings = config.from_environment()
    with reading(file) as opened:
        sealed = is_sealed(opened)
    passphrase = known_passphrase(passphrase_file) if sealed else None
    with create_app(settings).app_context(), _progress("Restoring") as begin:
        done = bring_back(
            instance_of(settings),
            file,
            passphrase=passphrase,
            replace=replace,
            now=clock.now(),
            begin=begin,
        )
    click.echo(f"Restored the backup of {done.head.made_at}: {_counted(done.totals)}.")
    click.echo("Everybody is signed out.")
    if done.kept:
        click.echo(f"What was replaced is kept as {done.kept}; delete it when all is well.")


@click.group("db")
def database() -> None:
    """Look after the database."""


@database.command()
@click.option("--to", "target", required=True, help="postgresql://… or sqlite:///…, and empty.")
def copy(target: str) -> None:
    """Copy the database into another, SQLite or PostgreSQL. Stop the server first."""
    settings = config.from_environment()
    source, goal = home_of(settings.database_url), home_of(config.database_url(target, name="--to"))
    with create_app(settings).app_context(), _progress("Copying") as begin:
        totals = copy_database(source, goal, now=clock.now(), begin=begin)
    for name, total in totals.items():
        click.echo(f"{name}: {total['rows']:,} rows, equal ({total['sha256'][:16]})")
    click.echo(f"{_counted(totals)} are equal in both. To use it, set DATABASE_URL to {goal.name}.")


@contextmanager
def _progress(label: str) -> Iterator[Begin]:
    """Give what draws a bar on a terminal, and says nothing where nobody watches."""
    bars = []

    def begin(rows: int) -> Progress:
        if not sys.stderr.isatty():
            return lambda: None
        bars.append(click.progressbar(length=rows, label=label, file=sys.stderr))
        return lambda: bars[0].update(1)

    try:
        yield begin
    finally:
        for bar in bars:
            bar.render_finish()


def _counted(totals: Mapping[str, Any]) -> str:
    return f"{sum(total['rows'] for total in totals.values()):,} rows in {len(totals)} tables"
