"""The bindery: takes a plan from standard input, binds, and says on standard output how far it is.

A line of JSON at a time. In: the files, and where to write. Out: `{"file": n}` before each file is
opened, then `{"pages": {n: count}}`. In: what the typeset pages say. Out: `{"file": n}` before each
file is bound, then `{"done": bytes}`. Where it dies early, the file named last is to blame.
"""

from __future__ import annotations

import gc
import io
import json
import logging
import resource
import sys
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from ceapp.reports.binding.book import Book, Part
from ceapp.reports.binding.sheets import Sheets, count_of, open_sheets
from ceapp.reports.typeset import typeset


def main() -> None:
    """Do what standard input says."""
    gc.disable()  # a quarter of the time, for objects that all live until the end anyway
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is no news
    plan = json.loads(sys.stdin.readline())
    limit(memory=plan["memory"], seconds=plan["seconds"], size=plan["size"])
    opened = dict(_opened(plan["files"]))
    _say(file=None, pages={number: count_of(sheets) for number, sheets in opened.items()})
    data = json.loads(sys.stdin.readline())
    bind(data, opened, Path(plan["out"]))


def limit(*, memory: int, seconds: int, size: int) -> None:
    """Let this process take so much memory, time of a processor and room on the disk, no more."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def bind(data: dict[str, Any], opened: dict[str, Sheets], out: Path) -> None:
    """Typeset `data` and bind the opened files to its courses, which name theirs."""
    book = Book(PdfReader(io.BytesIO(typeset("packet", data))))
    for entry in data["entries"]:
        numbers = [number for number in entry["files"] if number in opened]
        for number in numbers:
            _say(file=number)
        book.bind(
            Part(
                label=f"course-{entry['number']}",
                number=entry["number"],
                title=entry["title"],
                sheets=[opened[number] for number in numbers],
            )
        )
    _say(file=None)
    with out.open("wb") as file:
        book.finish(file)
    _say(done=out.stat().st_size)


def _opened(files: list[dict[str, str]]) -> Any:
    for file in files:
        _say(file=file["number"])
        try:
            yield file["number"], open_sheets(Path(file["path"]), file["media_type"])
        except Exception:  # noqa: BLE001, S112 - a broken file breaks its reader in every way there is
            continue


def _say(**what: Any) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201 - standard output is how we are heard


if __name__ == "__main__":
    main()
