"""Puts the fields of a document together: one course, or those of a transcript."""

from __future__ import annotations

from dataclasses import replace

from ceapp.certificates.reading.approvals import approvals
from ceapp.certificates.reading.completed import completion
from ceapp.certificates.reading.dates import dates_in
from ceapp.certificates.reading.formats import course_format
from ceapp.certificates.reading.hours import granted
from ceapp.certificates.reading.kinds import kind_of
from ceapp.certificates.reading.labels import labeled
from ceapp.certificates.reading.layout import Document
from ceapp.certificates.reading.participants import instructors, participant
from ceapp.certificates.reading.providers import letterhead, provider
from ceapp.certificates.reading.titles import title_and_number
from ceapp.certificates.reading.topics import suggested, topics
from ceapp.certificates.reading.transcripts import repeated, rows_of_courses
from ceapp.certificates.reading.values import DraftCourse, Kind

_DAYS_OF_ONE = 3  # a certificate prints few dates besides that of the course


def courses_in(document: Document) -> tuple[Kind, tuple[DraftCourse, ...]]:
    """Say what a document is, and give the courses in it; none unless somebody took them."""
    kind = kind_of(document)
    if kind not in {"certificate", "transcript"}:
        return kind, ()
    listed = _listed(document, transcript=kind == "transcript")
    if listed:
        return ("transcript" if len(listed) > 1 else kind), listed
    apart = _page_by_page(document)
    if apart:
        return kind, apart
    course = one_course(document)
    titled = any(one.field == "title" for one in labeled(document))
    if kind == "transcript" and not (
        titled and course.completed and len(_days(document)) <= _DAYS_OF_ONE
    ):
        return kind, ()  # a list that we cannot take apart is not one course
    return ("certificate", (course,)) if _says_something(course) else ("other", ())


def _days(document: Document) -> set[object]:
    return {one.last for piece in document.pieces for one in dates_in(piece.text)}


def one_course(document: Document) -> DraftCourse:
    """Give the one course of a certificate."""
    labels = labeled(document)
    who = participant(document, labels)
    taught = instructors(document, labels)
    given, provider_doubt = provider(document, labels)
    known = [found.value for found in (who, given) if found]
    if taught:
        known += taught.value.split("; ")
    title, number = title_and_number(document, labels, others=tuple(known))
    if given is None and not provider_doubt:
        others = tuple(found.value for found in (who, title) if found)
        given = letterhead(document, others=others)
        if given and title and title.value == given.value:
            given = None
    completed, date_doubt = completion(document, labels)
    hours = granted(document, labels)
    taken, format_doubt = course_format(document, labels)
    approved, approval_doubt = approvals(document)
    if who and taught and who.value == taught.value:
        taught = None
    stated = topics(document, hours.found.value if hours.found else None)
    doubts = {
        "completed": date_doubt or completed is None,
        "hours": hours.doubt or hours.found is None,
        "title": title is None,
        "provider": provider_doubt or given is None,
        "format": format_doubt,
        "approvals": approval_doubt,
    }
    return DraftCourse(
        title=title,
        provider=given,
        completed=completed,
        hours=hours.found,
        format=taken,
        instructor=taught,
        participant=who,
        course_number=number,
        approvals=approved,
        topics={**suggested(title, hours.found), **stated},
        flags=tuple(name for name, doubt in doubts.items() if doubt),
    )


def _says_something(course: DraftCourse) -> bool:
    named = (course.title, course.completed, course.hours, course.participant)
    return sum(one is not None for one in named) >= 2


def _listed(document: Document, *, transcript: bool) -> tuple[DraftCourse, ...]:
    found = rows_of_courses(document) or (repeated(document, labeled(document)))
    dated = {course.completed.value for course in found if course.completed}
    # The sessions of a conference have hours of their own, but together they are one course.
    if not transcript and (len(found) < 2 or len(dated) < 2 or _total(document)):
        return ()
    whole = one_course(document)
    titles = {course.title.value for course in found if course.title}
    given = whole.provider if whole.provider and whole.provider.value not in titles else None
    return tuple(
        replace(
            course,
            participant=course.participant or whole.participant,
            provider=course.provider or given,
            approvals=course.approvals or whole.approvals,
        )
        for course in found
    )


def _total(document: Document) -> bool:
    return "certificate of" in document.text.lower()


def _page_by_page(document: Document) -> tuple[DraftCourse, ...]:
    """Give the courses of a file that holds a certificate on each of its pages."""
    if len(document.pages) < 2:
        return ()
    found = []
    for number, page in enumerate(document.pages):
        if not page.words:
            continue
        alone = Document(
            [
                page if at == number else replace(page, words=())
                for at, page in enumerate(document.pages)
            ],
            document.scanned,
        )
        course = one_course(alone)
        if kind_of(alone) != "certificate" or not (
            course.completed and course.hours and course.title
        ):
            return ()
        found.append(course)
    titles = {course.title.value for course in found if course.title}
    return tuple(found) if len(titles) == len(found) > 1 else ()
