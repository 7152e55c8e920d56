"""Makes pictures of paper easy to read: even light, straight lines, letters of a good size."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise

from PIL import Image, ImageChops, ImageFilter, ImageOps

from ceapp.certificates.reading.layout import Word

_LONG_SIDE = 2600  # pixels in which text recognition works best on a page
_OTHER_SIDE = 1980  # for the second reading
_MOST_LARGER = 3.0
_ANGLES = [step / 2 for step in range(-14, 15)]  # degrees by which a page may lie askew
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Turned:
    """A picture ready to be read; width and height are those of the upright page in pixels.

    `turn` is the quarter turn (clockwise degrees), `skew` the small angle taken out after it.
    """

    picture: Image.Image
    turn: int
    skew: float
    width: int
    height: int

    @staticmethod
    def scaled(word: Word, scale: float) -> Word:
        """Give a word with its box scaled."""
        x0, y0, x1, y1 = (side * scale for side in (word.x0, word.y0, word.x1, word.y1))
        return replace(word, x0=x0, y0=y0, x1=x1, y1=y1)

    def _back(self, x: float, y: float) -> tuple[float, float]:
        angle = math.radians(self.skew)
        across, down = x - self.width / 2, y - self.height / 2
        return (
            across * math.cos(angle) - down * math.sin(angle) + self.width / 2,
            across * math.sin(angle) + down * math.cos(angle) + self.height / 2,
        )

    def on_page(self, box: Box) -> Box:
        """Turn a box on the straightened picture (in fractions) into one on the page."""
        if not self.skew:
            return box
        corners = [
            self._back(x * self.width, y * self.height)
            for x in (box[0], box[2])
            for y in (box[1], box[3])
        ]
        across = [min(max(x / self.width, 0.0), 1.0) for x, _ in corners]
        down = [min(max(y / self.height, 0.0), 1.0) for _, y in corners]
        return min(across), min(down), max(across), max(down)

    def crop(self, box: Box) -> Image.Image:
        """Cut a part out, with room around it, half as large again."""
        x0, x1 = box[0] * self.width, box[2] * self.width
        y0, y1 = box[1] * self.height, box[3] * self.height
        tall = y1 - y0
        left, right = max(x0 - 2.5 * tall, 0), min(x1 + 2.5 * tall, self.width)
        top, bottom = max(y0 - 0.45 * tall, 0), min(y1 + 0.45 * tall, self.height)
        part = self.picture.crop((int(left), int(top), int(right), int(bottom)))
        factor = min(max(64 / max(tall, 1), 0.6), 3.0)
        size = (max(int(part.width * factor), 8), max(int(part.height * factor), 8))
        return ImageOps.expand(part.resize(size, Image.Resampling.LANCZOS), 24, fill=255)


def prepared(image: Image.Image, turn: int) -> Turned:
    """Turn a picture by quarters, even its light, take out its skew and size it for reading."""
    gray = image.convert("L")
    if turn:
        gray = gray.transpose(
            {
                90: Image.Transpose.ROTATE_270,
                180: Image.Transpose.ROTATE_180,
                270: Image.Transpose.ROTATE_90,
            }[turn]
        )
    factor = min(_LONG_SIDE / max(gray.size), _MOST_LARGER)
    size = (max(round(gray.width * factor), 1), max(round(gray.height * factor), 1))
    gray = _even(gray.resize(size, Image.Resampling.LANCZOS))
    skew = _skew(gray)
    if skew:
        gray = gray.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255)
    return Turned(gray, turn, skew, gray.width, gray.height)


def resized(turned: Turned) -> Turned:
    """Give the same straightened picture at another size."""
    factor = _OTHER_SIDE / max(turned.width, turned.height)
    size = (max(round(turned.width * factor), 1), max(round(turned.height * factor), 1))
    picture = turned.picture.resize(size, Image.Resampling.LANCZOS)
    return Turned(picture, turned.turn, turned.skew, *size)


def _even(gray: Image.Image) -> Image.Image:
    """Take shadows and the color of the paper out; white letters on a dark ground become dark."""
    small = gray.resize((max(gray.width // 16, 1), max(gray.height // 16, 1)), Image.Resampling.BOX)
    ground = small.filter(ImageFilter.MedianFilter(9)).filter(ImageFilter.GaussianBlur(3))
    ground = ground.resize(gray.size, Image.Resampling.BILINEAR)
    # Dark bands hold light letters: there the difference counts, whichever way it goes.
    flat = ImageOps.invert(ImageChops.difference(gray, ground))
    return ImageOps.autocontrast(flat, cutoff=(0.3, 20))


def _skew(gray: Image.Image) -> float:
    """Give the angle by which the picture must be turned for its lines to lie level."""
    small = gray.copy()
    small.thumbnail((700, 700), Image.Resampling.BOX)
    dark = ImageOps.invert(small).point(lambda level: 255 if level > 70 else 0)
    scores = {angle: _sharpness(dark.rotate(angle, Image.Resampling.NEAREST)) for angle in _ANGLES}
    best = max(scores, key=lambda angle: scores[angle])
    return best if scores[best] > 1.05 * scores[0.0] and abs(best) < _ANGLES[-1] else 0.0


def _sharpness(dark: Image.Image) -> float:
    rows = list(dark.resize((1, dark.height), Image.Resampling.BOX).convert("L").tobytes())
    return float(sum((one - other) ** 2 for one, other in pairwise(rows)))
