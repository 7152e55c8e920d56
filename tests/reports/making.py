"""Making packets for tests: Alice's California license, her courses and their certificates."""

from __future__ import annotations

import zlib
from datetime import date
from io import BytesIO

from PIL import Image

from ceapp.certificates import actions
from tests import factories
from tests.certificates.making import with_table
from tests.factories import NOW

TODAY = date(2026, 11, 22)
EXPIRES = date(2027, 3, 31)


def california(person, **more):
    return factories.license(user=person, answers={"suicide": "no", "telehealth": "no"}, **more)


def proved(course, content=None, name="certificate.pdf"):
    """Give a course a certificate on file."""
    content = certificate(f"This certifies course {course.id}") if content is None else content
    return actions.store_for_course(course, name, content, now=NOW).certificate


def certificate(words, *, pages=1, page="", more=()):
    """Give a PDF with these words on each page; `page` and `more` add entries and objects."""
    numbers = range(4, 4 + 2 * pages, 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for place, number in enumerate(numbers, 1):
        drawn = f"BT /F1 16 Tf 72 700 Td ({words}, page {place}) Tj ET".encode()
        packed = zlib.compress(drawn)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {number + 1} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> {page} >>".encode()
        )
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
        )
    return with_table([*objects, *more])


def photo(kind="JPEG", *, size=(400, 300), color=(200, 40, 40), **options):
    made = BytesIO()
    Image.new("RGB", size, color).save(made, kind, **options)
    return made.getvalue()
