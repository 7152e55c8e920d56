"""Keeping drafts, and importing what they hold all or nothing."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from ceapp.certificates.actions import Outcome as FileOutcome
from ceapp.certificates.actions import Sent, add_certificate, add_for_course
from ceapp.courses.actions import add_course
from ceapp.courses.models import Course
from ceapp.db import db, writes_of
from ceapp.errors import CeappError
from ceapp.transfer import queries
from ceapp.transfer.file_matching import Matched
from ceapp.transfer.limits import KEPT
from ceapp.transfer.models import (
    DraftKind,
    Import,
    ImportDraft,
    ImportDraftFile,
    ImportedCertificate,
    ImportedCourse,
)
from ceapp.transfer.reading.answers import Answers
from ceapp.transfer.reading.outcome import Outcome

AT_ONCE = 250  # courses that go to the database together


class NotImported(CeappError):  # noqa: N818 - an outcome, said to the person at once
    """An import was given up and nothing of it is kept; the sentence says why."""


def keep_draft(
    user_id: int,
    kind: DraftKind,
    name: str,
    content: str,
    files: Iterable[tuple[str, bytes]],
    *,
    now: datetime,
) -> ImportDraft:
    """Keep an upload until the person confirms it; it takes the place of one that waited."""
    _erase(user_id, now)
    draft = ImportDraft(
        key=secrets.token_urlsafe(16),
        user_id=user_id,
        kind=kind,
        name=name,
        content=content,
        answers=Answers().to_json(),
        refused=[],
        made_at=now,
    )
    db.session.add(draft)
    db.session.flush()
    for file, data in files:
        row = ImportDraftFile(
            user_id=user_id, draft_key=draft.key, name=file, size=len(data), content=data
        )
        db.session.add(row)
        db.session.flush()
        db.session.expunge(row)  # its bytes need not stay in memory
    db.session.commit()
    return draft


def say_refused(draft: ImportDraft, refused: Sequence[str]) -> None:
    """Keep what was said of files that cannot be stored."""
    draft.refused = list(refused)
    db.session.commit()


def answer(draft: ImportDraft, answers: Answers) -> None:
    """Keep what the person said about a draft."""
    draft.answers = answers.to_json()
    db.session.commit()


def cancel(draft: ImportDraft) -> None:
    """Erase a draft and its files."""
    db.session.delete(draft)
    db.session.commit()


def erase_old_drafts(*, now: datetime) -> None:
    """Erase everybody's drafts that are older than a day."""
    db.session.execute(db.delete(ImportDraft).where(ImportDraft.made_at <= now - KEPT))
    db.session.commit()


def import_rows(
    draft: ImportDraft, rows: Sequence[Outcome], matched: Matched, *, now: datetime
) -> Iterator[int]:
    """Import the rows that are new with their certificates, all or nothing.

    Gives, now and then, how many courses are written; nothing is kept before the last. Whoever
    stops asking, or fails, leaves the database as it was. Raises `NotImported` with a sentence.
    """
    with all_or_nothing():
        new = [row for row in rows if row.imported]
        done = begin_import(draft, repeated=sum(1 for row in rows if row.same), left_out=0, now=now)
        done.left_out = len(rows) - len(new) - done.repeated
        courses: dict[int, Course] = {}
        for place, row in enumerate(new, 1):
            if row.entry is not None:
                courses[row.number] = add_course(draft.user_id, row.entry, now=now)
            if place % AT_ONCE == 0:
                db.session.flush()
                yield place
        db.session.flush()
        for number, course in courses.items():
            remember_course(done, course, number)
        owners = _owners(rows, matched, courses)
        _import_files(draft, owners, done, now)
        db.session.delete(draft)
        db.session.commit()
    yield len(courses)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Take everything back that was written in this block where it does not come to its end."""
    try:
        yield
    except BaseException:
        db.session.rollback()
        raise


def begin_import(draft: ImportDraft, *, repeated: int, left_out: int, now: datetime) -> Import:
    """Note the import that is beginning, without committing it; the person's other writes wait."""
    writes_of(draft.user_id)
    row = Import(
        user_id=draft.user_id,
        draft_key=draft.key,
        name=draft.name,
        repeated=repeated,
        left_out=left_out,
        imported_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row


def remember_course(done: Import, course: Course, number: int) -> None:
    """Let a course remember the import that it came with."""
    db.session.add(
        ImportedCourse(
            user_id=done.user_id, import_id=done.id, course_id=course.id, row_number=number
        )
    )


def remember_certificate(done: Import, sent: Sent) -> None:
    """Let a certificate that was stored now remember its import; raise where it was refused."""
    if sent.outcome is FileOutcome.REFUSED or sent.certificate is None:
        raise NotImported(sent.why_not)
    if sent.outcome is FileOutcome.STORED:
        db.session.add(
            ImportedCertificate(
                user_id=done.user_id, import_id=done.id, certificate_id=sent.certificate.id
            )
        )


def _erase(user_id: int, now: datetime) -> None:
    db.session.execute(
        db.delete(ImportDraft).where(
            (ImportDraft.user_id == user_id) | (ImportDraft.made_at <= now - KEPT)
        )
    )


def _owners(
    rows: Sequence[Outcome], matched: Matched, courses: Mapping[int, Course]
) -> dict[int, Course | int]:
    """Give the course of each file, by its place: a new one, or the id of one in the log."""
    same = {row.number: row.same.id for row in rows if row.same}
    owners: dict[int, Course | int] = {}
    for number, places in matched.by_row.items():
        owner = courses.get(number) or same.get(number)
        if owner is not None:
            owners |= dict.fromkeys(places, owner)
    return owners


def _import_files(
    draft: ImportDraft, owners: Mapping[int, Course | int], done: Import, now: datetime
) -> None:
    """Store the files, one in memory at a time; those without an owner go to the inbox."""
    for place, file in enumerate(queries.draft_files(draft.user_id, draft.key)):
        content = queries.draft_file_content(draft.user_id, file.id)
        owner = owners.get(place)
        course = _logged(draft.user_id, owner) if isinstance(owner, int) else owner
        sent = (
            add_for_course(course, file.name, content, now=now)
            if course
            else add_certificate(draft.user_id, file.name, content, now=now)
        )
        remember_certificate(done, sent)
        db.session.flush()


def _logged(user_id: int, course_id: int) -> Course | None:
    return db.session.scalars(
        db.select(Course).where(Course.user_id == user_id, Course.id == course_id)
    ).one_or_none()
