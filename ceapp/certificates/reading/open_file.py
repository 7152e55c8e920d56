"""Opens files of the kinds that we take, within limits, and draws their pages."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from ceapp.certificates.reading.limits import MOST_PIXELS
from ceapp.certificates.reading.pdf_text import Locked, open_pdf, rendered
from ceapp.certificates.reading.sniff import HEIC, PDF, media_type

_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
_LONG_ENOUGH = 5200  # pixels of the long side; more adds nothing to reading
_QUARTERS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


class Unreadable(Exception):  # noqa: N818 - an outcome; the text is a sentence for the person
    """The file cannot be opened."""


BROKEN_PICTURE = "This picture could not be opened: it seems to be damaged. Save or take it again."
HUGE_PICTURE = "This picture has too many pixels to be read. Save it smaller."


def open_picture(content: bytes) -> Image.Image:
    """Give a photo as it is meant to be seen (its EXIF turn applied); raises `Unreadable`."""
    if media_type(content) == HEIC:
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=_FORMATS)
            image.draft("L" if image.mode == "L" else "RGB", (_LONG_ENOUGH // 2, _LONG_ENOUGH // 2))
            image.load()
            whole = ImageOps.exif_transpose(_opaque(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unreadable(HUGE_PICTURE) from error
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, EOFError, TypeError,
            IndexError, KeyError, OverflowError, ZeroDivisionError) as error:  # fmt: skip
        raise Unreadable(BROKEN_PICTURE) from error
    if max(whole.size) > _LONG_ENOUGH:
        whole.thumbnail((_LONG_ENOUGH, _LONG_ENOUGH), Image.Resampling.BOX, reducing_gap=2.0)
    return whole


def _opaque(image: Image.Image) -> Image.Image:
    """Lay a picture with clear parts on white paper."""
    if image.mode not in {"RGBA", "LA", "PA"} and "transparency" not in image.info:
        return image if image.mode in {"L", "RGB"} else image.convert("RGB")
    clear = image.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    paper.alpha_composite(clear)
    flat = paper.convert("RGB")
    flat.info["exif"] = image.info.get("exif", b"")
    flat.getexif().update(image.getexif())
    return flat


def picture(content: bytes, page: int, *, turn: int, width: int) -> bytes:
    """Draw a page as a PNG at most `width` wide, turned by quarters; nothing but pixels is kept.

    An empty answer says that there is no such page or that it cannot be drawn.
    """
    try:
        if media_type(content) == PDF:
            document = open_pdf(content)
            if not 0 <= page < len(document):
                return b""
            image = rendered(document[page], width=width)
        elif page == 0:
            image = open_picture(content).convert("RGB")
        else:
            return b""
    except (Unreadable, Locked, ValueError, MemoryError):
        return b""
    if turn in _QUARTERS:
        image = image.transpose(_QUARTERS[turn])
    image.thumbnail((width, 2 * width), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    out = io.BytesIO()
    clean.save(out, "PNG")
    return out.getvalue()
