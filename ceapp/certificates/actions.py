"""Storing, reading, confirming and clearing certificates: a verb each, committed here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ceapp.certificates import file_names, limits, queries
from ceapp.certificates.models import Certificate, CertificateContent, CourseCertificate, State
from ceapp.certificates.places import open_places
from ceapp.certificates.reading.child_process import read_in_child
from ceapp.certificates.reading.sniff import media_type
from ceapp.certificates.reading.values import Reading
from ceapp.courses.actions import add_course
from ceapp.courses.entry import Entry
from ceapp.courses.models import Course
from ceapp.db import db

KEPT = timedelta(days=30)  # how long a deleted certificate can still be brought back


class Outcome(StrEnum):
    """What became of a file that was sent."""

    STORED = "stored"
    KNOWN = "known"  # the same bytes are here already
    RESTORED = "restored"  # they were, deleted or set aside, and are back
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Sent:
    """The answer to one file: what became of it, and why not where it was refused."""

    outcome: Outcome
    name: str
    certificate: Certificate | None = None
    why_not: str = ""


def store(user_id: int, name: str, content: bytes, *, now: datetime) -> Sent:
    """Keep a file for this person, unread; the same bytes are kept once."""
    sent = add_certificate(user_id, name, content, now=now)
    db.session.commit()
    return sent


def store_for_course(course: Course, name: str, content: bytes, *, now: datetime) -> Sent:
    """Keep a file and tie it to a course, both or neither."""
    sent = add_for_course(course, name, content, now=now)
    db.session.commit()
    return sent


def add_for_course(course: Course, name: str, content: bytes, *, now: datetime) -> Sent:
    """Keep a file and tie it to a course without committing it, as `add_certificate` does."""
    sent = add_certificate(course.user_id, name, content, now=now)
    if sent.certificate is not None:
        _tie(sent.certificate, course, None, now)
        sent.certificate.state = State.CONFIRMED
    return sent


def add_certificate(user_id: int, name: str, content: bytes, *, now: datetime) -> Sent:
    """Keep a file without committing it: for an action that saves more at the same time."""
    name = file_names.cleaned(name)
    digest = hashlib.sha256(content).hexdigest()
    kind = media_type(content)
    if why_not := _fault(content, kind):
        return Sent(Outcome.REFUSED, name, why_not=why_not.format(name=name))
    if known := queries.same_file(user_id, digest):
        return Sent(_back(known), name, known)
    if not _has_room(user_id, len(content)):
        return Sent(Outcome.REFUSED, name, why_not=limits.NO_ROOM.format(name=name))
    row = Certificate(
        user_id=user_id,
        sha256=digest,
        name=name,
        media_type=kind,
        size=len(content),
        state=State.WAITING,
        uploaded_at=now,
    )
    db.session.add(row)
    db.session.flush()  # the content refers to this row
    db.session.add(CertificateContent(user_id=user_id, sha256=digest, content=content))
    db.session.flush()
    return Sent(Outcome.STORED, name, row)


def read(
    user_id: int, certificate_id: int, *, reader: Callable[[bytes], Reading] = read_in_child
) -> Certificate | None:
    """Read a certificate and keep what was read; None where it is gone meanwhile.

    Reading takes seconds, so no transaction is open while it does: the database would be closed to
    every other writer.
    """
    content = queries.content(user_id, certificate_id)
    db.session.commit()
    reading = reader(content)
    certificate = queries.certificate(user_id, certificate_id)
    if certificate is not None:
        certificate.reading = reading.to_json()
        certificate.pages = reading.pages
        if certificate.state == State.WAITING:
            certificate.state = State.READ
    db.session.commit()
    return certificate


def confirm(certificate: Certificate, place: int, entry: Entry, *, now: datetime) -> Course:
    """Log a course that the certificate proves, both in one transaction."""
    course = add_course(certificate.user_id, entry, now=now)
    db.session.flush()  # gives the course its id
    _tie(certificate, course, place, now)
    _settle(certificate)
    db.session.commit()
    return course


def attach(certificate: Certificate, course: Course, place: int, *, now: datetime) -> None:
    """Let the certificate prove a course that is in the log already."""
    _tie(certificate, course, place, now)
    _settle(certificate)
    db.session.commit()


def pass_over(certificate: Certificate, place: int) -> None:
    """Leave out one of the courses that were read."""
    certificate.passed_over = sorted({*certificate.passed_over, place})
    _settle(certificate)
    db.session.commit()


def detach(proof: CourseCertificate) -> None:
    """Take a certificate from a course; its file stays."""
    db.session.delete(proof)
    db.session.commit()


def attach_again(certificate: Certificate, course: Course, *, now: datetime) -> None:
    """Give a certificate back to the course that it was taken from."""
    _tie(certificate, course, None, now)
    db.session.commit()


def set_aside(certificate: Certificate) -> None:
    """Put a file away that proves no course."""
    certificate.state = State.SET_ASIDE
    db.session.commit()


def take_up(certificate: Certificate) -> None:
    """Put a file back among those to confirm, with every course that was read on it."""
    _reopen(certificate)
    db.session.commit()


def delete(certificate: Certificate, *, now: datetime) -> None:
    """Delete a certificate; erase for good what this person deleted long ago."""
    certificate.deleted_at = now
    _erase_deleted(certificate.user_id, before=now - KEPT)
    db.session.commit()


def restore(certificate: Certificate) -> None:
    """Bring a deleted certificate back as it was."""
    certificate.deleted_at = None
    db.session.commit()


def _fault(content: bytes, kind: str | None) -> str:
    if not content:
        return limits.EMPTY
    if len(content) > limits.LARGEST_FILE:
        return limits.TOO_LARGE
    return "" if kind in file_names.EXTENSIONS else limits.NOT_ONE


def _back(known: Certificate) -> Outcome:
    if known.deleted_at is None and known.state != State.SET_ASIDE:
        return Outcome.KNOWN
    known.deleted_at = None
    if known.state == State.SET_ASIDE:
        _reopen(known)
    return Outcome.RESTORED


def _has_room(user_id: int, more: int) -> bool:
    if _fits(user_id, more):
        return True
    _erase_deleted(user_id)
    return _fits(user_id, more)


def _fits(user_id: int, more: int) -> bool:
    count, size = queries.stored(user_id)
    return count < limits.MOST_STORED and size + more <= limits.QUOTA


def _erase_deleted(user_id: int, before: datetime | None = None) -> None:
    gone = [Certificate.user_id == user_id, Certificate.deleted_at.is_not(None)]
    if before is not None:
        gone.append(Certificate.deleted_at < before)
    db.session.execute(db.delete(Certificate).where(*gone))


def _tie(certificate: Certificate, course: Course, place: int | None, now: datetime) -> None:
    if queries.proof(certificate.user_id, course.id, certificate.id) is None:
        tie = CourseCertificate(
            user_id=certificate.user_id, course=course, place=place, attached_at=now
        )
        certificate.proofs.append(tie)


def _settle(certificate: Certificate) -> None:
    """Close a certificate when something was said about each of its courses."""
    if not open_places(certificate):
        proves = any(tie.course.deleted_at is None for tie in certificate.proofs)
        certificate.state = State.CONFIRMED if proves else State.SET_ASIDE


def _reopen(certificate: Certificate) -> None:
    certificate.passed_over = []
    certificate.state = State.WAITING if certificate.reading is None else State.READ
