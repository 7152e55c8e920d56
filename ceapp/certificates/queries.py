"""Reading certificates; whose they are comes first, and deleted ones never show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, false, func, or_, true

from ceapp.certificates.models import Certificate, CertificateContent, CourseCertificate, State
from ceapp.courses.models import Course
from ceapp.db import db

MOST_LISTED = 100  # of each part of the inbox
OPEN = (State.READ, State.WAITING)
_OPEN_COUNT = db.select(func.count(Certificate.id)).where(  # every page asks it
    Certificate.user_id == bindparam("user_id"),
    Certificate.deleted_at.is_(None),
    Certificate.state.in_(OPEN),
)


@dataclass(frozen=True, slots=True)
class StoredCertificate:
    """A certificate as those need it who hand its bytes on."""

    id: int
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that awaits a word of the person; `count` and `size` are of all their files."""

    waiting: Sequence[Certificate]
    read: Sequence[Certificate]
    set_aside: Sequence[Certificate]
    loose: Sequence[Certificate]  # confirmed once, but no course of the log has them now
    open: int
    count: int
    size: int


def certificate(user_id: int, certificate_id: int) -> Certificate | None:
    """Give one certificate of this person; None where it is not theirs or deleted."""
    return db.session.scalars(_of(user_id).where(Certificate.id == certificate_id)).one_or_none()


def deleted_certificate(user_id: int, certificate_id: int) -> Certificate | None:
    """Give one certificate that this person deleted and may still bring back."""
    return db.session.scalars(
        db.select(Certificate).where(
            Certificate.user_id == user_id,
            Certificate.id == certificate_id,
            Certificate.deleted_at.is_not(None),
        )
    ).one_or_none()


def same_file(user_id: int, sha256: str) -> Certificate | None:
    """Give the certificate of this person with these bytes, deleted or not."""
    return db.session.scalars(
        db.select(Certificate).where(Certificate.user_id == user_id, Certificate.sha256 == sha256)
    ).one_or_none()


def content(user_id: int, certificate_id: int) -> bytes:
    """Give the bytes of a certificate of this person; raise `NoResultFound` if it is not theirs."""
    found: bytes = db.session.scalars(
        db.select(CertificateContent.content)
        .join(
            Certificate,
            and_(
                Certificate.user_id == CertificateContent.user_id,
                Certificate.sha256 == CertificateContent.sha256,
            ),
        )
        .where(
            CertificateContent.user_id == user_id,
            Certificate.id == certificate_id,
            Certificate.deleted_at.is_(None),
        )
    ).one()
    return found


def inbox(user_id: int) -> Inbox:
    """Give what this person's inbox shows."""
    count, size = stored(user_id)
    return Inbox(
        waiting=_listed(user_id, Certificate.state == State.WAITING),
        read=_listed(user_id, Certificate.state == State.READ),
        set_aside=_listed(user_id, Certificate.state == State.SET_ASIDE),
        loose=_listed(user_id, Certificate.state == State.CONFIRMED, ~_proves_a_course()),
        open=open_count(user_id),
        count=count,
        size=size,
    )


def open_count(user_id: int) -> int:
    """Say how many certificates this person still has to confirm, read or not."""
    return db.session.scalar(_OPEN_COUNT, {"user_id": user_id}) or 0


def stored(user_id: int) -> tuple[int, int]:
    """Give how many files of this person are stored, and their bytes, deleted ones included."""
    count, size = db.session.execute(
        db.select(func.count(Certificate.id), func.sum(Certificate.size)).where(
            Certificate.user_id == user_id
        )
    ).one()
    return count, size or 0


def next_open(user_id: int, after: int) -> Certificate | None:
    """Give the certificate to confirm that comes after the one with id `after`, or the first."""
    return db.session.scalars(
        _of(user_id)
        .where(Certificate.state == State.READ, Certificate.id != after)
        .order_by(Certificate.id < after, Certificate.id)
        .limit(1)
    ).one_or_none()


