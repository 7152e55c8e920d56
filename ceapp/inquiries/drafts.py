"""A letter to the board about one doubt: the license, the rule, the course, what to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from ceapp.rules.credit import Credit
from ceapp.rules.doubt import Doubt
from ceapp.rules.naming import date_text, hours_text, period_text, requirement_name
from ceapp.rules.standing import Standing
from ceapp.rules.vocabulary import LABELS, Topics

_YES_MEANS = {
    Doubt.OVERLAP: "Yes, one hour may serve two topics",
    Doubt.APPROVAL: "Yes, it accepts this course",
    Doubt.ACTIVITY: "Yes, it accepts these hours",
    Doubt.EARLIER: "Yes, it accepts this earlier course",
    Doubt.DUPLICATE: "They are two different courses",
    Doubt.CONFIDENCE: "Yes, it confirmed these rules",
    Doubt.TOTAL: "Yes, nothing more is asked",
    Doubt.RULE: "Yes, I meet this rule",
}
_NO_MEANS = {
    Doubt.OVERLAP: "No, one hour serves one topic only",
    Doubt.APPROVAL: "No, it does not accept this course",
    Doubt.ACTIVITY: "No, it does not accept these hours",
    Doubt.EARLIER: "No, it wants a course of this period",
    Doubt.DUPLICATE: "They are the same",
    Doubt.CONFIDENCE: "No, other rules hold",
    Doubt.TOTAL: "No, more is asked",
    Doubt.RULE: "No, I do not meet it yet",
}
_OF_A_COURSE = {
    Doubt.APPROVAL: "Do you accept it for my renewal?",
    Doubt.ACTIVITY: "Do you accept these hours for my renewal, and up to how many?",
    Doubt.EARLIER: "It was finished before this period. Do you accept it for the requirement that "
    "is due only once?",
    Doubt.DUPLICATE: "It looks like another course in my log.",
}
_IN_WRITING = (
    "Please tell me in writing, with the rule that you go by, so that I can keep your answer with "
    "my records."
)
ANSWERED = frozenset(_YES_MEANS)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One doubt of a license that an answer settles: what is said of it, and the letter to send.

    `course` is the one it is about, None where it is about a rule.
    """

    doubt: Doubt
    subject: str
    said: str
    yes: str
    no: str
    course: Credit | None
    title: str
    letter: str

    @property
    def key(self) -> str:
        """What names it in an address: the same as long as the doubt is the same."""
        return sha256(f"{self.doubt} {self.subject}".encode()).hexdigest()[:16]

    @property
    def mail_link(self) -> str:
        """A link that opens the letter in the person's own mail program, without an address."""
        return f"mailto:?subject={quote(self.title)}&body={quote(self.letter)}"


def inquiries_of(
    standing: Standing, topics: Topics, *, number: str, name: str
) -> tuple[Inquiry, ...]:
    """Give every doubt of a standing that an answer settles; `number` is the license's, or empty.

    `name` signs the letters.
    """
    courses = {one.credit.key: one.credit for one in standing.courses}
    found = []
    for note in standing.notes:
        if note.doubt is None or note.doubt not in ANSWERED:
            continue
        for subject in note.courses or (note.subject,):
            course = courses.get(subject)
            asked = _question(note.doubt, note.text, standing, course, topics)
            found.append(
                Inquiry(
                    doubt=note.doubt,
                    subject=subject,
                    said=note.text,
                    yes=_YES_MEANS[note.doubt],
                    no=_NO_MEANS[note.doubt],
                    course=course,
                    title=_title(standing, number),
                    letter=_letter(standing, number, name, asked, _law(note.requirement, standing)),
                )
            )
    return tuple(found)


def _title(standing: Standing, number: str) -> str:
    named = f", license {number}" if number else ""
    return f"Question on continuing education: {standing.credential.name}{named}"


def _letter(standing: Standing, number: str, name: str, asked: str, law: str) -> str:
    which = f" (license number {number})" if number else ""
    held = f"I hold the license of a {standing.credential.title}{which}."
    period = f"My renewal period is {period_text(standing.period)}."
    parts = (
        f"To the {standing.credential.board}:",
        f"{held} {period}",
        asked,
        law,
        _IN_WRITING,
        f"Thank you,\n{name}",
    )
    return "\n\n".join(filter(None, parts))


def _law(requirement_id: str | None, standing: Standing) -> str:
    for row in standing.requirements:
        if row.requirement.id == requirement_id:
            return f"I read about this requirement in {row.requirement.citation.cite}."
    return ""


def _question(
    doubt: Doubt, said: str, standing: Standing, course: Credit | None, topics: Topics
) -> str:
    if doubt in _OF_A_COURSE:
        ending = _approvals(course) if doubt is Doubt.APPROVAL else ""
        return " ".join(filter(None, (_course(course), _OF_A_COURSE[doubt], ending)))
    if doubt is Doubt.OVERLAP:
        return _overlap_question(standing, topics)
    if doubt is Doubt.TOTAL:
        return "How many hours of continuing education do you ask in all for this renewal?"
    if doubt is Doubt.CONFIDENCE:
        return f"{_all_rules(standing, topics)} Is that complete and current?"
    rule = said.removeprefix("Not evaluated here, check it yourself: ")
    return f"I am not sure whether this holds for me: {rule} Would you tell me?"


def _overlap_question(standing: Standing, topics: Topics) -> str:
    open_needs = [
        requirement_name(row.requirement, topics)
        for row in standing.requirements
        if row.requirement.is_need and row.requirement.topics
    ]
    named = f" In my case: {', '.join(open_needs)}." if len(open_needs) > 1 else ""
    return (
        "May one hour of a course serve two of the topics that you require, where its content "
        f"covers both?{named}"
    )


def _course(course: Credit | None) -> str:
    if course is None:
        return "I have a question about a course."
    given = f" by {course.provider}" if course.provider else ""
    format_ = f", {LABELS[course.format].lower()}" if course.format else ""
    kind = LABELS[course.activity].lower()
    return (
        f"I completed “{course.title}”{given} on {date_text(course.completed)} "
        f"({hours_text(course.hours)}, {kind}{format_})."
    )


def _approvals(course: Credit | None) -> str:
    if course and course.approvals:
        return "The certificate names other approvals than those on your list."
    return "The certificate names no approval from your list."


def _all_rules(standing: Standing, topics: Topics) -> str:
    asked: Mapping[str, str] = {
        requirement_name(row.requirement, topics): hours_text(row.hours)
        for row in standing.requirements
        if row.requirement.is_need
    }
    listed = "; ".join(f"{name}, {hours}" for name, hours in asked.items())
    return f"As far as I could read, you ask for this renewal: {listed or 'no hours'}."
