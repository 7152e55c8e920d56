"""Reading drafts, imports and feeds; whose they are comes first, always."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func

from ceapp.courses.models import Course
from ceapp.db import db
from ceapp.licenses.models import License
from ceapp.licenses.queries import all_licenses
from ceapp.own_rules.queries import own_rules
from ceapp.reminders.models import ReminderChoice
from ceapp.transfer.archive.plan import Here
from ceapp.transfer.limits import KEPT, UNDO
from ceapp.transfer.models import (
    CalendarFeed,
    Import,
    ImportDraft,
    ImportDraftFile,
    ImportedCertificate,
    ImportedCourse,
    ImportedLicense,
)
from ceapp.transfer.reading.outcome import Logged

MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A certificate that waits with a draft, without its bytes."""

    id: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Done:
    """An import with what it brought that is still there, and what was changed since."""

    row: Import
    courses: int
    hours: Decimal
    certificates: int
    licenses: int
    changed: int
    can_return: bool


def draft(user_id: int, key: str, now: datetime) -> ImportDraft | None:
    """Give a draft of this person that is not too old."""
    return db.session.scalars(
        db.select(ImportDraft).where(
            ImportDraft.user_id == user_id, ImportDraft.key == key, ImportDraft.made_at > now - KEPT
        )
    ).one_or_none()


def waiting_draft(user_id: int, now: datetime) -> ImportDraft | None:
    """Give the draft that waits for this person's word."""
    return db.session.scalars(
        db.select(ImportDraft).where(
            ImportDraft.user_id == user_id, ImportDraft.made_at > now - KEPT
        )
    ).one_or_none()


def here(user_id: int) -> Here:
    """Give what an export is compared with."""
    chosen = db.select(ReminderChoice.user_id).where(
        ReminderChoice.user_id == user_id, ReminderChoice.chosen_at.is_not(None)
    )
    return Here(
        log=log_of(user_id),
        licenses=all_licenses(user_id),
        own_rules=own_rules(user_id, deleted=True),
        chose=db.session.scalar(chosen) is not None,
    )


def draft_files(user_id: int, key: str) -> Sequence[DraftFile]:
    """Give the certificates of a draft in the order in which they came."""
    rows = db.session.execute(
        db.select(ImportDraftFile.id, ImportDraftFile.name, ImportDraftFile.size)
        .where(ImportDraftFile.user_id == user_id, ImportDraftFile.draft_key == key)
        .order_by(ImportDraftFile.id)
    ).all()
    return [DraftFile(*row) for row in rows]


def draft_file_content(user_id: int, file_id: int) -> bytes:
    """Give the bytes of a certificate that waits with a draft."""
    found: bytes = db.session.scalars(
        db.select(ImportDraftFile.content).where(
            ImportDraftFile.user_id == user_id, ImportDraftFile.id == file_id
        )
    ).one()
    return found


def log_of(user_id: int) -> Sequence[Logged]:
    """Give this person's log, as far as duplicates are told by it."""
    rows = db.session.execute(
        db.select(
            Course.id, Course.title, Course.provider, Course.completed, Course.hours, Course.planned
        )
        .where(Course.user_id == user_id, Course.deleted_at.is_(None))
        .order_by(Course.id)
    ).all()
    return [Logged(*row) for row in rows]


def import_of(user_id: int, import_id: int) -> Import | None:
    """Give one import of this person."""
    return db.session.scalars(
        db.select(Import).where(Import.user_id == user_id, Import.id == import_id)
    ).one_or_none()


def import_of_draft(user_id: int, key: str) -> Import | None:
    """Give the import that a draft has become."""
    return db.session.scalars(
        db.select(Import).where(Import.user_id == user_id, Import.draft_key == key)
    ).one_or_none()


def imports(user_id: int, now: datetime) -> Sequence[Done]:
    """Give this person's imports, the latest first."""
    rows = db.session.scalars(
        db.select(Import)
        .where(Import.user_id == user_id)
        .order_by(Import.id.desc())
        .limit(MOST_LISTED)
    ).all()
    return [what_came(row, now) for row in rows]


def what_came(row: Import, now: datetime) -> Done:
    """Say what an import brought that is in use; of one that was undone, what it would bring."""
    # What the person deleted on its own stays deleted, whatever becomes of the import.
    here = Course.deleted_at.is_not_distinct_from(row.undone_at)
    count, hours, changed = db.session.execute(
        db.select(
            func.count(Course.id),
            func.sum(Course.hours),
            func.count(Course.id).filter(Course.updated_at > row.imported_at),
        )
        .join(ImportedCourse, ImportedCourse.course_id == Course.id)
        .where(
            ImportedCourse.user_id == row.user_id,
            ImportedCourse.import_id == row.id,
            Course.user_id == row.user_id,
            here,
        )
    ).one()
    return Done(
        row,
        count,
        hours or Decimal(0),
        _how_many(ImportedCertificate, row),
        _how_many(ImportedLicense, row),
        changed,
        can_return=row.undone_at is not None and row.undone_at > now - UNDO,
    )


def feed_of(user_id: int) -> CalendarFeed | None:
    """Give this person's calendar feed, if they have one."""
    return db.session.get(CalendarFeed, user_id)


def feed_with(token: str) -> CalendarFeed | None:
    """Give the feed that a token opens, whosever it is."""
    return db.session.scalars(
        db.select(CalendarFeed).where(CalendarFeed.token_hash == hashed(token))
    ).one_or_none()


def hashed(token: str) -> str:
    """Give what is stored of a feed's token: whoever reads the table cannot read the feed."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def licenses_in_use(user_id: int) -> Sequence[License]:
    """Give the licenses whose expirations stand in the calendar."""
    return db.session.scalars(
        db.select(License)
        .where(
            License.user_id == user_id, License.deleted_at.is_(None), License.retired_at.is_(None)
        )
        .order_by(License.expires, License.id)
    ).all()


def _how_many(table: type[ImportedCertificate | ImportedLicense], row: Import) -> int:
    return (
        db.session.scalar(
            db.select(func.count(table.id)).where(
                table.user_id == row.user_id, table.import_id == row.id
            )
        )
        or 0
    )
