"""Brings an export back in, all or nothing."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from ceapp.accounts.models import User
from ceapp.certificates.actions import add_certificate
from ceapp.certificates.models import Certificate, CourseCertificate, State
from ceapp.courses.actions import add_course
from ceapp.db import db
from ceapp.reminders.actions import write_choice
from ceapp.transfer import queries
from ceapp.transfer.actions import (
    AT_ONCE,
    all_or_nothing,
    begin_import,
    remember_certificate,
    remember_course,
)
from ceapp.transfer.archive.license_restoring import restore_license, restore_own_rules
from ceapp.transfer.archive.parts import Document, FileState, RemindersPart
from ceapp.transfer.archive.plan import Plan
from ceapp.transfer.models import Import, ImportDraft

_STATES = {
    FileState.TO_CONFIRM: State.WAITING,
    FileState.CONFIRMED: State.CONFIRMED,
    FileState.SET_ASIDE: State.SET_ASIDE,
}


def restore(draft: ImportDraft, document: Document, plan: Plan, *, now: datetime) -> Iterator[int]:
    """Write what is new, as `import_rows` does, and give how many courses are written."""
    with all_or_nothing():
        repeated = len(plan.known) + plan.known_licenses
        done = begin_import(draft, repeated=repeated, left_out=0, now=now)
        credentials = restore_own_rules(draft.user_id, plan, now)
        course_ids = dict(plan.known)
        for number, (place, part) in enumerate(plan.courses, 1):
            course = add_course(draft.user_id, part.entry, now=now)
            db.session.flush()
            course_ids[place] = course.id
            remember_course(done, course, place + 1)
            if number % AT_ONCE == 0:
                yield number
        for license_part in plan.licenses:
            restore_license(done, license_part, credentials, course_ids, now)
        _restore_certificates(draft, document, course_ids, done, now)
        if plan.reminders is not None:
            _restore_reminders(draft.user_id, plan.reminders, now)
        db.session.delete(draft)
        db.session.commit()
    yield len(plan.courses)


def _restore_reminders(user_id: int, part: RemindersPart, now: datetime) -> None:
    zone = db.session.scalars(db.select(User.time_zone).where(User.id == user_id)).one()
    write_choice(
        user_id,
        active=part.active,
        days=part.days,
        lapsed=part.lapsed,
        digest_day=part.digest_day,
        today=now.astimezone(ZoneInfo(zone)).date(),
        now=now,
    )


def _restore_certificates(
    draft: ImportDraft,
    document: Document,
    course_ids: dict[int, int],
    done: Import,
    now: datetime,
) -> None:
    parts = {one.sha256: one for one in document.certificates}
    proves: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    for place, course in enumerate(document.courses):
        for sha256, on_file in course.certificates:
            proves[sha256].append((course_ids[place], on_file))
    for file in queries.draft_files(draft.user_id, draft.key):
        content = queries.draft_file_content(draft.user_id, file.id)
        part = parts[hashlib.sha256(content).hexdigest()]
        sent = add_certificate(draft.user_id, part.name, content, now=now)
        remember_certificate(done, sent)
        certificate = sent.certificate
        if certificate is None:
            continue  # refused, which has raised already
        if sent.outcome != "known":
            certificate.state = _STATES[part.state]
            certificate.passed_over = list(part.passed_over)
        _tie(certificate, proves[part.sha256], now)
        db.session.flush()


def _tie(certificate: Certificate, courses: list[tuple[int, int | None]], now: datetime) -> None:
    tied = {tie.course_id for tie in certificate.proofs}
    for course_id, place in courses:
        if course_id not in tied:
            certificate.proofs.append(
                CourseCertificate(
                    user_id=certificate.user_id,
                    course_id=course_id,
                    place=place,
                    attached_at=now,
                )
            )
