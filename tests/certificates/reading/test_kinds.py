"""What is a certificate and what only looks like one."""

from __future__ import annotations

import pytest

from ceapp.certificates.reading.courses import courses_in
from ceapp.certificates.reading.kinds import kind_of
from tests.certificates.reading.paper import paper


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("receipt", "Registration confirmed  Order #77120  Amount paid $89.00 (Visa ending 4410)"),
        ("receipt", "You are registered! Ethics Update, 3 CE hours, December 12, 2026"),
        ("receipt", "INVOICE  Ethics (6 CE hours)  Total paid $129.00"),
        ("receipt", "Thank you for attending. Evaluate it to download your certificate."),
        ("syllabus", "Course description  Learning objectives  Target audience: counselors  6 CE"),
        ("syllabus", "Program agenda  9:00 – 10:30 Opening (1.5 CE)  Register by January 30"),
        ("other", "Board of Health: duly licensed to practice. License certificate. Expires 2026"),
        ("other", "Quiz results  Score: 60%  Status: Not passed  3 CE hours"),
        ("other", "Certificate of Appreciation for presenting a workshop, 3 hours"),
        ("other", "Certificate of Completion [Participant name] has completed Ethics, 3 CE hours"),
        ("transcript", "Continuing Education Transcript"),
        ("certificate", "This certifies that Ann Lee has completed Ethics"),
        ("certificate", "Proof of Continuing Education  Licensee: Ann Lee"),
    ],
)  # fmt: skip
def test_papers_are_told_apart(kind, text):
    assert kind_of(paper(text)) == kind


def test_nothing_is_drafted_from_what_is_no_certificate():
    kind, courses = courses_in(
        paper("Registration confirmed\nEvent date: December 4, 2026\n3 CE hours")
    )
    assert (kind, courses) == ("receipt", ())
