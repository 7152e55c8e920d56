"""What a reading fills in, how it stands in the inbox, and where its marks lie."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ceapp.certificates.marks import WIDE, marks_of, pages_of
from ceapp.certificates.reading.values import PageView
from ceapp.certificates.rows import missing
from ceapp.certificates.suggested import suggested
from ceapp.courses.choices import Choices
from tests.certificates.making import draft, found

CHOICES = Choices(
    needed={"ethics": "Ethics"}, topics={}, near_approvals={"aswb-ace": "ACE"}, approvals={}
)


def test_what_is_sure_is_filled_in():
    values = suggested(draft(topics={"ethics": found(Decimal(2))}), CHOICES)
    assert values["title"] == "Ethics in Everyday Practice"
    assert values["completed"] == date(2026, 3, 14)
    assert values["hours"] == Decimal(3)
    assert values["topics"] == [{"topic": "ethics", "hours": Decimal(2)}]
    assert values["approvals"] == {"aswb-ace": "1234"}


def test_what_is_in_doubt_is_left_empty():
    unsure = draft(hours=found(Decimal(3), sure=False), completed=None, flags=("title",))
    values = suggested(unsure, CHOICES)
    assert not {"title", "hours", "completed"} & set(values)
    assert missing(unsure) == ("title", "date", "hours")


def test_topics_and_approvals_that_no_list_knows_are_not_filled_in():
    odd = draft(topics={"juggling": found(Decimal(1))}, approvals={"nobody": found("7")})
    assert suggested(odd, CHOICES)["topics"] == []
    assert suggested(odd, CHOICES)["approvals"] == {}


def test_a_topic_with_more_hours_than_the_course_is_not_filled_in():
    assert suggested(draft(topics={"ethics": found(Decimal(9))}), CHOICES)["topics"] == []


def test_marks_are_numbered_in_the_order_of_the_form_and_stay_on_the_page():
    pages = pages_of([PageView(612, 792), PageView(2000, 1000)])
    assert [page.height for page in pages] == [440.0, 170.0]
    wild = draft(
        title=found("x", box=(-1.0, 0.0, 3.0, 0.05)), hours=found(Decimal(1), page=1),
        instructor=found("y", page=7),
    )  # fmt: skip
    marks = marks_of(wild, pages, {}, {"aswb-ace": "ACE"})
    assert [marks[name][0].number for name in marks] == list(range(1, len(marks) + 1))
    assert list(marks)[:3] == ["title", "provider", "completed"]
    title = marks["title"][0]
    assert (title.x, title.x + title.wide) == (0, WIDE)
    assert marks["hours"][0].page.number == 1
    assert marks["hours"][0].words == "1 hour"
    assert marks["approvals"][0].words == "ACE 1234"
    assert "instructor" not in marks  # that page cannot be drawn
    for one in (mark for each in marks.values() for mark in each):
        left, top, wide, high = map(float, one.view.split())
        assert left >= 0
        assert left + wide <= WIDE
        assert top >= 0
        assert top + high <= one.page.height
