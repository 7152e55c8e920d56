"""A file is read in a child with limits: whatever it holds, the answer is a sentence."""

from __future__ import annotations

import random
import struct
import time
import zlib
from pathlib import Path

import pytest

from ceapp.certificates.reading import child_process
from ceapp.certificates.reading.child_process import ChildFailed, read_in_child, run_child
from ceapp.certificates.reading.pictures import page_picture
from ceapp.certificates.reading.read import TOO_BIG
from ceapp.certificates.reading.sniff import media_type

SAMPLES = Path(__file__).parents[1] / "samples"
CERTIFICATE = (SAMPLES / "a07-hours-disagree.pdf").read_bytes()
PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind, content):
    return (
        struct.pack(">I", len(content))
        + kind
        + content
        + struct.pack(">I", zlib.crc32(kind + content))
    )


def bomb(side):
    """Give a small PNG that claims so many pixels a side."""
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(min(side * (side + 1), 50_000_000)), 9)
    return PNG + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_a_certificate_is_read_in_the_child():
    reading = read_in_child(CERTIFICATE)
    assert (reading.kind, reading.media_type, reading.pages) == (
        "certificate",
        "application/pdf",
        1,
    )
    assert reading.courses[0].title.value == "Anxiety in Later Life"
    assert reading.courses[0].flags == ("hours",)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"x", b"%PDF-1.7", b"%PDF-1.7\n" + bytes(5000), CERTIFICATE[:2000], CERTIFICATE[:-900],
        b"\xff\xd8\xff" + b"\x00" * 999, PNG, bomb(60_000), b"<svg onload='x'/>", b"MZ" * 500,
        b"RIFF\x00\x00\x00\x00WEBP" + b"\xff" * 99, b"\x00\x00\x00\x18ftypheic" + bytes(500),
        b"II*\x00" + bytes(200), b"PK\x03\x04" + bytes(200),
    ],
    ids=lambda content: repr(content[:12]),
)  # fmt: skip
def test_a_bad_file_gives_a_sentence_and_no_course(content):
    reading = read_in_child(content)
    assert reading.kind == "unreadable" or content.startswith(CERTIFICATE[:100])
    assert reading.problem.endswith(".") or reading.courses
    assert page_picture(bomb(60_000), 0) is None


def test_a_file_that_is_too_large_is_not_read_at_all():
    reading = read_in_child(CERTIFICATE + bytes(15_000_000))
    assert reading.problem == child_process.TOO_LARGE


def test_a_reading_that_takes_too_long_is_ended():
    began = time.monotonic()
    with pytest.raises(ChildFailed, match="too long"):
        # The child is given two seconds more than it gives itself.
        run_child(["read"], CERTIFICATE, seconds=-1.99, memory_mb=512)
    assert time.monotonic() - began < 5


def test_a_reading_that_takes_too_much_memory_is_ended():
    reading = read_in_child(bomb(7000), memory_mb=100)
    assert (reading.kind, reading.problem) == ("unreadable", TOO_BIG)


def test_changed_bytes_never_raise():
    chance = random.Random(7)
    for _ in range(3):
        content = bytearray(CERTIFICATE)
        for _ in range(40):
            content[chance.randrange(20, len(content))] = chance.randrange(256)
        reading = read_in_child(bytes(content))
        assert reading.problem.endswith(".") or reading.kind != "unreadable"


def test_a_page_is_shown_as_a_small_picture_turned_upright():
    shown = page_picture(CERTIFICATE, 0, width=300)
    assert shown is not None
    assert media_type(shown) == "image/png"
    assert struct.unpack(">II", shown[16:24]) == (300, 389)
    turned = page_picture(CERTIFICATE, 0, turn=90, width=300)
    wide, tall = struct.unpack(">II", turned[16:24])
    assert wide > tall
    assert page_picture(CERTIFICATE, 5) is None


def test_nothing_but_pixels_is_shown_of_a_photo():
    photo = (SAMPLES / "a14-photo.jpg").read_bytes()
    shown = page_picture(photo, 0, width=200)
    assert b"EXIF" not in shown.upper()
