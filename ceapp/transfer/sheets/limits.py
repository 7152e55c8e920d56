"""How much of a sheet is read, and how it is said when it is more."""

from __future__ import annotations

MEGABYTE = 1_000_000
LARGEST_SHEET = 10 * MEGABYTE
LARGEST_UNPACKED = 40 * MEGABYTE  # of a workbook, which is a ZIP of XML
MOST_PARTS = 2_000  # files inside a workbook
MOST_SHEETS = 20
MOST_ROWS = 10_000
MOST_COLUMNS = 60
LONGEST_CELL = 6_000
LONGEST_GAP = 20_000  # empty rows; what stands below as many is not read
MOST_TAGS = 1_500_000  # of the XML of a workbook; ten thousand rows have fewer
SECONDS = 15
MEMORY_MB = 512

EMPTY = "“{name}” is empty. Save it again from where it came, then choose it again"
TOO_LARGE = (
    f"“{{name}}” is larger than {LARGEST_SHEET // MEGABYTE} MB, more than any list of courses "
    "needs. Save only the sheet with your courses, as CSV or XLSX"
)
TOO_MANY_ROWS = (
    f"“{{name}}” has more than {MOST_ROWS:,} rows. Split it into sheets of up to that many rows"
)
TOO_MANY_COLUMNS = (
    f"Row {{row}} has more than {MOST_COLUMNS} columns. Keep the columns of your courses only"
)
TOO_LONG = (
    f"Row {{row}}, column {{column}} holds more than {LONGEST_CELL:,} characters. A quotation mark "
    "that is opened and never closed can be the reason; or shorten the text"
)
