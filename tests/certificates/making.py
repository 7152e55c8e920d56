"""Making files and readings for the tests of certificates: small, and really what they say."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from io import BytesIO

from PIL import Image

from ceapp.certificates.models import Certificate, CertificateContent, State
from ceapp.certificates.reading.values import DraftCourse, Found, PageView, Reading
from ceapp.db import db
from tests.factories import NOW

LINES = (
    "Certificate of Completion",
    "This certifies that Alice Rivera, LCSW",
    "has completed the live interactive webinar",
    "Ethics in Everyday Practice",
    "Date of completion: March 14, 2026",
    "3 CE hours",
    "Provider: Harbor Lane Institute",
)


def pdf(*lines, mark=""):
    """Give a PDF of one page with these lines of text; `mark` makes its bytes its own."""
    return pdf_of(written(*lines or LINES), mark=mark)


def written(*lines):
    """Give what draws these lines on a page."""
    y = 720
    parts = [b"BT /F1 16 Tf"]
    for line in lines:
        escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        parts.append(f"1 0 0 1 72 {y} Tm ({escaped}) Tj".encode("latin-1"))
        y -= 40
    return b"\n".join([*parts, b"ET"])


def pdf_of(drawing, *, page="", catalog="", more=(), mark=""):
    """Give a PDF that draws this on its page; `page` and `catalog` add entries to those objects."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        f"/Resources << /Font << /F1 5 0 R >> >> {page} >>".encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    ]
    return with_table(objects, mark=mark)


def with_table(objects, *, mark=""):
    """Give a PDF file of these objects, the first of them the catalog."""
    out = bytearray(f"%PDF-1.7\n%{mark}\n".encode())
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def picture(kind="PNG", *, size=(60, 40), color="white", **options):
    """Give a picture without text."""
    out = BytesIO()
    Image.new("RGB", size, color).save(out, kind, **options)
    return out.getvalue()


def found(value, *, sure=True, page=0, box=(0.2, 0.3, 0.6, 0.34)):
    return Found(value, sure, page, box)


def draft(**fields):
    """Give a draft in which everything was read for certain; `None` takes a field out."""
    usual = {
        "title": found("Ethics in Everyday Practice"),
        "provider": found("Harbor Lane Institute"),
        "completed": found(date(2026, 3, 14)),
        "hours": found(Decimal(3)),
        "format": found("live-online"),
        "participant": found("Alice Rivera, LCSW"),
        "instructor": found("Noor Haddad, PhD"),
        "approvals": {"aswb-ace": found("1234")},
    }
    return DraftCourse(**{**usual, **fields})


def reading(*drafts, kind="certificate", problem="", pages=1):
    return Reading(
        kind,
        problem,
        "application/pdf",
        pages,
        courses=drafts,
        preview=(PageView(612, 792),) * pages,
    )


def certificate(*, user, content=None, name="ethics.pdf", read=None, state=None):
    """Keep a certificate as if it had been uploaded, and read where `read` is given."""
    content = pdf(mark=name) if content is None else content
    row = Certificate(
        user_id=user.id,
        sha256=hashlib.sha256(content).hexdigest(),
        name=name,
        media_type="application/pdf",
        size=len(content),
        state=state or (State.READ if read else State.WAITING),
        reading=read.to_json() if read else None,
        pages=read.pages if read else 0,
        uploaded_at=NOW,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add(CertificateContent(user_id=user.id, sha256=row.sha256, content=content))
    db.session.commit()
    return row
