"""Twenty and more files as people really have them: each with what must be said of it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time

from openpyxl import Workbook

from tests.certificates.making import LINES, pdf
from tests.transfer.making import workbook

HEAD = "Course Title,Provider,Hours,Date,Format\n"
GOOD = "Ethics in Everyday Practice,Harbor Lane Institute,3,03/14/2026,Home study\n"
ROWS = [
    ["Course Title", "Provider", "Hours", "Date", "Format"],
    ["Ethics in Everyday Practice", "Harbor Lane Institute", 3, date(2026, 3, 14), "Home study"],
]
NINE = datetime.fromisoformat("2026-03-04 09:00:00")  # a sheet knows no zone
MOST = 10 * 1_000_000


@dataclass(frozen=True)
class Awkward:
    """A file, and words that must stand on the page that answers; `new` rows become courses."""

    name: str
    content: bytes
    new: int | None = None  # None: the file is refused
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


def text(name, content, new=None, *says, encoding="utf-8", never=()):
    return Awkward(name, content.encode(encoding), new, says, never)


def packed(**parts):
    """Give a ZIP; names have two underscores for a slash and one for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def rewritten(content, change):
    """Give a workbook with its parts changed by `change(name, bytes)`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def entity_bomb():
    rules = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{rules}]><x>&a8;</x>'
    return rewritten(workbook(*ROWS), lambda name, old: bomb.encode() if "sheet1" in name else old)


def merged_headers():
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "Continuing education 2026"
    sheet.merge_cells("A1:E1")
    sheet["A3"], sheet["C3"] = "Course", "Credit"
    sheet.merge_cells("A3:B3")
    sheet.merge_cells("C3:E3")
    for place, head in enumerate(("Name", "Sponsor", "Hours", "Date", "Type"), 1):
        sheet.cell(4, place, head)
    sheet.append(["Ethics in Everyday Practice", "Harbor", 3, date(2026, 3, 14), "Home study"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_macros():
    content = workbook(*ROWS)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b'Sub Auto_Open()\nShell "calc"\nEnd Sub')
    return out.getvalue()


def stored_formula():
    """A formula with its stored result, as spreadsheet programs write it."""
    content = workbook(ROWS[0], ["Ethics", "Harbor", "=1+2", date(2026, 3, 14), "Home study"])
    return rewritten(
        content, lambda _name, old: old.replace(b"<f>1+2</f><v />", b"<f>1+2</f><v>3</v>")
        .replace(b"<f>1+2</f><v></v>", b"<f>1+2</f><v>3</v>")
    )  # fmt: skip


def rows_of_xml(body):
    """Give a workbook whose sheet holds this XML."""
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    whole = head + b"<sheetData>" + body + b"</sheetData></worksheet>"
    return rewritten(workbook(*ROWS), lambda n, o: whole if "sheet1" in n else o)


MANY_CELLS = b"<row>" + b'<c t="inlineStr"><is><t>x</t></is></c>' * 50 + b"</row>"
FAR = (
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)


def wide():
    return ",".join(f"c{n}" for n in range(80)) + "\n"


CORPUS = [
    text("utf-16.csv", "Course Title\tHours\tDate\tFormat\nÉthique\t3\t3/14/2026\tHome study\n", 1,
         "Éthique", encoding="utf-16"),
    text("utf-16-be.csv", "\ufeff" + HEAD + GOOD, 1, encoding="utf-16-be"),
    text("utf-16-without-mark.csv", HEAD + GOOD, 1, encoding="utf-16-le"),
    text("windows.csv", HEAD + GOOD.replace("Ethics", "Caf\xe9 \u2013 ethics"), 1,
         "Caf\xe9 \u2013 ethics", encoding="cp1252"),
    text("with-mark.csv", HEAD + GOOD, 1, encoding="utf-8-sig"),
    text("semicolons.csv", "sep=;\n" + (HEAD + GOOD).replace(",", ";"), 1),
    text("old-mac.csv", (HEAD + GOOD).replace("\n", "\r"), 1),
    text("totals.csv", HEAD + GOOD + "\n,,,,\nTotal,,3,,\n,,3,,\n", 1,
         "Left out: a total, not a course."),
    text("headings-again.csv", HEAD + GOOD + HEAD + GOOD.replace("Ethics", "Law"), 2,
         "Left out: the headings again"),
    text("negative.csv", HEAD + GOOD.replace(",3,", ",-3,"), 0,
         "Row 2, column C: the hours “-3” must be more than 0."),
    text("spring.csv", HEAD + GOOD.replace("03/14/2026", "spring 25"), 0,
         "Row 2, column D: the completion date “spring 25” is no date that can be read.",
         never=("November 27",)),
    text("today.csv", HEAD + GOOD.replace("03/14/2026", "today"), 0,
         "Row 2, column D: the completion date “today” is no date that can be read."),
    text("before-1970.csv", HEAD + GOOD.replace("2026", "1969"), 0,
         "Row 2, column D: the completion date “03/14/1969” is before 1970."),
    text("after-next-year.csv", HEAD + GOOD.replace("2026", "2029"), 0,
         "Row 2, column D: the completion date “03/14/2029” is after next year."),
    text("no-such-day.csv", HEAD + GOOD.replace("03/14/2026", "02/30/2026"), 0,
         "Row 2, column D: the completion date “02/30/2026” is no real date."),
    text("short-year.csv", HEAD + GOOD.replace("03/14/2026", "26/03/04"), 0,
         "Write the year with four digits"),
    text("no-date.csv", HEAD + GOOD.replace("03/14/2026", ""), 0,
         "Row 2, column D gives no completion date."),
    text("no-title.csv", HEAD + GOOD.replace("Ethics in Everyday Practice", ""), 0,
         "Row 2, column A gives no course title."),
    text("twice.csv", HEAD + GOOD + GOOD, 1,
         "Duplicate of row 2: the same title, day and hours."),
    text("two-hours-columns.csv", "Title,Hours,Hours,Date,Format\nE,3,1,3/14/2026,Home study", 1,
         "3 hours"),
    text("registered.csv", "Title,Hours,Date,Status\nEthics,3,3/14/2026,Registered", 0,
         "Left out: its status is “Registered”, so it is not a completed course."),
    text("no-columns.csv", "a;b\nc;d\n", 0, "No column gives the completion date."),
    text("wide.csv", wide() * 2, None, "Row 1 has more than 60 columns."),
    text("open-quote.csv", HEAD + '"Ethics' + ",3\nmore" * 3000, None,
         "Row 2, column A holds more than 6,000 characters."),
    text("many.csv", HEAD + GOOD * 10_001, None, "more than 10,000 rows"),
    Awkward("huge.csv", b"x," * (MOST // 2 + 1), None, ("is larger than 10 MB",)),
    Awkward("empty.csv", b"", None, ("is empty",)),
    Awkward("only-headings.csv", b"\n\n  \n", None, ("has no sheet with rows in it",)),
    Awkward("binary.csv", bytes(range(256)) * 20, None, ("is no sheet that can be read",)),
    Awkward("certificate.csv", pdf(*LINES), None, ("is a certificate or a picture, not a sheet",)),
    Awkward("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, None,
            ("is an Excel file of the old kind (.xls), or has a password",)),
    Awkward("notes.zip", packed(readme_txt=b"hello"), None, ("is a ZIP that holds no sheet",)),
    Awkward("cut.xlsx", workbook(*ROWS)[:900], None, ("is damaged and cannot be opened",)),
    Awkward("broken.xlsx", rewritten(workbook(*ROWS), lambda n, o: b"<a" if "sheet1" in n else o),
            None, ("is damaged and cannot be opened",)),
    Awkward("bomb.xlsx", rewritten(workbook(*ROWS), lambda n, o: o + b" " * 60_000_000
            if "sheet1" in n else o), None, ("unpacks to more than any list of courses needs",)),
    Awkward("entities.xlsx", entity_bomb(), None, ("defines its own XML",)),
    Awkward("cells.xlsx", rows_of_xml(MANY_CELLS * 17_000), None, ("unpacks to more than",)),
    Awkward("empty-rows.xlsx", rows_of_xml(b"<row/>" * 5_000_000), None, ("unpacks to more than",)),
    Awkward("deep.xlsx", rows_of_xml(b"<a>" * 5_000_000), None, ("unpacks to more than",)),
    Awkward("last-cell.xlsx", rows_of_xml(FAR), 0, ("No column gives the completion date.",)),
    Awkward("merged.xlsx", merged_headers(), 1, ("Ethics in Everyday Practice",)),
    Awkward("macros.xlsm", with_macros(), 1, ("Ethics in Everyday Practice",)),
    Awkward("formula-unstored.xlsx",
            workbook(ROWS[0], ["Ethics", "Harbor", "=1+2", date(2026, 3, 14), "Home study"]), 0,
            ("Row 2, column C: the hours cannot be read, because the cell holds a formula whose "
             "result is not stored in the file.",)),
    Awkward("formula-stored.xlsx", stored_formula(), 1, ("3 hours",)),
    Awkward("serial.xlsx", workbook(ROWS[0], ["Ethics", "Harbor", 3, 46095, "Home study"]), 0,
            ("Row 2, column D: the completion date “46095” is only a number.",)),
    Awkward("error-cell.xlsx",
            workbook(ROWS[0], ["Ethics", "Harbor", "#REF!", date(2026, 3, 14), "Home study"]), 0,
            ("the cell shows the error #REF! of the spreadsheet",)),
    Awkward("real-dates.xlsx", workbook(ROWS[0], ["Ethics", "Harbor", time(1, 30),
            NINE, "Home study"]), 1, ("Mar 4, 2026", "1.5 hours")),
    Awkward("far-away-cell.xlsx", workbook(*ROWS, *[[None]] * 3000, ["Law", "H", 2,
            date(2026, 5, 1), "Home study"]), 2, ("Row 3003",)),
    Awkward("second-sheet.xlsx", workbook(["Read me first"], more=[("2026", ROWS)]), 1,
            ("sheet “2026”",)),
]  # fmt: skip
