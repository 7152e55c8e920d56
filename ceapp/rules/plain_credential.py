"""A credential as a whole in plain words: the answer in one line, and what the board says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ceapp.rules.naming import date_text, hours_text, requirement_name, within_a_sentence
from ceapp.rules.plain_extent import in_words
from ceapp.rules.plain_words import Names, either, kinds_words, main_total, topic_words
from ceapp.rules.requirement import (
    Conversion,
    Credential,
    Cycle,
    CycleEnd,
    Overlap,
    Renewals,
    Repeats,
    Requirement,
    Side,
    Total,
    Toward,
    Unevaluated,
    Window,
)
from ceapp.rules.vocabulary import Topics

_NUMBERS = {24: "two", 36: "three", 48: "four", 60: "five"}
_MOST_NAMED = 2
_LONGEST = 80
_NO_TOTAL = {
    Total.NONE: "the law sets no total",
    Total.UNKNOWN: "the total is not known to us",
    Total.STATED: "the total varies",
}
_ENDS = {
    CycleEnd.BIRTH_MONTH: "on the last day of your birth month",
    CycleEnd.BIRTHDAY: "on your birthday",
    CycleEnd.ANNIVERSARY: "on the anniversary of the day your license was issued",
    CycleEnd.INDIVIDUAL: "on the date that your license shows",
}
_YEARS = {
    "odd": " of odd-numbered years",
    "even": " of even-numbered years",
    "every": " of every year",
    "": ", in the year that your license shows",
}
_OVERLAPS = {
    Overlap.ALLOWED: "One hour may serve two topics.",
    Overlap.FORBIDDEN: "One hour serves one topic only.",
    Overlap.UNSTATED: "The board does not say whether one hour may serve two topics. We count it "
    "once, so that we never tell you “complete” too early.",
}
_RENEWAL = {
    Renewals.ALL: "",
    Renewals.FIRST: "this is your first renewal",
    Renewals.LATER: "this is not your first renewal",
}


@dataclass(frozen=True, slots=True)
class ToCheck:
    """What somebody should check for themselves: a doubt, or a rule that is not counted.

    `scope` says whom and what such a rule may concern, "" where it is everybody.
    """

    text: str
    is_rule: bool = False
    scope: str = ""

    @property
    def kind(self) -> str:
        """What sort of thing it is, as a sentence; "" for a doubt."""
        return "We do not count this rule yet." if self.is_rule else ""

    @property
    def words(self) -> str:
        """The text after its scope."""
        return f"{self.scope}: {self.text}" if self.scope else self.text

    def __str__(self) -> str:
        """Give everything as one line."""
        return _sentences(self.kind, self.words)


def every_so_long(months: int) -> str:
    """Write "every year", "every two years", "every 18 months"."""
    if months == 12:
        return "every year"
    return f"every {_NUMBERS[months]} years" if months in _NUMBERS else f"every {months} months"


def answer(credential: Credential, topics: Topics, *, on: date) -> str:
    """Give the rules in one line: "California LCSW: 36 hours every two years, 6 of them on …"."""
    often = every_so_long(credential.cycle.months)
    needs = [rule for rule in credential.requirements if _is_usual(rule, on)]
    total = main_total(credential)
    if total:
        start = f"{hours_text(total.hours)} {often}"
        rest = _of_them(needs, topics)
    else:
        start = _NO_TOTAL[credential.total] if needs else "no hours that we know of"
        rest = "".join(
            f"; {hours_text(rule.hours)} on {topic_words(rule, topics)}" for rule in needs
        )
    return f"{credential.name}: {start}{rest}"


def about(credential: Credential, names: Names) -> Iterator[tuple[str, str]]:
    """Give what else the board says, as headings and texts; what it does not say is said too."""
    yield "Renewal period", _sentences(_period(credential.cycle), credential.cycle.note)
    if credential.window:
        yield "Days that count", _window(credential.window)
    yield "Accepted providers", _providers(credential, names)
    if not any(rule.formats for rule in credential.requirements):
        yield "Live or self-paced", "Either. We found no rule about it."
    yield "Two topics in one hour", _overlaps(credential, names)
    yield "Extra hours", _carryover(credential, names)
    if credential.conversions:
        yield "Hours that count more", _sentences(*map(_conversion_of, credential.conversions))
    if credential.repeats:
        yield "The same course again", _repeats(credential.repeats)
    if credential.hour_minutes:
        yield "Length of an hour", f"{credential.hour_minutes} minutes make one CE hour."
    conversion = _conversion(credential)
    if conversion:
        yield "Academic credit", conversion
    yield "Reporting", credential.reporting or "We found no rule on how hours are reported."
    if credential.keep_records_years:
        years = credential.keep_records_years.normalize()
        yield "Records", f"Keep certificates for {years:f} {'year' if years == 1 else 'years'}."
    else:
        yield "Records", "We found no rule on how long to keep certificates. Keep them all."
    if credential.exemptions:
        yield "Exemptions", credential.exemptions


def to_check(credential: Credential, names: Names) -> Iterator[ToCheck]:
    """Give every rule that is not counted, with its scope, and then the other doubts."""
    for rule in credential.all_not_evaluated:
        yield ToCheck(rule.rule, is_rule=True, scope=_scope(rule, credential, names))
    yield from map(ToCheck, credential.other_doubts)


def _scope(rule: Unevaluated, credential: Credential, names: Names) -> str:
    about = next((one for one in credential.requirements if one.id == rule.requirement), None)
    conditions = (
        names.circumstances.get(rule.applies_if, rule.applies_if) if rule.applies_if else "",
        _RENEWAL[rule.renewals],
        _courses_asked(rule, names),
    )
    only = " and ".join(filter(None, conditions))
    for_it = f"for “{requirement_name(about, names.topics)}”" if about else ""
    said = ", ".join(filter(None, (for_it, f"only if {only}" if only else "")))
    return said[:1].upper() + said[1:]


def _courses_asked(rule: Unevaluated, names: Names) -> str:
    """Say which of a person's courses make the rule a concern; "" where any case does."""
    if not rule.asks_for_courses:
        return ""
    labels = [within_a_sentence(names.topics.labels[slug]) for slug in sorted(rule.topics)]
    on = f"on {either(labels)}" if labels else ""
    kinds = " ".join(filter(None, (on, *kinds_words(rule.activities, rule.formats))))
    least = max(filter(None, (rule.over, rule.in_a_day)), default=None)
    amount = f"more than {hours_text(least)}" if least else "hours"
    day = "finished on one day" if rule.in_a_day else ""
    return " ".join(filter(None, ("you count", amount, kinds, day)))


