"""Undoing an import as a whole, and bringing it back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select

from ceapp.certificates.models import Certificate, CourseCertificate
from ceapp.courses.models import Course
from ceapp.db import db
from ceapp.licenses.models import License
from ceapp.transfer.models import Import, ImportedCertificate, ImportedCourse, ImportedLicense


def undo(done: Import, *, now: datetime) -> None:
    """Take out of sight all that an import brought and that is still there."""
    done.undone_at = now
    _mark(done, before=None, after=now)
    db.session.commit()


def bring_back(done: Import) -> None:
    """Bring back what undoing an import took away."""
    _mark(done, before=done.undone_at, after=None)
    done.undone_at = None
    db.session.commit()


def _mark(done: Import, *, before: datetime | None, after: datetime | None) -> None:
    """Delete or bring back what came with an import: what was deleted on its own stays so."""
    for table, came, column in (
        (Course, ImportedCourse, ImportedCourse.course_id),
        (License, ImportedLicense, ImportedLicense.license_id),
        (Certificate, ImportedCertificate, ImportedCertificate.certificate_id),
    ):
        ids = db.select(column).where(came.user_id == done.user_id, came.import_id == done.id)
        change = (
            db.update(table)
            .where(
                table.user_id == done.user_id,
                table.id.in_(ids),
                table.deleted_at.is_not_distinct_from(before),
            )
            .values(deleted_at=after)
        )
        if table is Certificate and after is not None:
            change = change.where(~table.id.in_(_proving_others(done)))
        db.session.execute(change, execution_options={"synchronize_session": False})
    db.session.expire_all()


def _proving_others(done: Import) -> Select[tuple[int]]:
    """Select the certificates that also prove a course which did not come with this import."""
    proving: Select[tuple[int]] = (
        db.select(CourseCertificate.certificate_id)
        .join(Course, Course.id == CourseCertificate.course_id)
        .where(
            CourseCertificate.user_id == done.user_id,
            Course.deleted_at.is_(None),
            ~Course.id.in_(
                db.select(ImportedCourse.course_id).where(ImportedCourse.import_id == done.id)
            ),
        )
    )
    return proving
