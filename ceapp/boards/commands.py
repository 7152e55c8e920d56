"""`ceapp rules`: check the rule files, list the credentials, show one in plain words."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from ceapp import clock
from ceapp.boards import catalog
from ceapp.boards.names import names
from ceapp.rules.plain_credential import about, answer, to_check
from ceapp.rules.plain_words import Plain, in_plain_words
from ceapp.rules.requirement import Credential

_WIDTH = 88
_SURE = {"high": "sure", "medium": "fairly sure", "low": "not sure"}
_ZONE = "America/New_York"


@click.group()
def rules() -> None:
    """Check, list and show the boards' rules."""


@rules.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Name every mistake in FILES, or in all rule files: file, key, fault and cure."""
    if files:
        broken = [found for found in map(catalog.check, map(Path.resolve, files)) if found]
        number = len(files)
    else:
        broken = list(catalog.mistakes())
        number = len(list(catalog.paths()))
    for one in broken:
        click.echo(str(one))
    if broken:
        sys.exit(1)
    click.echo(f"{number} rule {'file' if number == 1 else 'files'}: no mistakes.")


@rules.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def list_(*, as_json: bool) -> None:
    """List every credential."""
    listing = catalog.listing()
    if as_json:
        keys = ("id", "title", "profession", "jurisdiction", "confidence")
        rows = [{key: getattr(item, key) for key in keys} for item in listing]
        click.echo(json.dumps(rows, indent=1, ensure_ascii=False))
        return
    for item in listing:
        sure = _SURE[item.confidence]
        click.echo(f"{item.id:30} {item.jurisdiction_name}: {item.title} ({sure})")


@rules.command()
@click.argument("credential")
def show(credential: str) -> None:
    """Show the rules of CREDENTIAL, such as us-ca-lcsw, in plain words."""
    click.echo("\n".join(_shown(catalog.load(credential), clock.today_in(_ZONE))))


def _shown(credential: Credential, today: date) -> Iterator[str]:
    known = names()
    yield answer(credential, known.topics, on=today)
    yield f"{credential.title} · {credential.board}"
    yield f"Last read {credential.reviewed}; we are {_SURE[credential.confidence]} of these rules."
    yield ""
    for rule in credential.requirements:
        yield from _requirement(in_plain_words(rule, credential, known))
    for heading, text in about(credential, known):
        yield from _wrapped(f"{heading}: {text}")
    unsure = list(to_check(credential, known))
    if unsure:
        yield from ("", "Check this yourself:")
        for one in unsure:
            yield from _wrapped(str(one), "- ")
    yield from ("", "Sources:")
    for source in credential.sources:
        yield f"- {source.title or source.kind} ({source.kind}, {source.as_of})"
        yield f"  {source.url}"


def _requirement(plain: Plain) -> Iterator[str]:
    figure = f"{plain.before} {plain.figure.normalize():f} {plain.after}".strip()
    yield f"{plain.name}: {figure}"
    yield from _wrapped(" ".join((*plain.sentences, plain.requirement.note)).strip(), "  ")
    citation = plain.requirement.citation
    yield f"  {citation.cite}{f' <{citation.url}>' if citation.url else ''}"
    yield ""


def _wrapped(text: str, first: str = "") -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent="  ", break_on_hyphens=False
    )
