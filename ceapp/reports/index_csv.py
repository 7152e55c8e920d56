"""The index of a packet as a sheet, in which no cell is ever taken for a formula."""

from __future__ import annotations

import csv
import io

from ceapp.reports.packet import Packet
from ceapp.web.filters import hours

COLUMNS = (
    "No.", "Completed", "Title", "Provider", "Approvals", "Format", "Hours", "Counted", "Serves",
    "Files",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NO_FILE = "no certificate on file"


def index_csv(packet: Packet, names: dict[int, str]) -> bytes:
    """Give the index as UTF-8 that spreadsheets recognize; `names` are those of the files by id."""
    sheet = io.StringIO()
    rows = csv.writer(sheet)
    rows.writerow(COLUMNS)
    held = {entry.number: [names[file.id] for file in entry.files] for entry in packet.entries}
    for entry in packet.entries:
        files = [*held[entry.number], *(one for n in entry.proved_by for one in held[n])]
        cells = (
            str(entry.number),
            entry.completed.isoformat(),
            entry.title,
            entry.provider,
            entry.approvals,
            entry.kind,
            hours(entry.hours),
            hours(entry.counted),
            entry.serves,
            "; ".join(files) or NO_FILE,
        )
        rows.writerow([harmless(cell) for cell in cells])
    return sheet.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run: it then shows it as text."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
