"""A photo drawn on a page of letter paper, upright or lying as the photo is."""

from __future__ import annotations

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    StreamObject,
)

from ceapp.reports.binding.sheets import Photo

SHORT, LONG = 612, 792  # letter paper, in points
MARGIN = 36
_NO_LARGER = 0.75  # points to a dot: a small picture is not blown up until its dots show


def draw_photo(photo: Photo, page: PageObject, writer: PdfWriter) -> ArrayObject:
    """Draw the photo, as the page's one marked part, as large as fits; give the box it takes."""
    wide, high = (LONG, SHORT) if photo.width > photo.height else (SHORT, LONG)
    scale = min((wide - 2 * MARGIN) / photo.width, (high - 2 * MARGIN) / photo.height, _NO_LARGER)
    width, height = photo.width * scale, photo.height * scale
    left, below = (wide - width) / 2, (high - height) / 2
    page.mediabox = RectangleObject((0, 0, wide, high))
    shown = DecodedStreamObject()
    shown.set_data(
        f"/Figure <</MCID 0>> BDC q {width:.2f} 0 0 {height:.2f} {left:.2f} {below:.2f} cm "
        "/Photo Do Q EMC\n".encode()
    )
    picture = writer._add_object(_image(photo))  # noqa: SLF001 - as the writer's own methods do
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Photo"): picture})}
    )
    page[NameObject("/Contents")] = writer._add_object(shown)  # noqa: SLF001
    corners = (left, below, left + width, below + height)
    return ArrayObject(FloatObject(round(number, 2)) for number in corners)


def _image(photo: Photo) -> StreamObject:
    image = StreamObject()
    image._data = photo.jpeg  # noqa: SLF001 - the data are encoded already, as the filter says
    image.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(photo.width),
            NameObject("/Height"): NumberObject(photo.height),
            NameObject("/ColorSpace"): NameObject("/DeviceGray" if photo.gray else "/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    return image
