"""What a board asks, as values; every requirement carries the law that it was read in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ceapp.rules.shorter import Shorter
from ceapp.rules.vocabulary import Activity, Format, Profession


class Kind(StrEnum):
    """A need asks for at least so many hours; a limit lets at most so many count."""

    NEED = "need"
    LIMIT = "limit"


class Renewals(StrEnum):
    """Which renewals of a license a requirement binds."""

    ALL = "all"
    FIRST = "first"
    LATER = "later"


class Overlap(StrEnum):
    """May one hour serve two topic needs? Unstated is treated as forbidden, and said."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    UNSTATED = "unstated"


class CycleEnd(StrEnum):
    """What decides the day on which a license expires."""

    BIRTH_MONTH = "birth-month"
    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    FIXED = "fixed"
    INDIVIDUAL = "individual"


class Confidence(StrEnum):
    """How well the rules are sourced: the law itself and recent, mostly, or weakly."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Total(StrEnum):
    """What is known of the overall hours."""

    STATED = "stated"
    NONE = "none"  # by law there is none: topics only, or nothing
    UNKNOWN = "unknown"  # there may be one that we could not read


class Each(StrEnum):
    """What a requirement holds for by itself: each year of the period, each course, each topic."""

    YEAR = "year"
    COURSE = "course"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Every:
    """How often a requirement is due: each renewal, once ever, or every N renewals or years."""

    once: bool = False
    renewals: int | None = None
    years: int | None = None

    @property
    def renewal(self) -> bool:
        """Whether it is due at each renewal."""
        return not self.once and self.renewals is None and self.years is None


EACH_RENEWAL = Every()
_NOT_EVALUATED = "not evaluated"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule is written, and where it was read."""

    cite: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """At least, or at most, so many CE hours, perhaps of certain topics, formats, activities.

    An hour matches when it matches one of each list given; an empty list asks nothing.
    `without_approvals` asks for courses that name none of these. `renewing_from` and
    `renewing_until` are the expiration dates it binds, `periods_from` and `periods_until` the
    first days of the periods, `courses_from` is the first day whose courses serve it; all are
    included. `due_on`, or `due_months` after the issue date, is its own deadline.

    `hours` are those of a whole period; `share` of the total, or `shorter`, may change them.
    `completion`: one course does, however long. `single`: one course must bring all the hours.
    `only_from` hours, or `only_kinds` different activities, must be there for a limit's hours to
    count at all.
    """

    id: str
    kind: Kind
    hours: Decimal
    citation: Citation
    label: str = ""
    topics: frozenset[str] = frozenset()
    formats: frozenset[Format] = frozenset()
    activities: frozenset[Activity] = frozenset()
    approvals: frozenset[str] = frozenset()
    renewals: Renewals = Renewals.ALL
    every: Every = EACH_RENEWAL
    in_total: bool = True
    part_of: str | None = None
    applies_if: str | None = None
    unless: str | None = None
    replaces: str | None = None
    renewing_from: date | None = None
    renewing_until: date | None = None
    periods_from: date | None = None
    periods_until: date | None = None
    courses_from: date | None = None
    due_on: date | None = None
    due_months: int | None = None
    without_approvals: frozenset[str] = frozenset()
    share: Fraction | None = None
    shorter: Shorter | None = None
    each: Each | None = None
    completion: bool = False
    single: bool = False
    only_from: Decimal | None = None
    only_kinds: int | None = None
    prorated: str = ""
    note: str = ""

    @property
    def is_need(self) -> bool:
        """Whether it asks for hours, rather than limits them."""
        return self.kind is Kind.NEED

    @property
    def asks_any_hour(self) -> bool:
        """Whether any hour matches, as for a total."""
        return not (
            self.topics
            or self.formats
            or self.activities
            or self.approvals
            or self.without_approvals
        )


@dataclass(frozen=True, slots=True)
class Unevaluated:
    """A rule that no key can carry, in one sentence, and the cases that it may concern.

    Every part of the scope that is given must hold. Activities, formats and topics ask for one
    course that matches one of each list and counts; `over` for more than so many hours of such
    courses, `in_a_day` for more than so many that were finished on one day. `requirement` is the
    id of one that must be due.
    """

    rule: str
    applies_if: str | None = None
    renewals: Renewals = Renewals.ALL
    activities: frozenset[Activity] = frozenset()
    formats: frozenset[Format] = frozenset()
    topics: frozenset[str] = frozenset()
    over: Decimal | None = None
    in_a_day: Decimal | None = None
    requirement: str | None = None

    @property
    def asks_for_courses(self) -> bool:
        """Whether only some courses that count make it a concern."""
        kinds = self.activities or self.formats or self.topics
        return bool(kinds) or self.over is not None or self.in_a_day is not None


