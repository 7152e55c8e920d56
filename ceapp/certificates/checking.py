"""What the check page shows of one course on a certificate, gathered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ceapp.boards import catalog
from ceapp.certificates import queries
from ceapp.certificates.audit_list import PARTS, Item, Shown, Sign, audit_list
from ceapp.certificates.marks import Mark, Page, marks_of, pages_of
from ceapp.certificates.models import Certificate
from ceapp.certificates.places import NOTHING, drafts_of, open_places, reading_of
from ceapp.certificates.reading.values import DraftCourse
from ceapp.certificates.rows import missing
from ceapp.certificates.suggested import sure
from ceapp.courses.choices import credentials_of
from ceapp.courses.models import Course
from ceapp.rules.vocabulary import LABELS, Format
from ceapp.web.filters import hours, long_date

# What a file seems to be, said where the person decides what becomes of it.
SEEMS: Mapping[str, str] = {
    "receipt": "This looks like a receipt. Boards ask for the certificate, which names the hours.",
    "syllabus": "This looks like a program or syllabus. It does not show that you took part.",
    "other": "This does not look like a certificate.",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One course of a certificate, to be confirmed.

    `number` counts from 1; `marks` are by field; `doubtful` names what the person must look up.
    """

    certificate: Certificate
    draft: DraftCourse
    number: int
    total: int
    left: int
    seems: str
    problem: str
    pages: Sequence[Page]
    marks: Mapping[str, Sequence[Mark]]
    missing: Sequence[str]
    alike: Sequence[Course]
    audit: Sequence[Item]

    @property
    def shown_pages(self) -> Sequence[Page]:
        """The pages with marks, and the first."""
        marked = {mark.page.number for marks in self.marks.values() for mark in marks}
        return [page for page in self.pages if page.number in marked or page.number == 0]


def check_of(certificate: Certificate, place: int, *, own_name: str) -> Check:
    """Gather what the page shows of the course in `place`, which exists."""
    reading = reading_of(certificate)
    drafts = drafts_of(certificate)
    draft = drafts[place]
    pages = pages_of(reading.preview) if reading else ()
    return Check(
        certificate=certificate,
        draft=draft,
        number=place + 1,
        total=len(drafts),
        left=len(open_places(certificate)),
        seems=SEEMS.get(reading.kind, "") if reading else "",
        problem=reading.problem if reading else "",
        pages=pages,
        marks=marks_of(draft, pages, catalog.topics().labels, _bodies()),
        missing=missing(draft) if draft is not NOTHING else (),
        alike=_alike(certificate, draft),
        audit=audit_of(certificate, place, own_name=own_name),
    )


def audit_of(certificate: Certificate, place: int | None, *, own_name: str) -> Sequence[Item]:
    """Give what an audit asks and this certificate shows; nothing where it was not read.

    A certificate attached by hand (`place` None) is judged by the only course read on it.
    """
    reading = reading_of(certificate)
    if reading is None or not reading.courses or (place or 0) >= len(reading.courses):
        return ()
    return audit_list(
        shown_of(reading.courses[place or 0]),
        own_name=own_name,
        credentials=list(credentials_of(certificate.user_id)),
        bodies=_bodies(),
    )


def shown_of(draft: DraftCourse) -> Shown:
    """Give what a draft shows, in words."""
    parts = {
        name: Sign(_words(name, found.value), sure(draft, name) is not None)
        for name in PARTS
        if (found := getattr(draft, name)) is not None
    }
    approvals = {slug: Sign(one.value, one.sure) for slug, one in draft.approvals.items()}
    return Shown(parts, approvals)


def _alike(certificate: Certificate, draft: DraftCourse) -> Sequence[Course]:
    title, provider = sure(draft, "title"), sure(draft, "provider")
    completed, amount = sure(draft, "completed"), sure(draft, "hours")
    found = queries.courses_alike(
        certificate.user_id,
        title=title.value if title else "",
        provider=provider.value if provider else "",
        completed=completed.value if completed else None,
        hours=amount.value if amount else None,
    )
    tied = {tie.course_id for tie in certificate.proofs}
    return [course for course in found if course.id not in tied]


def _bodies() -> dict[str, str]:
    return {slug: one.short for slug, one in catalog.approvals().items()}


def _words(name: str, value: Any) -> str:
    if name == "completed":
        return long_date(value)
    if name == "hours":
        return hours(value)
    if name == "format":
        return LABELS[Format(value)]
    return str(value)
