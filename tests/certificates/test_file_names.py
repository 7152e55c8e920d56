"""Names that people's devices give, and names that we give."""

from __future__ import annotations

from datetime import date

import pytest

from ceapp.certificates.file_names import EXTENSIONS, LONGEST, cleaned, made


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("ethics.pdf", "ethics.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\dana\\ethics.pdf", "ethics.pdf"),
        ("a\0.pdf", "a .pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("two\r\nSet-Cookie: x=1.pdf", "two Set-Cookie: x=1.pdf"),
        ("Ética  para\ttodas.pdf", "Ética para todas.pdf"),
        ("", "certificate"),
        ("..", "certificate"),
        ("/", "certificate"),
    ],
)
def test_a_name_keeps_its_words_and_loses_what_could_mislead(sent, kept):
    assert cleaned(sent) == kept


def test_a_name_without_end_is_cut_and_keeps_its_ending():
    kept = cleaned("x\r\n\"'" * 1000 + "ethics.pdf")
    assert len(kept) <= LONGEST
    assert kept.endswith("hics.pdf")


@pytest.mark.parametrize(
    ("title", "day", "name"),
    [
        ("Telehealth: Law & Ethics", date(2026, 11, 15), "2026-11-15-telehealth-law-ethics.pdf"),
        ("Ética", None, "etica.pdf"),
        ('"; filename="x.exe', None, "filename-x-exe.pdf"),
        ("東京", None, "certificate.pdf"),
    ],
)
def test_the_name_we_give_is_plain_whatever_the_title_says(title, day, name):
    assert made(title, day, "application/pdf") == name


def test_the_name_we_give_has_the_ending_of_its_content():
    assert {made("x", None, kind) for kind in EXTENSIONS} == {
        "x.pdf", "x.jpg", "x.png", "x.webp", "x.heic",
    }  # fmt: skip
