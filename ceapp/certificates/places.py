"""The places of a certificate: one for each course that was read on it, and at least one."""

from __future__ import annotations

from ceapp.certificates.models import Certificate
from ceapp.certificates.reading.values import DraftCourse, Reading
from ceapp.courses.models import Course

NOTHING = DraftCourse()


def reading_of(certificate: Certificate) -> Reading | None:
    """Give what was read on a certificate; None where it was not read yet."""
    return Reading.from_json(certificate.reading) if certificate.reading else None


def drafts_of(certificate: Certificate) -> tuple[DraftCourse, ...]:
    """Give the drafts in their places; a file on which nothing was read has one empty draft."""
    reading = reading_of(certificate)
    return (reading.courses if reading else ()) or (NOTHING,)


def open_places(certificate: Certificate) -> list[int]:
    """Give the places of which the person has said nothing yet, from 0."""
    said: set[int | None] = set(certificate.passed_over)
    said |= {tie.place for tie in certificate.proofs if tie.course.deleted_at is None}
    return [place for place in range(len(drafts_of(certificate))) if place not in said]


def course_in(certificate: Certificate, place: int) -> Course | None:
    """Give the course of the log that was made of this place, if it is still there."""
    tied = (tie.course for tie in certificate.proofs if tie.place == place)
    return next((course for course in tied if course.deleted_at is None), None)
