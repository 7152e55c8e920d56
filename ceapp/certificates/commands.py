"""`ceapp certificates`: read certificates on this machine and say what they show."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from ceapp.certificates.reading.child_process import read_in_child
from ceapp.certificates.reading.limits import MOST_BYTES
from ceapp.certificates.reading.values import TEXTS, DraftCourse, Found, Reading

_NO_FILE = "This file cannot be opened."


@click.group()
def certificates() -> None:
    """Read certificates."""


@certificates.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of lines.")
def read(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Say what each of FILES shows of a course; what is not sure is left empty."""
    rows: dict[str, dict[str, Any]] = {}
    for name, file in zip(_names(files), files, strict=True):
        rows[name] = _row(_reading(file))
        if not as_json:
            _tell(name, rows[name])
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))


def _names(files: tuple[Path, ...]) -> list[str]:
    """Name files by their last part, or in full where two share it."""
    last = Counter(file.name for file in files)
    return [file.name if last[file.name] == 1 else str(file) for file in files]


def _reading(file: Path) -> Reading:
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError:
        return Reading("unreadable", _NO_FILE)
    return read_in_child(content)


def _row(reading: Reading) -> dict[str, Any]:
    known: dict[str, Any] = {
        "certificate": reading.kind in {"certificate", "transcript"},
        "kind": reading.kind,
        "problem": reading.problem or None,
    }
    if len(reading.courses) > 1:
        return known | {"courses": [_fields(course) for course in reading.courses]}
    return known | _fields(reading.courses[0] if reading.courses else DraftCourse())


def _fields(course: DraftCourse) -> dict[str, Any]:
    row: dict[str, Any] = {name: _sure(getattr(course, name)) for name in TEXTS}
    if row["instructor"] and "; " in row["instructor"]:
        row["instructor"] = row["instructor"].split("; ")
    completed, hours = _sure(course.completed), _sure(course.hours)
    numbers = {
        slug: found.value.split(", ") if ", " in found.value else found.value
        for slug, found in course.approvals.items()
        if found.sure and found.value
    }
    return row | {
        "completed": completed.isoformat() if completed else None,
        "hours": None if hours is None else _number(hours),
        "approvals": [slug for slug, found in course.approvals.items() if found.sure],
        "approval_numbers": numbers,
        "topics": {slug: _number(one.value) for slug, one in course.topics.items() if one.sure},
        "flags": list(course.flags),
    }


def _sure(found: Found[Any] | None) -> Any:
    return found.value if found is not None and found.sure else None


def _number(value: Any) -> int | float:
    return int(value) if value == int(value) else float(value)


def _tell(name: str, row: dict[str, Any]) -> None:
    click.echo(f"{name}: {row['problem'] or row['kind']}")
    for course in row.get("courses", [row]):
        said = {key: course[key] for key in ("title", "provider", "completed", "hours", "format")}
        if any(said.values()):
            click.echo("  " + ", ".join(f"{key} {value}" for key, value in said.items() if value))
            if course["flags"]:
                click.echo(f"  check: {', '.join(course['flags'])}")
