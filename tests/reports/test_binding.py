"""Binding strangers' files: every kind as pages, tags and marks kept, broken ones left out."""

from __future__ import annotations

import os
from io import BytesIO

import pytest
from pillow_heif import register_heif_opener
from pypdf import PdfReader, PdfWriter

from ceapp.reports import bindery
from ceapp.reports.bindery import Loose, NotBound, bind
from ceapp.reports.binding import sheets
from ceapp.reports.typeset import typeset
from tests.certificates.making import with_table
from tests.reports.making import certificate, photo

PDF = "application/pdf"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
HOSTILE = [
    '#read("/etc/passwd")',
    "$ x^2 $ and #let x = 1; #x",
    "[bracket] @label <label> *bold* _it_ `raw` // no comment /* here */",
    "\\ \\u{41} \"quotes\" ' and = heading",
    "W" * 300,
    "word " * 60,
]  # fmt: skip


def data(pages, titles=("Ethics", "Telehealth")):
    """Give what the template prints for courses of these titles; file n proves course n."""
    entries = [
        {
            "number": str(place),
            "place": f"Course {place} of {len(titles)}",
            "title": title,
            "completed": "Mar 14, 2026",
            "line": "Harbor Lane Institute",
            "serves": "All hours",
            "counted": "3",
            "facts": [["Provider", "Harbor Lane Institute"]],
            "proved": place in pages,
            "proof": "1 certificate follows." if place in pages else "No certificate on file.",
            "pages": pages.get(place, 0),
            "files": [place],
        }
        for place, title in enumerate(titles, 1)
    ]
    return {
        "title": "Audit packet",
        "person": "Alice Rivera",
        "as_of": "As of November 22, 2026",
        "foot": "Alice Rivera",
        "answer": "6 of 36 hours are counted",
        "lede": "For the renewal on March 31, 2027.",
        "ring": {
            "length": 36.0,
            "done": 6.0,
            "figure": "30",
            "unit": "hours to go",
            "label": "6 of 36 hours counted, 30 to go",
        },
        "facts": [["Name", "Alice Rivera"]],
        "missing": [],
        "closing": "The board decides.",
        "standing_title": "30 hours still to go",
        "standing_lede": "In CE hours",
        "requirements": [],
        "parts": [],
        "index_title": f"{len(titles)} courses, in order of date",
        "index_note": "",
        "entries": entries,
        "together": "6",
    }


@pytest.fixture
def bound(tmp_path):
    """Bind contents, one for each course, in the real process; give the PDF and the pages."""

    def binds(*contents, titles=("Ethics", "Telehealth"), **how):
        loose = []
        for number, content in enumerate(contents, 1):
            path = tmp_path / str(number)
            path.write_bytes(content)
            loose.append(Loose(number, path, PDF if content[:4] == b"%PDF" else "image/jpeg"))
        out = tmp_path / "out.pdf"
        pages = bind(loose, lambda counts: data(counts, titles), out, **how)
        return PdfReader(BytesIO(out.read_bytes())), dict(pages)

    return binds


def marks(reader, items=None, depth=0):
    """Give the bookmarks as lines: depth, words, page from 1."""
    for item in reader.outline if items is None else items:
        if isinstance(item, list):
            yield from marks(reader, item, depth + 1)
        else:
            yield depth, item.title, reader.get_destination_page_number(item) + 1


def tags(reader):
    """Give every tag with the number of its page, in the order in which they are read."""
    places = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages, 1)}

    def below(node):
        node = node.get_object()
        if "/S" in node:
            page = node.raw_get("/Pg").idnum if "/Pg" in node else None
            yield node["/S"], places.get(page), node.get("/Alt", "")
        children = node.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            if hasattr(child.get_object(), "get"):
                yield from below(child)

    yield from below(reader.trailer["/Root"]["/StructTreeRoot"]["/K"][0])


def test_certificates_stand_after_their_dividers_and_pages_are_counted(bound):
    reader, pages = bound(certificate("First", pages=2), photo())
    assert pages == {1: 2, 2: 1}
    texts = [page.extract_text() for page in reader.pages]
    assert len(texts) == 8
    assert "6 of 36 hours are counted" in texts[0]
    assert "Page 1 of 8" in texts[0]
    assert "Ethics" in texts[3]
    assert "Page 4 of 8" in texts[3]
    assert texts[4:6] == ["First, page 1", "First, page 2"]
    assert "Page 7 of 8" in texts[6]
    assert texts[7] == ""
    lines = texts[2].splitlines()
    assert [line.split()[-1] for line in lines if line.endswith(("3 4", "3 7"))] == ["4", "7"]


