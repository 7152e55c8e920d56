"""The demo person's licenses and courses, dated from today; names and providers are invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from ceapp.courses.entry import Entry
from ceapp.licenses.details import Details, Reply
from ceapp.licenses.models import Answer
from ceapp.rules.period import ONE_DAY, months_before
from ceapp.rules.vocabulary import Activity, Format

NAME = "Marisol Tenney"
EMAIL = "marisol.tenney@example.com"
TIME_ZONE = "America/Los_Angeles"

_ACE = ("aswb-ace",)
_BOTH = ("aswb-ace", "nysed")


@dataclass(frozen=True, slots=True)
class _Course:
    days_ago: int
    title: str
    provider: str
    hours: str
    topics: Mapping[str, str] = field(default_factory=dict)
    format: Format | None = Format.LIVE_ONLINE
    approvals: tuple[str, ...] = _BOTH
    activity: Activity = Activity.COURSE
    notes: str = ""
    cost_cents: int | None = None


# California's period began about 600 days ago, New York's about 520. By approvals, formats and
# dates this shows a limit reached, topics that fall short, and hours that are to be confirmed.
# Those of days to come are planned: what they would do is on the page that compares them.
_COURSES = (
    _Course(
        1490,
        "Suicide Risk: Assessment, Treatment and Management",
        "Lantern Street Training",
        "6",
        {"suicide-prevention": "6"},
        approvals=_ACE,
        notes="Certificate is in the blue folder.",
    ),
    _Course(
        710,
        "Burnout and the Helping Professions",
        "Harbor Lane Institute",
        "2",
        {"self-care": "2"},
        Format.SELF_PACED,
        _ACE,
    ),
    _Course(
        655,
        "Working With Grief After Suicide Loss",
        "Lantern Street Training",
        "3",
        approvals=_ACE,
    ),
    _Course(
        560,
        "Motivational Interviewing: Practice Intensive",
        "Juniper Hill Center",
        "4",
        {"evidence-based-practice": "4"},
        Format.IN_PERSON,
        _ACE,
    ),
    _Course(
        470,
        "Ethics of Digital Records and Client Access",
        "Harbor Lane Institute",
        "3",
        {"law-and-ethics": "2"},
        Format.SELF_PACED,
    ),
    _Course(
        425,
        "Trauma-Informed Care in Community Settings",
        "Juniper Hill Center",
        "4",
        {"trauma-informed-care": "4"},
    ),
    _Course(
        350,
        "Telehealth Across State Lines",
        "Harbor Lane Institute",
        "1.5",
        {"telehealth": "1.5", "law-and-ethics": "1.5"},
        Format.SELF_PACED,
    ),
    _Course(
        300,
        "Substance Use and Harm Reduction, Part 1",
        "Fieldgate Learning",
        "4",
        {"substance-use": "4"},
        Format.SELF_PACED,
    ),
    _Course(
        262,
        "Child Abuse Identification and Reporting: Updated Curriculum",
        "Fieldgate Learning",
        "2",
        {"child-abuse": "2"},
        approvals=("nysed", "aswb-ace"),
    ),
    _Course(
        225,
        "Substance Use and Harm Reduction, Part 2",
        "Fieldgate Learning",
        "2",
        {"substance-use": "2"},
        Format.SELF_PACED,
    ),
    _Course(
        205,
        "Dual Relationships and Rural Practice",
        "Juniper Hill Center",
        "2",
        {"boundaries": "1"},
        Format.IN_PERSON,
    ),
    _Course(
        115,
        "Assessment of Complex PTSD",
        "Lantern Street Training",
        "3",
        {"trauma-informed-care": "3"},
        Format.SELF_PACED,
    ),
    _Course(
        92,
        "Practice Builder Summit",
        "Open Door Practice Network",
        "2",
        format=Format.IN_PERSON,
        approvals=(),
        notes="Ask the organizers who approved this.",
    ),
    _Course(
        45,
        "Monthly case consultation group",
        "Tuesday Consultation Group",
        "3",
        format=None,
        approvals=(),
        activity=Activity.PEER_CONSULTATION,
    ),
    _Course(
        -50,
        "Boundaries, Gifts and Small Towns",
        "Harbor Lane Institute",
        "3",
        {"boundaries": "3"},
        cost_cents=7500,
    ),
    _Course(
        -60,
        "Telehealth Ethics, Self-Paced",
        "Openfield Learning",
        "4",
        {"telehealth": "3"},
        Format.SELF_PACED,
        _ACE,
        cost_cents=4800,
    ),
)


def licenses(today: date) -> tuple[tuple[str, Details], ...]:
    """Give each license's credential with what the person says about it."""
    soon, later = _month_end(today, 4), _month_end(today, 19)
    california = Details(
        expires=soon,
        number="LCSW 00417 (demo)",
        issued=months_before(soon, 94),
        facts={"supervisor": False},
        replies={"telehealth": Reply(Answer.NO), "suicide": Reply(Answer.YES, today.year - 4)},
    )
    new_york = Details(
        expires=later,
        number="R 090417 (demo)",
        issued=months_before(later, 110),
        replies={
            "child-abuse-reporting": Reply(Answer.NO),
            "child-abuse-disabilities": Reply(Answer.NO),
        },
    )
    return (("us-ca-lcsw", california), ("us-ny-lcsw", new_york))


def courses(today: date) -> tuple[Entry, ...]:
    """Give the course log, the oldest first."""
    return tuple(
        Entry(
            title=course.title,
            completed=today - timedelta(days=course.days_ago),
            hours=Decimal(course.hours),
            provider=course.provider,
            format=course.format,
            activity=course.activity,
            topics={topic: Decimal(hours) for topic, hours in course.topics.items()},
            approvals=dict.fromkeys(course.approvals, ""),
            notes=course.notes,
            cost_cents=course.cost_cents,
            planned=course.days_ago < 0,
        )
        for course in _COURSES
    )


def _month_end(today: date, months: int) -> date:
    """Give the last day of the month that lies `months` months ahead."""
    return months_before(today.replace(day=1), -(months + 1)) - ONE_DAY
