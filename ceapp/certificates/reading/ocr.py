"""Reads words from pictures with tesseract, a program on this machine; nothing is sent anywhere."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image

from ceapp.certificates.reading.layout import WIDTH, Page, Word
from ceapp.certificates.reading.straighten import Turned, prepared, resized

LEAST_SURE = 5  # of 100, as tesseract judges; a lost word would change what a line says
_GOOD = 55.0
_SECONDS = 9.0


@dataclass(frozen=True, slots=True)
class Scan:
    """The words of one picture, the picture as it was read, and how it had been turned."""

    words: tuple[Word, ...]
    turned: Turned

    @property
    def page(self) -> Page:
        """The words as a page."""
        return Page(self.words, WIDTH * self.turned.height / self.turned.width)


def present() -> bool:
    """Say whether this machine has tesseract."""
    return shutil.which("tesseract") is not None


def scan(image: Image.Image, page: int, *, until: float) -> Scan:
    """Read a picture, upright or not; `until` is a time of `time.monotonic`."""
    upright = prepared(image, 0)
    best = _scan(upright, page, until)
    if _worth(best.words) >= _GOOD:
        return best
    for turn in _turns(upright.picture, until):
        if time.monotonic() > until - 2:
            break
        other = _scan(prepared(image, turn), page, until)
        if _worth(other.words) > 1.3 * _worth(best.words) + 5:
            best = other
        if _worth(best.words) >= _GOOD:
            break
    return best


def scan_again(first: Scan, *, until: float) -> Scan:
    """Read a picture once more at another size, where other letters come out well."""
    turned = resized(first.turned)
    number = first.words[0].page if first.words else 0
    return _scan(turned, number, until)


def _scan(turned: Turned, page: int, until: float) -> Scan:
    words = _words(turned.picture, page, mode=3, until=until)
    if len(words) < 12:  # few words, far apart: looked for one by one
        sparse = _words(turned.picture, page, mode=11, until=until)
        words = sparse if _worth(sparse) > _worth(words) else words
    scale = WIDTH / turned.width
    return Scan(tuple(turned.scaled(word, scale) for word in words), turned)


def _worth(words: Sequence[Word]) -> float:
    """Say how much was read: letters of sure words that look like words."""
    plain = [word for word in words if re.fullmatch(r"[A-Za-z’'-]{3,}[.,:;]?", word.text)]
    # Words that stand upright on end were read, but on a page that lies on its side.
    plain = [word for word in plain if len(word.text) < 5 or word.x1 - word.x0 > word.y1 - word.y0]
    return sum(len(word.text) * (word.sure > 60) for word in plain) * 0.5


def _turns(picture: Image.Image, until: float) -> list[int]:
    """Give the quarter turns to try, the likeliest first."""
    answer = _run(picture, ["--psm", "0"], until).decode("utf-8", "replace")
    match = re.search(r"Rotate: (\d+)", answer)
    guess = int(match[1]) if match else 0
    order = [guess, 90, 270, 180]
    return [turn for turn in dict.fromkeys(order) if turn]


def read_again(turned: Turned, box: tuple[float, float, float, float], *, until: float) -> str:
    """Read a part of a picture (in fractions of the page) a second time, larger: its text."""
    crop = turned.crop(box)
    answer = _run(crop, ["--psm", "6"], until)
    return " ".join(answer.decode("utf-8", "replace").split())


def _words(picture: Image.Image, page: int, *, mode: int, until: float) -> list[Word]:
    table = _run(picture, ["--psm", str(mode), "-c", "preserve_interword_spaces=0", "tsv"], until)
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8", "replace")), delimiter="\t",
                               quoting=csv.QUOTE_NONE))  # fmt: skip
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in rows:
        try:
            left, top, wide, tall = (int(row[name]) for name in ("left", "top", "width", "height"))
            text, sure = (row.get("text") or "").strip(), float(row["conf"])
            line = tuple(row[name] for name in ("block_num", "par_num", "line_num"))
        except (KeyError, TypeError, ValueError):
            continue
        if row["level"] == "5" and sure >= LEAST_SURE and _legible(text):
            word = Word(_mended(text), left, top, left + wide, top + tall, page, sure)
            lines.setdefault(line, []).append(word)
    return [word for line in lines.values() for word in _leveled(line)]


def _leveled(line: list[Word]) -> list[Word]:
    """Give the words of a line one top and one bottom, whichever letters they are made of."""
    tops, bottoms = sorted(word.y0 for word in line), sorted(word.y1 for word in line)
    high, low = tops[len(tops) // 3], bottoms[-1 - len(bottoms) // 3]
    tall = low - high
    if tall <= 0 or max(abs(word.middle - (high + low) / 2) for word in line) > 0.6 * tall:
        return line  # no level line: each word stands where it stands
    return [replace(word, y0=high, y1=low) for word in line]


def _legible(text: str) -> bool:
    return any(sign.isalnum() for sign in text) or text in {"-", "–", "—", "|", "•", "&", "(", ")"}


def _mended(text: str) -> str:
    return text.replace("|", "I") if re.fullmatch(r"\|[a-z]+", text) else text


def _run(picture: Image.Image, options: list[str], until: float) -> bytes:
    left = min(until - time.monotonic(), _SECONDS)
    program = shutil.which("tesseract")
    if program is None or left < 0.3:
        return b""
    content = io.BytesIO()
    picture.save(content, "PPM")
    command = [
        program,
        "stdin",
        "stdout",
        "-l",
        "eng" if "0" not in options[1:2] else "osd",
        "--dpi",
        "300",
    ]
    try:
        done = subprocess.run([*command, *options], input=content.getvalue(), capture_output=True,
                              timeout=left, check=False)  # fmt: skip
    except (subprocess.TimeoutExpired, OSError):
        return b""
    return done.stdout
