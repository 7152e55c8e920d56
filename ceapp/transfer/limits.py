"""How much can be brought in at once, and how it is said when it is more."""

from __future__ import annotations

from datetime import timedelta

from ceapp.transfer.sheets import limits as sheets

MEGABYTE = sheets.MEGABYTE
LARGEST_SHEET = sheets.LARGEST_SHEET

KEPT = timedelta(days=1)  # how long an upload waits to be confirmed
UNDO = timedelta(days=30)  # how long an import that was undone can be brought back
LARGEST_ZIP = 300 * MEGABYTE
MOST_FILES = 500  # certificates in a ZIP
LARGEST_UPLOAD = LARGEST_ZIP + LARGEST_SHEET + MEGABYTE
LARGEST_DOCUMENT = 40 * MEGABYTE  # the JSON of an export
ROWS_ON_A_PAGE = 50

NOTHING_CHOSEN = "Choose a sheet, or paste rows from one"
BOTH = "Choose a sheet or paste rows, not both"
ZIP_TOO_LARGE = (
    f"“{{name}}” is larger than {LARGEST_ZIP // MEGABYTE} MB. Split it into smaller ZIPs; the "
    "other certificates can be stored under Certificates"
)
NO_ZIP = "“{name}” is no ZIP that can be opened. Pack the certificates into a ZIP again"
LOCKED_ZIP = "“{name}” has a password. Pack the certificates into a ZIP without one"
TOO_MANY_FILES = f"“{{name}}” holds more than {MOST_FILES} files. Split it into smaller ZIPs"
TOO_MUCH = (
    f"A sheet of up to {LARGEST_SHEET // MEGABYTE} MB and a ZIP of up to "
    f"{LARGEST_ZIP // MEGABYTE} MB can be sent. Nothing of this was saved. Go back and choose a "
    "smaller file: only the sheet with your courses is needed."
)