def _is_usual(rule: Requirement, on: date) -> bool:
    """Say whether a rule is a need on topics, in the total, that a usual renewal owes on `on`."""
    return (
        rule.is_need
        and bool(rule.topics)
        and rule.in_total
        and rule.part_of is None
        and rule.applies_if is None
        and rule.every.renewal
        and rule.renewals is not Renewals.FIRST
        and (rule.renewing_from or on) <= on <= (rule.renewing_until or on)
    )


def _of_them(needs: list[Requirement], topics: Topics) -> str:
    words = [topic_words(rule, topics) for rule in needs]
    if len(needs) > _MOST_NAMED or sum(map(len, words)) > _LONGEST:
        named = f"{len(needs)} topics" if len(needs) > 1 else "a named topic"
        return f", some of them on {named}"
    parts = [
        f"{rule.hours.normalize():f}{' of them' if first else ''} on {word}"
        for rule, word, first in zip(needs, words, (True, False), strict=False)
    ]
    return f", {' and '.join(parts)}" if parts else ""


def _sentences(*texts: str) -> str:
    return " ".join(filter(None, texts))


def _period(cycle: Cycle) -> str:
    long = every_so_long(cycle.months).removeprefix("every ")
    if cycle.ends is CycleEnd.FIXED:
        day = _day_of_the_year(cycle.fixed_date)
        ends = f"on {day}{_YEARS[cycle.fixed_years]}"
    else:
        ends = _ENDS[cycle.ends]
    return f"It lasts {'one year' if long == 'year' else long} and ends {ends}."


