"""The audit packet of 60 certificates of 300 KB against a bare merge of the same files."""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from ceapp.reports.bindery import Loose, bind

CERTIFICATES, BYTES, PHOTOS, ROUNDS = 60, 300_000, 12, 5
BARE = """
import sys
from pypdf import PdfWriter
writer = PdfWriter()
for path in sys.argv[2:]:
    writer.append(path)
writer.write(sys.argv[1])
"""


def run() -> None:
    """Print wall times, their ratio, and the most memory that a process of each took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdfs = [_pdf(folder / f"{place}.pdf", place) for place in range(CERTIFICATES)]
        photos = [_photo(folder / f"{place}.jpg", place) for place in range(PHOTOS)]
        out = folder / "out.pdf"
        bare: list[float] = []
        bound: list[float] = []
        _bare(pdfs, out)
        bare_peak = _peak()
        for _ in range(ROUNDS):
            bare.append(_timed(lambda: _bare(pdfs, out)))
            bound.append(_timed(lambda: _bound(pdfs, out, "application/pdf")))
        size, peak = out.stat().st_size / 1e6, _peak()
        ratio = statistics.median(ours / base for ours, base in zip(bound, bare, strict=True))
        print(f"\nAudit packet, {CERTIFICATES} certificates of {BYTES // 1000} KB ({size:.0f} MB)")
        print(f"  bare merge with pypdf   {statistics.median(bare):6.2f} s  {bare_peak:5.0f} MB")
        print(f"  cover, index, dividers  {statistics.median(bound):6.2f} s  {peak:5.0f} MB")
        print(f"  ratio                   {ratio:6.2f} x  (goal: at most 2)")
        print(f"  most memory             {peak / (2 * size + 30):6.2f} of 2 x output + 30 MB")
        took = _timed(lambda: _bound(photos, out, "image/jpeg"))
        print(f"  {PHOTOS} photos of 12 million pixels: {took:.2f} s")


def _pdf(path: Path, seed: int) -> Path:
    """Write a scan as a PDF: a gray picture that does not compress."""
    noise = Image.frombytes("L", (600, 780), random.Random(seed).randbytes(600 * 780))
    made = BytesIO()
    quality = 95
    while not made.tell() or made.tell() > BYTES:
        made = BytesIO()
        quality -= 5
        noise.save(made, "PDF", quality=quality)
    path.write_bytes(made.getvalue())
    return path


def _photo(path: Path, seed: int) -> Path:
    gradient = Image.radial_gradient("L").rotate(seed).resize((4000, 3000)).convert("RGB")
    gradient.save(path, "JPEG", quality=85)
    return path


def _bare(paths: list[Path], out: Path) -> None:
    subprocess.run([sys.executable, "-c", BARE, str(out), *map(str, paths)], check=True)


def _bound(paths: list[Path], out: Path, media_type: str) -> None:
    files = [Loose(number, path, media_type) for number, path in enumerate(paths)]
    bind(files, _data, out)


def _data(pages: Any) -> dict[str, Any]:
    entries = [
        {
            "number": str(place + 1),
            "place": f"Course {place + 1} of {len(pages)}",
            "title": f"Ethics in Everyday Practice, Part {place + 1}",
            "completed": "Mar 14, 2026",
            "line": "Harbor Lane Institute · ASWB ACE 1744 · Live online",
            "serves": "Law and ethics 3",
            "counted": "3",
            "facts": [["Provider", "Harbor Lane Institute"], ["Completed", "March 14, 2026"]],
            "proved": True,
            "proof": "1 certificate follows: 1 page.",
            "pages": count,
            "files": [number],
        }
        for place, (number, count) in enumerate(pages.items())
    ]
    return {
        "title": "Audit packet",
        "person": "Alice Rivera",
        "as_of": "As of November 22, 2026",
        "foot": "Alice Rivera",
        "answer": "All hours are counted, and all are documented here",
        "lede": "For the renewal on March 31, 2027.",
        "ring": None,
        "facts": [["Name", "Alice Rivera"]],
        "missing": [],
        "closing": "",
        "standing_title": "Everything that is asked for is counted",
        "standing_lede": "",
        "requirements": [],
        "parts": [],
        "index_title": f"{len(pages)} courses, in order of date",
        "index_note": "",
        "entries": entries,
        "together": str(3 * len(pages)),
    }


def _timed(work: Any) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _peak() -> float:
    """Give the most megabytes that one finished process took so far."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3


if __name__ == "__main__":
    run()
