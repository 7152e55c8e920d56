"""Making sheets and sending them, as a person would."""

from __future__ import annotations

import io
import re

from openpyxl import Workbook

from tests import pages

SHEET = """Course Title,Provider,Hours,Date,Format
Ethics in Everyday Practice,Harbor Lane Institute,3,03/14/2026,Live webinar
Safety Planning in Practice,Tidewater Clinical Training,2.5,11/16/2025,Home study
"""


def workbook(*rows, title="CE log", more=()):
    """Give an XLSX file with these rows; `more` are further sheets as (title, rows)."""
    book = Workbook()
    book.active.title = title
    for sheet, lines in ((book.active, rows), *((book.create_sheet(n), r) for n, r in more)):
        for line in lines:
            sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


BOUNDARY = "a-line-that-no-file-holds"


def multipart(fields, files):
    """Give the body of a form with files; the client's own way leaves temporary files open."""
    parts = []
    for name, text in fields.items():
        parts.append(f'Content-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode())
    for name, (file, content) in files.items():
        head = f'Content-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode())
        parts[-1] += content + b"\r\n"
    mark = f"--{BOUNDARY}".encode()
    return b"".join(mark + b"\r\n" + part for part in parts) + mark + b"--\r\n"


def upload(client, content, name="log.csv", *, certificates=None, follow=True):
    """Send a sheet (and a ZIP of certificates) through the form."""
    content = content.encode() if isinstance(content, str) else content
    files = {"sheet": (name, content)}
    if certificates is not None:
        files["certificates"] = ("certificates.zip", certificates)
    body = multipart({"csrf_token": pages.token(client, "/import")}, files)
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    return client.post("/import", data=body, content_type=kind, follow_redirects=follow)


def paste(client, text):
    """Paste rows into the form."""
    return pages.send(client, "/import", {"pasted": text}, follow=True)


def address(response):
    """Give the address of the draft that a page is about."""
    found = re.search(r"/import/[\w-]{22}", response.get_data(as_text=True))
    assert found, pages.text_of(response)
    return found[0]


def answer(client, url, **said):
    """Answer what the page asks, and give the page that shows what this changes."""
    data = {name.replace("__", "-").removesuffix("_"): value for name, value in said.items()}
    return pages.send(client, url, data, follow=True)


def confirm(client, url, *, expected, **said):
    """Press the button that imports."""
    data = {"do": "import", "expected": str(expected), **said}
    return pages.send(client, url, data, follow=True)
