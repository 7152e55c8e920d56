"""Requirements and credentials in plain words, case by case."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ceapp.rules.naming import within_a_sentence
from ceapp.rules.plain_credential import about, answer, to_check
from ceapp.rules.plain_words import Names, either, in_plain_words
from ceapp.rules.requirement import (
    Carryover,
    Citation,
    Confidence,
    Credential,
    Cycle,
    CycleEnd,
    Each,
    Every,
    Kind,
    Overlap,
    Renewals,
    Requirement,
    Total,
    Unevaluated,
)
from ceapp.rules.shorter import Shorter, Step
from ceapp.rules.vocabulary import Activity, Format, Profession, Topics

TODAY = date(2026, 11, 22)
NAMES = Names(
    Topics(
        {
            "law-and-ethics": "Law and ethics (one combined requirement)",
            "ethics": "Professional ethics",
            "suicide": "Suicide risk, treatment and management",
            "hiv": "HIV and AIDS",
            "telehealth": "Telehealth",
        },
        {"ethics": ("law-and-ethics",)},
    ),
    {"supervisor": "you supervise others"},
    {"nasw": "NASW", "hospital": "a hospital"},
    {"nasw": "National Association of Social Workers (NASW)", "hospital": "a hospital"},
)


def need(hours, name="need", **more):
    return Requirement(name, Kind.NEED, Decimal(hours), Citation("§ 1"), **more)


def limit(hours, **more):
    return Requirement("limit", Kind.LIMIT, Decimal(hours), Citation("§ 1"), **more)


TOTAL = need(36, "total")


def credential(*rules, **more):
    usual = Credential(
        id="us-ca-lcsw",
        title="Licensed Clinical Social Worker",
        abbreviation="LCSW",
        profession=Profession.SOCIAL_WORK,
        jurisdiction="us-ca",
        jurisdiction_name="California",
        board="Board",
        cycle=Cycle(24, CycleEnd.INDIVIDUAL),
        requirements=rules,
        sources=(),
        confidence=Confidence.HIGH,
        reviewed=TODAY,
    )
    return replace(usual, **more)


ETHICS = frozenset({"ethics"})
SENTENCES = [
    (need(36), ["At least 36 hours of continuing education in all.", "At every renewal."]),
    (
        need(1, topics=ETHICS),
        ["At least 1 hour on professional ethics.", "At every renewal."],
    ),
    (
        need("1.5", topics=frozenset({"law-and-ethics"})),
        [
            "At least 1.5 hours on law and ethics.",
            "Hours on professional ethics serve it too.",
            "At every renewal.",
        ],
    ),
    (
        need(3, topics=frozenset({"suicide", "telehealth"}), every=Every(once=True)),
        [
            "At least 3 hours on suicide risk, treatment and management; or telehealth.",
            "Once, not again at later renewals.",
        ],
    ),
    (
        need(7, topics=frozenset({"hiv"}), every=Every(once=True), renewals=Renewals.FIRST),
        ["At least 7 hours on HIV and AIDS.", "Once, in your first renewal period."],
    ),
    (
        need(2, topics=ETHICS, every=Every(renewals=3), renewals=Renewals.LATER),
        [
            "At least 2 hours on professional ethics.",
            "At every third renewal. Not at your first renewal.",
        ],
    ),
    (
        need(2, topics=ETHICS, every=Every(years=6)),
        [
            "At least 2 hours on professional ethics.",
            "Within every 6 years, however long your renewal period is.",
        ],
    ),
    (
        need(20, every=Every(years=1)),
        [
            "At least 20 hours of continuing education in all.",
            "Within every year, however long your renewal period is.",
        ],
    ),
    (
        need(6, formats=frozenset({Format.IN_PERSON, Format.LIVE_ONLINE}), renewals=Renewals.LATER),
        [
            "At least 6 hours taken live (in person or live online).",
            "At every renewal after your first.",
        ],
    ),
    (
        need(40, activities=frozenset({Activity.PEER_CONSULTATION}), in_total=False),
        [
            "At least 40 hours from peer consultation.",
            "At every renewal.",
            "On top of the total: these hours do not count in it.",
        ],
    ),
    (
        need(10, approvals=frozenset({"nasw", "hospital"}), applies_if="supervisor"),
        [
            "At least 10 hours approved or given by a hospital or NASW.",
            "At every renewal.",
            "Only if you supervise others.",
        ],
    ),
    (
        need(3, topics=ETHICS, part_of="total"),
        [
            "At least 3 hours on professional ethics.",
            "At every renewal.",
            "These hours are part of “All hours”.",
        ],
    ),
    (
        need(
            3,
            renewals=Renewals.FIRST,
            renewing_from=date(2023, 7, 1),
            renewing_until=date(2025, 6, 30),
            prorated="By month.",
            note="Read in 2024.",
        ),
        [
            "At least 3 hours of continuing education in all.",
            "At your first renewal only.",
            "For licenses that expire from July 1, 2023 to June 30, 2025.",
            "In a shorter period: By month.",
        ],
    ),
    (
        limit(18, activities=frozenset({Activity.TEACHING}), renewing_from=date(2023, 7, 1)),
        [
            "At most 18 hours from teaching or presenting count.",
            "For licenses that expire on July 1, 2023 or later.",
        ],
    ),
    (
        limit(0, formats=frozenset({Format.SELF_PACED}), renewing_until=date(2025, 6, 30)),
        [
            "No hours taken self-paced count.",
            "For licenses that expire on June 30, 2025 or earlier.",
        ],
    ),
    (
        need(3, shorter=Shorter(steps=(Step(1, Decimal(0)), Step(2, Decimal("1.5"))))),
        [
            "At least 3 hours of continuing education in all.",
            "At every renewal.",
            "A first period of under one month asks for none; of under 2 months asks for 1.5 hours "
            "(full months).",
        ],
    ),
    (
        limit(30, each=Each.TOPIC),
        ["At most 30 hours count.", "On any one topic."],
    ),
    (
        limit(6, topics=frozenset({"law-and-ethics"}), renewals=Renewals.LATER),
        [
            "At most 6 hours on law and ethics count.",
            "Hours on professional ethics fall under it too.",
            "Not in your first renewal period.",
        ],
    ),
]


@pytest.mark.parametrize(("rule", "sentences"), SENTENCES)
def test_a_requirement_becomes_sentences(rule, sentences):
    assert list(in_plain_words(rule, credential(TOTAL, rule), NAMES).sentences) == sentences


FIGURES = [
    (TOTAL, ("", 36, "at every renewal")),
    (need(6, topics=ETHICS), ("", 6, "of the 36")),
    (need(6, topics=ETHICS, every=Every(once=True)), ("", 6, "once")),
    (need(6, topics=ETHICS, every=Every(renewals=2)), ("", 6, "every second renewal")),
    (need(6, topics=ETHICS, every=Every(years=6)), ("", 6, "every 6 years")),
    (need(6, topics=ETHICS, renewals=Renewals.FIRST), ("", 6, "at the first renewal")),
    (need(6, topics=ETHICS, in_total=False), ("", 6, "on top of the total")),
    (limit(18, topics=ETHICS), ("at most", 18, "")),
    (limit(0, topics=ETHICS), ("", 0, "may count")),
]


@pytest.mark.parametrize(("rule", "figure"), FIGURES)
def test_a_figure_says_what_it_is_a_part_of(rule, figure):
    plain = in_plain_words(rule, credential(TOTAL, rule), NAMES)
    assert (plain.before, plain.figure, plain.after) == figure


ANSWERS = [
    (credential(TOTAL), "36 hours every two years"),
    (
        credential(TOTAL, need(6, topics=ETHICS), cycle=Cycle(12, CycleEnd.BIRTHDAY)),
        "36 hours every year, 6 of them on professional ethics",
    ),
    (
        credential(TOTAL, need(6, topics=ETHICS), need(3, topics=frozenset({"telehealth"}))),
        "36 hours every two years, 6 of them on professional ethics and 3 on telehealth",
    ),
    (
        credential(
            TOTAL,
            *(need(1, topics=frozenset({slug})) for slug in ("ethics", "telehealth", "hiv")),
            cycle=Cycle(36, CycleEnd.BIRTHDAY),
        ),
        "36 hours every three years, some of them on 3 topics",
    ),
    (
        credential(
            need(18, renewals=Renewals.FIRST),
            TOTAL,
            need(60, applies_if="supervisor"),
            need(3, topics=ETHICS, renewing_until=date(2025, 6, 30)),
            need(2, topics=ETHICS, renewing_from=date(2025, 7, 1)),
        ),
        "36 hours every two years, 2 of them on professional ethics",
    ),
    (
        credential(need(3, topics=ETHICS), total=Total.NONE),
        "the law sets no total; 3 hours on professional ethics",
    ),
    (
        credential(need(3, topics=ETHICS), total=Total.UNKNOWN),
        "the total is not known to us; 3 hours on professional ethics",
    ),
    (credential(total=Total.NONE), "no hours that we know of"),
]


@pytest.mark.parametrize(("what", "line"), ANSWERS)
def test_a_credential_is_answered_in_one_line(what, line):
    assert answer(what, NAMES.topics, on=TODAY) == f"California LCSW: {line}"


ABOUT = [
    ({}, "Renewal period", "It lasts two years and ends on the date that your license shows."),
    (
        {"cycle": Cycle(12, CycleEnd.FIXED, "02-28", "odd", "Since 2020.")},
        "Renewal period",
        "It lasts one year and ends on February 28 of odd-numbered years. Since 2020.",
    ),
    (
        {"cycle": Cycle(24, CycleEnd.FIXED, "06-30")},
        "Renewal period",
        "It lasts two years and ends on June 30, in the year that your license shows.",
    ),
    (
        {"accepted_approvals": frozenset({"nasw", "hospital"})},
        "Accepted providers",
        "Approved or given by a hospital or National Association of Social Workers (NASW). "
        "Others may be accepted too: check before you count on a course.",
    ),
    (
        {"accepted_approvals": frozenset({"nasw"}), "approvals_required": True},
        "Accepted providers",
        "Approved or given by National Association of Social Workers (NASW). "
        "A course that names none of them does not count.",
    ),
    (
        {},
        "Accepted providers",
        "We found no list of accepted providers. Ask the board when you are not sure.",
    ),
    ({}, "Live or self-paced", "Either. We found no rule about it."),
    (
        {"topic_overlap": Overlap.FORBIDDEN},
        "Two topics in one hour",
        "One hour serves one topic only.",
    ),
    (
        {},
        "Two topics in one hour",
        "The board does not say whether one hour may serve two topics. We count it once, so that "
        "we never tell you “complete” too early.",
    ),
    ({}, "Extra hours", "We found no rule, so extra hours do not move to the next period."),
    ({"carryover": Carryover(Decimal(0))}, "Extra hours", "They do not move to the next period."),
    (
        {"carryover": Carryover(Decimal("7.5"), ("ethics",), note="From May on.", cite="§ 4")},
        "Extra hours",
        "Up to 7.5 hours move to the next period. Not hours on professional ethics. "
        "From May on. (§ 4)",
    ),
    ({"hour_minutes": 50}, "Length of an hour", "50 minutes make one CE hour."),
    (
        {"semester_credit_hours": Decimal(15), "quarter_credit_hours": Decimal("4.5")},
        "Academic credit",
        "1 semester credit is 15 hours, 1 quarter credit is 4.5 hours.",
    ),
    ({}, "Reporting", "We found no rule on how hours are reported."),
    ({"reporting": "On the form."}, "Reporting", "On the form."),
    ({"keep_records_years": Decimal(4)}, "Records", "Keep certificates for 4 years."),
    ({}, "Records", "We found no rule on how long to keep certificates. Keep them all."),
    ({"exemptions": "The first renewal."}, "Exemptions", "The first renewal."),
]


@pytest.mark.parametrize(("more", "heading", "text"), ABOUT)
def test_what_else_the_board_says(more, heading, text):
    assert dict(about(credential(TOTAL, **more), NAMES))[heading] == text


SCOPES = [
    ({}, ""),
    ({"applies_if": "supervisor"}, "Only if you supervise others: "),
    ({"renewals": Renewals.FIRST}, "Only if this is your first renewal: "),
    (
        {"renewals": Renewals.LATER, "activities": frozenset({Activity.PUBLICATION})},
        "Only if this is not your first renewal and you count hours from published writing: ",
    ),
    (
        {"formats": frozenset({Format.SELF_PACED, Format.LIVE_ONLINE})},
        "Only if you count hours taken live online or self-paced: ",
    ),
    ({"requirement": "ethics"}, "For “Ethics for all”: "),
    (
        {"requirement": "ethics", "activities": frozenset({Activity.TEACHING})},
        "For “Ethics for all”, only if you count hours from teaching or presenting: ",
    ),
]


@pytest.mark.parametrize(("scope", "words"), SCOPES)
def test_a_rule_not_evaluated_says_whom_it_may_concern(scope, words):
    about_it = need(6, "ethics", label="Ethics for all", topics=ETHICS)
    rule = Unevaluated("Look it up.", **scope)
    found = list(to_check(credential(TOTAL, about_it, not_evaluated=(rule,)), NAMES))
    assert [str(one) for one in found] == [f"We do not count this rule yet. {words}Look it up."]


def test_what_to_check_gives_the_rules_first_and_then_the_doubts():
    doubts = ("The fee was not read.", "Not evaluated: half must be live.")
    rule = Unevaluated("Look it up.")
    found = to_check(credential(TOTAL, doubts=doubts, not_evaluated=(rule,)), NAMES)
    assert [(one.is_rule, one.words) for one in found] == [
        (True, "Look it up."),
        (True, "Half must be live."),
        (False, "The fee was not read."),
    ]


def test_nothing_is_said_of_formats_where_a_rule_speaks_of_them():
    rule = limit(10, formats=frozenset({Format.SELF_PACED}))
    assert "Live or self-paced" not in dict(about(credential(TOTAL, rule), NAMES))


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Law and ethics (one combined requirement)", "law and ethics"),
        ("HIV and AIDS", "HIV and AIDS"),
        ("LGBTQ+ clients", "LGBTQ+ clients"),
        ("Alzheimer's disease", "Alzheimer's disease"),
        ("Texas jurisprudence examination", "Texas jurisprudence examination"),
    ],
)
def test_a_label_within_a_sentence(label, words):
    assert within_a_sentence(label) == words


def test_a_choice_of_words():
    assert either(["a"]) == "a"
    assert either(["a", "b"]) == "a or b"
    assert either(["a", "b", "c"]) == "a, b or c"
    assert either(["a, b", "c", "d"]) == "a, b; c; or d"