def _providers(credential: Credential, names: Names) -> str:
    if not credential.accepted_approvals:
        return "We found no list of accepted providers. Ask the board when you are not sure."
    bodies = (names.bodies.get(slug, slug) for slug in credential.accepted_approvals)
    named = f"Approved or given by {either(sorted(bodies, key=str.casefold))}."
    if credential.approvals_required:
        return f"{named} A course that names none of them does not count."
    return f"{named} Others may be accepted too: check before you count on a course."


def _carryover(credential: Credential, names: Names) -> str:
    carryover = credential.carryover
    if carryover is None:
        return "We found no rule, so extra hours do not move to the next period."
    allowed = (
        f"Up to {hours_text(carryover.limit)} move to the next period."
        if carryover.limit
        else "They do not move to the next period."
    )
    labels = [within_a_sentence(names.topics.labels[slug]) for slug in carryover.excludes]
    but = f"Not hours on {either(labels)}." if labels else ""
    last = carryover.last_months
    when = f"Only hours of the last {in_words(last)} months of a period." if last else ""
    on_topics = carryover.limit and carryover.toward is Toward.TOPICS
    serve = "They serve their topics there too." if on_topics else ""
    return _sentences(allowed, but, when, serve, carryover.note, _in_brackets(carryover.cite))


def _window(window: Window) -> str:
    said = []
    if window.from_application:
        said.append("From the day on which the board received your last renewal application.")
    if window.ends:
        day = _day_of_the_year(window.ends)
        before = window.side is Side.BEFORE
        which = "the last one up to" if before else "the first one after"
        said.append(f"Courses count up to {day}, {which} the day your license expires.")
    return _sentences(*said, window.note, _in_brackets(window.cite))


def _conversion_of(rule: Conversion) -> str:
    kinds = " ".join(kinds_words(rule.activities, ()))
    times = "the first time" if rule.first_time else ""
    counts = f"One hour {kinds} counts as {rule.times.normalize():f}"
    return f"{' '.join(filter(None, (counts, times, _in_brackets(rule.cite))))}."


def _repeats(rule: Repeats) -> str:
    kinds = " ".join(kinds_words(rule.activities, ()))
    often = "once" if rule.most == 1 else f"{in_words(rule.most)} times"
    of = f"For hours {kinds}: the" if kinds else "The"
    text = f"{of} same course counts {often} in one period."
    return _sentences(text, _in_brackets(rule.cite))


def _overlaps(credential: Credential, names: Names) -> str:
    by_id = {rule.id: requirement_name(rule, names.topics) for rule in credential.requirements}
    shared = [sorted(by_id[name] for name in needs) for needs in credential.overlaps]
    but = (f"But one hour may serve {' and '.join(needs)} together." for needs in shared)
    return _sentences(_OVERLAPS[credential.topic_overlap], *but)


def _in_brackets(cite: str) -> str:
    return f"({cite})" if cite else ""


def _day_of_the_year(month_and_day: str) -> str:
    return date_text(date.fromisoformat(f"2000-{month_and_day}")).partition(",")[0]


def _conversion(credential: Credential) -> str:
    parts = []
    for one, hours in (
        ("semester", credential.semester_credit_hours),
        ("quarter", credential.quarter_credit_hours),
    ):
        if hours:
            parts.append(f"1 {one} credit is {hours_text(hours)}")
    text = ", ".join(parts)
    return f"{text}." if text else ""