def test_bookmarks_lead_to_the_parts_the_courses_and_their_certificates(bound):
    reader, _pages = bound(certificate("First", pages=2), photo())
    assert list(marks(reader)) == [
        (0, "Cover", 1),
        (0, "Standing", 2),
        (0, "Index", 3),
        (0, "1. Ethics", 4),
        (1, "Certificate", 5),
        (0, "2. Telehealth", 7),
        (1, "Certificate", 8),
    ]


def test_page_labels_are_the_printed_numbers(bound):
    reader, _pages = bound(certificate("First", pages=2), photo())
    assert reader.page_labels == [
        "1", "2", "3", "4", "5 · certificate 1", "6 · certificate 1", "7", "8 · certificate 2",
    ]  # fmt: skip


def test_pages_after_the_last_certificate_are_numbered_on(bound):
    reader, _pages = bound(certificate("First"), titles=("Ethics", "Not proved"))
    assert reader.page_labels == ["1", "2", "3", "4", "5 · certificate 1", "6"]


def test_the_index_links_to_the_dividers(bound):
    reader, _pages = bound(certificate("First", pages=2), photo())
    named = reader.named_destinations
    found = [reader.get_destination_page_number(named[f"course-{n}"]) + 1 for n in (1, 2)]
    assert found == [4, 7]


def test_tags_are_kept_and_certificates_are_read_in_their_place(bound):
    reader, _pages = bound(certificate("First"), photo(), titles=("Ethics", "Telehealth"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-US"
    found = list(tags(reader))
    assert [page for _tag, page, _alt in found if page] == sorted(
        page for _tag, page, _alt in found if page
    )
    assert ("/P", 5, "") in found
    assert ("/Figure", 7, "Certificate for Telehealth, a picture") in found
    keys = [page.get("/StructParents") for page in reader.pages]
    assert len(set(keys)) == len(keys)
    numbers = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    assert set(keys) <= set(numbers[::2])


def test_the_claim_to_a_standard_is_taken_back_where_strangers_pages_are_bound(bound):
    mine, _pages = bound(titles=("Ethics",))
    assert b"<pdfuaid:part>1" in mine.trailer["/Root"]["/Metadata"].get_data()
    with_theirs, _pages = bound(certificate("First"), titles=("Ethics",))
    about = with_theirs.trailer["/Root"]["/Metadata"].get_data()
    assert b"pdfuaid:part" not in about
    assert b"<xmpTPg:NPages>5<" in about


def test_a_tagged_certificate_is_read_by_its_own_marks(bound):
    own = typeset("transcript", {
        "title": "A tagged certificate", "person": "x", "as_of": "", "foot": "", "answer": "Tagged",
        "lede": "by its maker", "licenses": [], "courses": [], "together": "", "totals": [],
        "closing": "",
    })  # fmt: skip
    reader, _pages = bound(own, titles=("Ethics",))
    page = reader.pages[4]
    assert "Tagged" in page.extract_text()
    numbers = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    marked = dict(zip(numbers[::2], numbers[1::2], strict=True))[page["/StructParents"]]
    assert len(marked.get_object()) > 1


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_printed_and_never_run(title):
    reader = PdfReader(BytesIO(typeset("packet", data({}, (title, "Other")))))
    index = "".join(reader.pages[2].extract_text().split()).replace("\u200b", "")
    assert "".join(title.split()) in index
    assert len(reader.pages) == 5


@pytest.mark.parametrize("title", ["東京での倫理", "Ethics 😀", "שלום", "e\u0301\u0000\ufffe"])
def test_signs_that_no_font_has_do_no_harm(title):
    made = typeset("packet", data({}, (title, "Plain")))
    reader = PdfReader(BytesIO(made))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "Plain" in reader.pages[4].extract_text()


@pytest.mark.parametrize(
    "broken",
    [
        b"%PDF-1.7 and nothing else",
        certificate("Cut off")[:-200].replace(b"endobj", b"", 3),
        b"\xff\xd8\xff\xe0 no picture",
        photo()[:300],
        with_table([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
        with_table([b"<< /Type /Catalog >>"]),
    ],
    ids=["empty", "cut off", "no picture", "half a picture", "a loop of pages", "no pages"],
)
def test_a_broken_file_is_left_out_and_the_others_are_bound(bound, broken):
    reader, pages = bound(broken, certificate("Whole"))
    assert pages == {2: 1}
    assert "No certificate on file." in reader.pages[3].extract_text()
    assert reader.pages[5].extract_text() == "Whole, page 1"


def test_a_locked_certificate_that_opens_without_a_password_is_bound(bound):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(certificate("Locked"))))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)
    reader, pages = bound(locked.getvalue(), titles=("Ethics",))
    assert pages == {1: 1}
    assert not reader.is_encrypted
    assert reader.pages[4].extract_text().strip() == "Locked, page 1"


def test_what_was_filled_in_stays_and_what_acts_does_not(bound):
    look = b"BT /F1 12 Tf 2 5 Td (Filled in by hand) Tj ET"
    form = certificate(
        "Form",
        page="/Annots [6 0 R] /AA << /O << /S /JavaScript /JS (app.alert(1)) >> >>",
        more=[
            b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /F 4 /Rect [72 600 300 620] "
            b"/V (Filled in by hand) /AP << /N 7 0 R >> "
            b"/A << /S /JavaScript /JS (app.alert(2)) >> >>",
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 228 20] /Resources << /Font << /F1 3 0 R "
            b">> >> /Length %d >>\nstream\n%s\nendstream" % (len(look), look),
        ],
    )
    reader, pages = bound(form, titles=("Ethics",))
    assert pages == {1: 1}
    page = reader.pages[4]
    assert "Filled in by hand" in page.extract_text()
    assert "/Annots" not in page
    assert "/AA" not in page
    out = BytesIO()
    PdfWriter(clone_from=reader).write(out)
    assert b"JavaScript" not in out.getvalue()