def certificates_of_courses(
    user_id: int, course_ids: Iterable[int]
) -> Mapping[int, list[StoredCertificate]]:
    """Give the certificates of each course, in the order in which they were attached."""
    found: dict[int, list[StoredCertificate]] = defaultdict(list)
    for proof, row in _proofs(user_id, course_ids):
        kept = StoredCertificate(row.id, row.name, row.media_type, row.size, row.sha256)
        found[proof.course_id].append(kept)
    return dict(found)


def courses_with_certificate(user_id: int, course_ids: Iterable[int]) -> frozenset[int]:
    """Give those of these courses that have a certificate."""
    proved = (
        db.select(CourseCertificate.course_id)
        .join(Certificate, Certificate.id == CourseCertificate.certificate_id)
        .where(*_tied(user_id, course_ids))
    )
    return frozenset(db.session.scalars(proved))


def proofs_of(user_id: int, course_id: int) -> Sequence[tuple[CourseCertificate, Certificate]]:
    """Give what proves one course, with the certificate that does."""
    return _proofs(user_id, [course_id])


def proof(user_id: int, course_id: int, certificate_id: int) -> CourseCertificate | None:
    """Give the tie between a course and a certificate of this person, if there is one."""
    return db.session.scalars(
        db.select(CourseCertificate).where(
            CourseCertificate.user_id == user_id,
            CourseCertificate.course_id == course_id,
            CourseCertificate.certificate_id == certificate_id,
        )
    ).one_or_none()


def courses_alike(
    user_id: int, *, title: str, provider: str, completed: date | None, hours: Decimal | None
) -> Sequence[Course]:
    """Give the courses of this day that may be the one described, and planned ones of its title.

    Those of the day have the same title, or the same hours and provider.
    A certificate often gives another title than the log; so the provider decides as well, unless
    one of the two names none.
    """
    if completed is None:
        return ()
    same_provider = func.lower(Course.provider).in_(("", provider.lower())) if provider else true()
    same_title = func.lower(Course.title) == title.lower() if title else false()
    alike = [same_title]
    if hours is not None:
        alike.append(and_(Course.hours == hours, same_provider))
    return db.session.scalars(
        db.select(Course)
        .where(
            Course.user_id == user_id,
            Course.deleted_at.is_(None),
            or_(
                and_(Course.completed == completed, or_(*alike)),
                and_(Course.planned, same_title),
            ),
        )
        .order_by(Course.id)
        .limit(3)
    ).all()


def _of(user_id: int) -> Select[Certificate]:
    mine: Select[Certificate] = db.select(Certificate).where(
        Certificate.user_id == user_id, Certificate.deleted_at.is_(None)
    )
    return mine


def _listed(user_id: int, *conditions: ColumnElement[bool]) -> Sequence[Certificate]:
    return db.session.scalars(
        _of(user_id).where(*conditions).order_by(Certificate.id).limit(MOST_LISTED)
    ).all()


def _proves_a_course() -> ColumnElement[bool]:
    return (
        exists()
        .where(
            CourseCertificate.certificate_id == Certificate.id,
            CourseCertificate.user_id == Certificate.user_id,
            CourseCertificate.course_id == Course.id,
            Course.deleted_at.is_(None),
        )
        .correlate(Certificate)
    )


def _proofs(
    user_id: int, course_ids: Iterable[int]
) -> Sequence[tuple[CourseCertificate, Certificate]]:
    rows = db.session.execute(
        db.select(CourseCertificate, Certificate)
        .join(Certificate, Certificate.id == CourseCertificate.certificate_id)
        .where(*_tied(user_id, course_ids))
        .order_by(CourseCertificate.id)
    ).all()
    return [(tie, row) for tie, row in rows]


def _tied(user_id: int, course_ids: Iterable[int]) -> tuple[ColumnElement[bool], ...]:
    """Give what ties a person's certificates to these courses of theirs."""
    return (
        CourseCertificate.user_id == user_id,
        CourseCertificate.course_id.in_(list(course_ids)),
        Certificate.user_id == user_id,
        Certificate.deleted_at.is_(None),
    )
