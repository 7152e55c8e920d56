"""Boxes found on a straightened picture fall where the words lie on the page."""

from __future__ import annotations

from PIL import Image, ImageDraw

from ceapp.certificates.reading.straighten import prepared


def tilted(degrees):
    """Give a page of lines with one dark patch, turned by so many degrees."""
    page = Image.new("L", (1200, 1600), 255)
    draw = ImageDraw.Draw(page)
    for y in range(300, 1400, 60):
        draw.rectangle((200, y, 1000, y + 18), fill=0)
    draw.rectangle((900, 120, 1000, 180), fill=0)
    return page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)


def patch(image):
    """Give the middle of the patch that stands above all lines."""
    dark = image.convert("L").point(lambda level: 255 if level < 128 else 0)
    x0, y0, x1, _ = dark.crop((0, 0, image.width, image.height // 6)).getbbox()
    return (x0 + x1) / 2 / image.width, (y0 + 30) / image.height


def test_the_skew_of_a_page_is_taken_out():
    assert abs(prepared(tilted(3), 0).skew + 3) <= 0.5
    assert prepared(tilted(0), 0).skew == 0


def test_a_place_on_the_straight_picture_is_found_again_on_the_page():
    page = tilted(3)
    turned = prepared(page, 0)
    x, y = patch(turned.picture)
    x0, y0, x1, y1 = turned.on_page((x - 0.01, y - 0.01, x + 0.01, y + 0.01))
    lies = patch(page)
    assert abs((x0 + x1) / 2 - lies[0]) < 0.02
    assert abs((y0 + y1) / 2 - lies[1]) < 0.02