def test_photos_lie_as_they_were_taken_and_say_nothing_else(tmp_path):
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010E] = "where it was taken"
    path = tmp_path / "photo"
    path.write_bytes(photo(size=(4000, 3000), exif=exif))
    found = sheets.open_photo(path)
    assert found.height > found.width
    assert found.height <= 2200
    assert b"where it was taken" not in found.jpeg


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("HEIF", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB"), ("PNG", "L"), ("PNG", "1")],
)
def test_every_kind_of_picture_becomes_a_sheet(tmp_path, kind, mode):
    from PIL import Image

    path = tmp_path / "picture"
    register_heif_opener()
    Image.new("RGBA", (300, 200), (0, 0, 0, 0)).convert(mode).save(path, kind)
    found = sheets.open_photo(path)
    assert (found.width, found.height) == (300, 200)
    with Image.open(BytesIO(found.jpeg)) as made:
        assert made.mode == ("L" if found.gray else "RGB")


def test_a_clear_picture_stands_on_white(tmp_path):
    from PIL import Image

    path = tmp_path / "clear"
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(path, "PNG")
    with Image.open(BytesIO(sheets.open_photo(path).jpeg)) as made:
        assert made.getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_of_too_many_pixels_is_left_out(bound):
    made = photo("PNG", size=(9000, 9000))
    _reader, pages = bound(made, certificate("Whole"))
    assert pages == {2: 1}


def test_a_file_of_too_many_pages_is_left_out(bound):
    _reader, pages = bound(certificate("Long", pages=sheets.MOST_PAGES + 1), certificate("Whole"))
    assert pages == {2: 1}


def test_a_file_that_hangs_is_left_out_of_the_next_attempt(tmp_path, monkeypatch):
    monkeypatch.setattr(bindery, "SILENCE", 3)
    whole, hanging, out = (tmp_path / name for name in ("whole", "hanging", "out.pdf"))
    whole.write_bytes(certificate("Whole"))
    os.mkfifo(hanging)  # opening it waits for somebody to write to it
    files = [Loose(1, hanging, PDF), Loose(2, whole, PDF)]
    assert bind(files, data, out) == {2: 1}
    assert "Whole, page 1" in PdfReader(BytesIO(out.read_bytes())).pages[5].extract_text()


def test_one_that_keeps_silent_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(bindery, "SILENCE", 0.01)
    path = tmp_path / "1"
    path.write_bytes(certificate("Slow"))
    with pytest.raises(NotBound):
        bind([Loose(1, path, PDF)], data, tmp_path / "out.pdf")
