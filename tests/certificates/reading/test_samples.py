"""The sixteen samples, each held against what is printed on it."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ceapp.certificates.reading.read import read
from tests.certificates.reading.paper import value

SAMPLES = Path(__file__).parents[1] / "samples"
TRUTH = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))
TEXTS = ("title", "provider", "format", "participant", "course_number")
SECONDS = 60  # a busy machine reads pictures slowly
# Pictures of certificates, which only a machine with tesseract can read.
PICTURES = {"a13-scan.pdf", "a14-photo.jpg", "a15-screenshot.png"}


@cache
def read_once(file):
    return read((SAMPLES / file).read_bytes(), seconds=SECONDS)


def reading(file):
    if file in PICTURES and shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed here: apt-get install tesseract-ocr")
    return read_once(file)


def folded(text):
    plain = unicodedata.normalize("NFKD", str(text)).casefold()
    return re.sub(r"[^a-z0-9]+", "", plain.replace("&", "and"))


@pytest.mark.parametrize(
    "row", [row for row in TRUTH if row["certificate"]], ids=lambda row: row["file"]
)
def test_a_sample_is_read_as_printed(row):
    result = reading(row["file"])
    assert (result.kind, result.problem, len(result.courses)) == ("certificate", "", 1)
    course = result.courses[0]
    assert value(course.completed).isoformat() == row["completed"]
    assert float(value(course.hours)) == row["hours"]
    for name in TEXTS:
        accepted = [row[name], *row.get("accept", {}).get(name, [])]
        assert folded(value(getattr(course, name)) or "") in {folded(one or "") for one in accepted}
    taught = row["instructor"] or ""
    wanted = taught if isinstance(taught, str) else "; ".join(taught)
    assert folded(value(course.instructor) or "") == folded(wanted)
    assert set(row.get("flag", [])) <= set(course.flags)
    check_sets(course, row)


def check_sets(course, row):
    assert set(course.approvals) == set(row["approvals"])
    for slug, numbers in row["approval_numbers"].items():
        listed = numbers if isinstance(numbers, list) else [numbers]
        assert course.approvals[slug].value.split(", ") == listed
    topics = {slug: float(one.value) for slug, one in course.topics.items() if one.sure}
    assert topics == row["topics"]


@pytest.mark.parametrize("row", TRUTH, ids=lambda row: row["file"])
def test_no_listed_trap_is_taken(row):
    for course in reading(row["file"]).courses:
        for name, traps in row.get("must_not", {}).items():
            found = value(getattr(course, name))
            assert found is None or str(found) not in {str(trap) for trap in traps}


def test_from_a_receipt_nothing_is_drafted():
    result = reading("a16-registration-receipt.pdf")
    assert (result.kind, result.courses) == ("receipt", ())


def test_every_value_has_its_place_on_the_page():
    course = reading("a02-live-webinar.pdf").courses[0]
    for found in (course.title, course.completed, course.hours, *course.approvals.values()):
        x0, y0, x1, y1 = found.box
        assert 0 <= x0 < x1 <= 1
        assert 0 <= y0 < y1 <= 1
    # The title stands over the row of values, the hours right of the date in that row.
    assert course.title.box[3] < course.completed.box[1]
    assert course.completed.box[2] < course.hours.box[0]


def test_a_picture_is_read_wherever_its_top_is():
    if shutil.which("tesseract") is None:
        pytest.skip("tesseract is not installed here: apt-get install tesseract-ocr")
    out = BytesIO()
    with Image.open(SAMPLES / "a15-screenshot.png") as upright:
        upright.convert("L").transpose(Image.Transpose.ROTATE_90).save(out, "PNG")
    result = read(out.getvalue(), seconds=SECONDS)
    assert result.preview[0].turn == 90
    course = result.courses[0]
    assert value(course.completed).isoformat() == "2026-08-05"
    # On the page as it is shown after that turn, the title stands in the upper half.
    assert course.title.box[3] < 0.5
