"""Draws a page of a stored certificate for the screen."""

from __future__ import annotations

from ceapp.certificates import queries
from ceapp.certificates.models import Certificate
from ceapp.certificates.places import reading_of
from ceapp.certificates.reading.pictures import page_picture
from ceapp.db import db


def picture_of(certificate: Certificate, page: int) -> bytes | None:
    """Give a page, from 0, as a PNG; None where it cannot be drawn."""
    reading = reading_of(certificate)
    if reading is None or page >= len(reading.preview):
        return None
    content = queries.content(certificate.user_id, certificate.id)
    db.session.rollback()  # drawing takes a while, in which no transaction need be open
    return page_picture(content, page, turn=reading.preview[page].turn)
