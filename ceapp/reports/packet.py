"""What an audit of one license and period is answered with: each course that counts, its proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ceapp.boards.lists import Approval
from ceapp.certificates.queries import StoredCertificate
from ceapp.courses.models import Course
from ceapp.rules.standing import CourseStanding, Standing
from ceapp.rules.vocabulary import LABELS, Format, Topics
from ceapp.standing.answers import ZERO, is_total, listed, name_of
from ceapp.standing.assemble import LicenseStanding
from ceapp.standing.audit import courses_behind
from ceapp.web.filters import hours

Files = Mapping[int, Sequence[StoredCertificate]]
ALL_HOURS = "All hours"


@dataclass(frozen=True, slots=True)
class Entry:
    """One course that counts: its line in the index, and the files that prove it.

    `counted` is what counts in the period: 0 for an earlier course that serves a need which looks
    further back. Of a file that proves several courses, the first one has it; the others name in
    `proved_by` the numbers of the courses that have theirs.
    """

    number: int
    course_id: int
    title: str
    provider: str
    completed: date
    hours: Decimal
    counted: Decimal
    kind: str
    approvals: str
    serves: str
    files: tuple[StoredCertificate, ...] = ()
    proved_by: tuple[int, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether a certificate is on file."""
        return bool(self.files or self.proved_by)


@dataclass(frozen=True, slots=True)
class Packet:
    """A license's answer to an audit of one period, as of a day."""

    one: LicenseStanding
    standing: Standing
    person: str
    entries: tuple[Entry, ...]
    declared: tuple[str, ...]  # one-time needs met earlier by the person's word: nothing to show

    @property
    def missing(self) -> tuple[Entry, ...]:
        """The courses that count without a certificate on file."""
        return tuple(entry for entry in self.entries if not entry.proved)

    @property
    def files(self) -> tuple[StoredCertificate, ...]:
        """Every file once, in the order of the courses."""
        return tuple(file for entry in self.entries for file in entry.files)

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(file.size for file in self.files)

    @property
    def counted(self) -> Decimal:
        """The hours that count in the period."""
        return sum((entry.counted for entry in self.entries), ZERO)

    @property
    def past(self) -> bool:
        """Whether the period has ended."""
        return self.standing.as_of > self.standing.period.end


def packet_of(
    one: LicenseStanding,
    standing: Standing,
    *,
    person: str,
    courses: Iterable[Course],
    files: Files,
    topics: Topics,
    approvals: Mapping[str, Approval],
) -> Packet:
    """Lay out the packet of a license's standing; `courses` are the rows behind it."""
    rows = {str(course.id): course for course in courses}
    served = _served(standing, topics)
    return Packet(
        one=one,
        standing=standing,
        person=person,
        entries=tuple(_entries(courses_behind(standing), rows, served, files, approvals)),
        declared=tuple(
            name_of(row.requirement, topics) for row in standing.requirements if row.declared_met
        ),
    )


def approvals_of(course: Course, approvals: Mapping[str, Approval]) -> str:
    """Write "ASWB ACE 1744, NBCC": who approved a course, with the numbers that were logged."""
    named = []
    for given in course.approvals:
        known = approvals.get(given.approval)
        named.append(f"{known.short if known else given.approval} {given.number}".strip())
    return ", ".join(named)


def kind_of(course: Course) -> str:
    """Say how a course was taken, or what it was where that has no format."""
    return LABELS[Format(course.format)] if course.format else LABELS[course.activity]


def _entries(
    behind: Sequence[CourseStanding],
    rows: Mapping[str, Course],
    served: Mapping[str, Sequence[str]],
    files: Files,
    approvals: Mapping[str, Approval],
) -> Iterator[Entry]:
    holder: dict[int, int] = {}  # the number of the course that a file is bound after
    known = [course for course in behind if course.credit.key in rows]
    for number, course in enumerate(known, 1):
        row = rows[course.credit.key]
        all_files = files.get(row.id, ())
        own = tuple(file for file in all_files if holder.setdefault(file.id, number) == number)
        elsewhere = {holder[file.id] for file in all_files} - {number}
        yield Entry(
            number=number,
            course_id=row.id,
            title=row.title,
            provider=row.provider,
            completed=row.completed,
            hours=row.hours,
            counted=course.counted,
            kind=kind_of(row),
            approvals=approvals_of(row, approvals),
            serves=listed(served.get(course.credit.key, ())) or ALL_HOURS,
            files=own,
            proved_by=tuple(sorted(elsewhere)),
        )


def _served(standing: Standing, topics: Topics) -> dict[str, list[str]]:
    """Give what each course serves besides the overall hours, with the hours that do."""
    served: dict[str, list[str]] = {}
    for row in standing.requirements:
        if row.requirement.is_need and not is_total(row.requirement):
            for use in row.uses:
                words = f"{name_of(row.requirement, topics)} {hours(use.hours)}"
                served.setdefault(use.credit.key, []).append(words)
    return served