@dataclass(frozen=True, slots=True)
class Cycle:
    """How long a renewal period lasts and when it ends."""

    months: int
    ends: CycleEnd
    fixed_date: str = ""  # MM-DD
    fixed_years: str = ""  # odd, even, every
    note: str = ""


class Side(StrEnum):
    """Whether the days that count end before the license does, or after."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Window:
    """The days whose courses count, where they are not those of the license period.

    `ends` is month and day (MM-DD): the last such day up to the expiration, or the first from it
    on. `from_application` starts them on the day the last renewal application was received.
    """

    ends: str = ""
    side: Side = Side.BEFORE
    from_application: bool = False
    note: str = ""
    cite: str = ""


class Toward(StrEnum):
    """What carried hours serve: the total only, or the topics that they are on as well."""

    TOTAL = "total"
    TOPICS = "topics"


@dataclass(frozen=True, slots=True)
class Carryover:
    """How many surplus hours pass into the next period; 0 says that none may.

    `last_months` lets only courses of the last so many months of a period pass.
    """

    limit: Decimal
    excludes: tuple[str, ...] = ()
    last_months: int | None = None
    toward: Toward = Toward.TOTAL
    note: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Conversion:
    """How many CE hours one hour of some activity makes; `first_time` only, or every time."""

    activities: frozenset[Activity]
    times: Decimal
    first_time: bool = False
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often the same course counts in one period; of some activities, or of any."""

    most: int
    activities: frozenset[Activity] = frozenset()
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A page or law that was read, and the date that its text gives for itself."""

    url: str
    kind: str
    as_of: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Credential:
    """A kind of license as the law defines it, with everything its board asks."""

    id: str
    title: str
    profession: Profession | None  # None: one that we do not carry, in a person's own rules
    jurisdiction: str  # us-ca, or any name in a person's own rules
    jurisdiction_name: str  # California
    board: str
    cycle: Cycle
    requirements: tuple[Requirement, ...]
    sources: tuple[Source, ...]
    confidence: Confidence
    reviewed: date
    abbreviation: str = ""
    also: tuple[str, ...] = ()
    board_url: str = ""
    hour_minutes: int | None = None
    semester_credit_hours: Decimal | None = None
    quarter_credit_hours: Decimal | None = None
    window: Window | None = None
    carryover: Carryover | None = None
    conversions: tuple[Conversion, ...] = ()
    repeats: Repeats | None = None
    topic_overlap: Overlap = Overlap.UNSTATED
    overlaps: tuple[frozenset[str], ...] = ()  # ids of needs that may share an hour all the same
    keep_records_years: Decimal | None = None
    accepted_approvals: frozenset[str] = frozenset()
    approvals_required: bool = False
    total: Total = Total.STATED
    reporting: str = ""
    exemptions: str = ""
    doubts: tuple[str, ...] = ()
    not_evaluated: tuple[Unevaluated, ...] = ()

    @property
    def name(self) -> str:
        """The short name that people use: California LCSW."""
        return f"{self.jurisdiction_name} {self.abbreviation or self.title}"

    @property
    def own(self) -> bool:
        """Whether a person wrote these rules for themselves."""
        return self.id.startswith("own-")

    @property
    def all_not_evaluated(self) -> tuple[Unevaluated, ...]:
        """Every rule that no key carries: the tables', and the doubts that begin so."""
        said = (Unevaluated(_rest_of(doubt)) for doubt in self.doubts if _is_rule(doubt))
        return (*self.not_evaluated, *said)

    @property
    def other_doubts(self) -> tuple[str, ...]:
        """The doubts that are no such rules."""
        return tuple(doubt for doubt in self.doubts if not _is_rule(doubt))


def _is_rule(doubt: str) -> bool:
    return doubt.lower().startswith(_NOT_EVALUATED)


def _rest_of(doubt: str) -> str:
    rest = doubt.partition(":")[2].strip() or doubt
    return rest[:1].upper() + rest[1:]
