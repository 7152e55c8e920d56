"""Reading a rule file: everything it can say arrives, and every mistake is named with its cure."""

from datetime import date
from decimal import Decimal

import pytest

from ceapp.rules.requirement import CycleEnd, Every, Kind, Overlap, Renewals, Total, Unevaluated
from ceapp.rules.rule_text import RuleMistakes, read_credential
from ceapp.rules.vocabulary import Activity, Format, Profession

SMALL = """\
id = "us-ca-lcsw"
title = "Licensed Clinical Social Worker"
profession = "social-work"
jurisdiction = "us-ca"
board = "Board of Behavioral Sciences"
confidence = "high"
reviewed = 2026-11-22

[cycle]
months = 24
ends = "individual"

[[requirement]]
id = "total"
need = 36
cite = "16 CCR § 1887.3(a)"

[[requirement]]
id = "ethics"
need = 6
topics = ["ethics"]
cite = "16 CCR § 1887.3(c)"

[[source]]
kind = "regulation"
as_of = "undated"
url = "https://example.org/law"
"""


def read(text):
    return read_credential(
        text,
        known_topics={"ethics", "telehealth", "hiv-aids"},
        known_circumstances={"supervisor"},
        known_approvals={"apa", "aswb-ace"},
        jurisdiction_names={"us-ca": "California", "us-ny": "New York"},
    )


def mistakes_in(text):
    with pytest.raises(RuleMistakes) as caught:
        read(text)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_a_small_file_reads_as_it_is_written():
    credential = read(SMALL)

    assert credential.name == "California Licensed Clinical Social Worker"
    assert credential.profession is Profession.SOCIAL_WORK
    assert credential.reviewed == date(2026, 11, 22)
    assert [rule.id for rule in credential.requirements] == ["total", "ethics"]
    assert credential.requirements[1].hours == Decimal(6)
    assert credential.requirements[1].topics == {"ethics"}
    assert credential.sources[0].url == "https://example.org/law"


def test_what_a_file_leaves_out_has_its_plain_meaning():
    credential = read(SMALL)
    rule = credential.requirements[0]

    assert credential.topic_overlap is Overlap.UNSTATED
    assert credential.total is Total.STATED
    assert credential.carryover is None
    assert not credential.approvals_required
    assert rule.renewals is Renewals.ALL
    assert rule.every.renewal
    assert rule.in_total


def test_everything_a_file_can_say_arrives():
    head = """\
abbreviation = "LCSW"
also = ["LMSW", "LSW"]
board_url = "https://example.org"
topic_overlap = "allowed"
hour_minutes = 50
semester_credit_hours = 15
quarter_credit_hours = 4.5
keep_records_years = 4
accepted_approvals = ["apa", "aswb-ace"]
approvals_required = true
reporting = "On the form."
exemptions = "First renewal."
doubts = ["Is it so?"]

[carryover]
limit = 2.5
excludes = ["ethics"]
cite = "§ 3"
note = "Once."

[cycle]
months = 12
ends = "fixed"
fixed_date = "02-28"
fixed_years = "odd"
note = "Spring."
"""
    rule = """
[[requirement]]
id = "everything"
label = "Live ethics for supervisors"
need = 1.5
topics = ["telehealth"]
formats = ["in-person", "live-online"]
activities = ["course", "teaching"]
approvals = ["apa"]
renewals = "later"
every = { years = 6 }
in_total = false
applies_if = "supervisor"
renewing_from = 2023-07-01
renewing_until = 2030-06-30
prorated = "By month."
cite = "§ 1"
url = "https://example.org/1"
note = "Say so."

[[requirement]]
id = "once"
need = 1
part_of = "ethics"
every = "once"
cite = "§ 2"

[[requirement]]
id = "third"
need = 1
applies_if = "supervisor"
every = { renewals = 3 }
cite = "§ 3"

[[requirement]]
id = "home-study"
limit = 0
formats = ["self-paced"]
cite = "§ 4"
"""
    unevaluated = """
[[not_evaluated]]
rule = "An article earns at most 10 hours."
applies_if = "supervisor"
renewals = "later"
activities = ["publication", "teaching"]
formats = ["self-paced"]
requirement = "everything"

[[not_evaluated]]
rule = "Board meetings earn at most 6."
"""
    text = SMALL.replace('[cycle]\nmonths = 24\nends = "individual"\n', head)
    credential = read(text.replace("\n[[source]]", rule + unevaluated + "\n[[source]]"))
    full, once, third, limit = credential.requirements[2:]

    assert credential.name == "California LCSW"
    assert credential.also == ("LMSW", "LSW")
    assert credential.topic_overlap is Overlap.ALLOWED
    assert credential.hour_minutes == 50
    assert credential.quarter_credit_hours == Decimal("4.5")
    assert credential.accepted_approvals == {"apa", "aswb-ace"}
    assert credential.approvals_required
    assert credential.doubts == ("Is it so?",)
    assert credential.carryover.limit == Decimal("2.5")
    assert credential.carryover.excludes == ("ethics",)
    assert credential.cycle.ends is CycleEnd.FIXED
    assert (credential.cycle.fixed_date, credential.cycle.fixed_years) == ("02-28", "odd")
    assert full.hours == Decimal("1.5")
    assert full.formats == {Format.IN_PERSON, Format.LIVE_ONLINE}
    assert full.activities == {Activity.COURSE, Activity.TEACHING}
    assert full.approvals == {"apa"}
    assert full.renewals is Renewals.LATER
    assert full.every == Every(years=6)
    assert not full.in_total
    assert full.applies_if == "supervisor"
    assert (full.renewing_from, full.renewing_until) == (date(2023, 7, 1), date(2030, 6, 30))
    assert (full.prorated, full.note) == ("By month.", "Say so.")
    assert (full.citation.cite, full.citation.url) == ("§ 1", "https://example.org/1")
    assert (once.every, once.part_of) == (Every(once=True), "ethics")
    assert third.every == Every(renewals=3)
    assert (limit.kind, limit.hours) == (Kind.LIMIT, Decimal(0))
    assert credential.not_evaluated == (
        Unevaluated(
            "An article earns at most 10 hours.",
            applies_if="supervisor",
            renewals=Renewals.LATER,
            activities=frozenset({Activity.PUBLICATION, Activity.TEACHING}),
            formats=frozenset({Format.SELF_PACED}),
            requirement="everything",
        ),
        Unevaluated("Board meetings earn at most 6."),
    )


# Each case changes the small file in one place and says what the reader must answer.
SLIPS = {
    "a line that is no TOML": (
        "months = 24",
        "months = ",
        (
            "line 10, column 10: Invalid value. "
            "Each line is a key = value; texts stand in quotes, and a key stands once."
        ),
    ),
    "a key twice": (
        "months = 24",
        "months = 24\nmonths = 12",
        (
            "line 11, column 12: Cannot overwrite a value. "
            "Each line is a key = value; texts stand in quotes, and a key stands once."
        ),
    ),
    "a key that does not exist": (
        'topics = ["ethics"]',
        'topic = ["ethics"]',
        "requirement[2].topic: There is no such key. Did you mean “topics”?",
    ),
    "an unknown topic": (
        '["ethics"]',
        '["ethic"]',
        "requirement[2].topics: There is no topic “ethic”. Did you mean “ethics”?",
    ),
    "an unknown circumstance": (
        'topics = ["ethics"]',
        'applies_if = "boss"',
        "requirement[2].applies_if: There is no circumstance “boss”. Use one of: supervisor.",
    ),
    "an unknown approving body": (
        'topics = ["ethics"]',
        'approvals = ["apaa"]',
        "requirement[2].approvals: There is no approving body “apaa”. Did you mean “apa”?",
    ),
    "an unknown activity": (
        'topics = ["ethics"]',
        'activities = ["teachings"]',
        "requirement[2].activities: There is no activity “teachings”. Did you mean “teaching”?",
    ),
    "an unknown format": (
        'topics = ["ethics"]',
        'formats = ["online"]',
        "requirement[2].formats: There is no format “online”. Did you mean “live-online”?",
    ),
    "the same topic twice": (
        '["ethics"]',
        '["ethics", "ethics"]',
        "requirement[2].topics: It names the same thing twice. Keep one of them.",
    ),
    "an empty list": (
        '["ethics"]',
        "[]",
        "requirement[2].topics: The list is empty. Name something in it, or remove the key.",
    ),
    "a list without brackets": (
        '["ethics"]',
        '"ethics"',
        'requirement[2].topics: It must be a list of texts. Write it like ["one", "two"].',
    ),
    "neither need nor limit": (
        "need = 6\n",
        "",
        (
            "requirement[2].need: It has neither a need nor a limit. "
            "Add need = (at least so many hours) or limit = (at most)."
        ),
    ),
    "both need and limit": (
        "need = 6",
        "need = 6\nlimit = 6",
        (
            "requirement[2].need: It has both a need and a limit. "
            "Keep need (at least) or limit (at most); a second rule can say the other."
        ),
    ),
    "a need of nothing": (
        "need = 6",
        "need = 0",
        "requirement[2].need: 0 is too small. Give more than 0.",
    ),
    "hours below zero": (
        "need = 6",
        "limit = -1",
        "requirement[2].limit: -1 is too small. Give at least 0.",
    ),
    "hours beyond reason": (
        "need = 6",
        "need = 4000",
        "requirement[2].need: 4000 is beyond any real rule. Give at most 400.",
    ),
    "hours that are no number": (
        "need = 6",
        "need = nan",
        "requirement[2].need: NaN is beyond any real rule. Give at most 400.",
    ),
    "three decimals": (
        "need = 6",
        "need = 1.125",
        "requirement[2].need: 1.125 has more than two decimals. Round it to hundredths.",
    ),
    "hours in quotes": (
        "need = 6",
        'need = "6"',
        "requirement[2].need: It must be a number. Write it without quotes, such as 6 or 1.5.",
    ),
    "hours that are true": (
        "need = 6",
        "need = true",
        "requirement[2].need: It must be a number. Write it without quotes, such as 6 or 1.5.",
    ),
    "a date in quotes": (
        "reviewed = 2026-11-22",
        'reviewed = "2026-11-22"',
        "reviewed: It must be a date. Write it without quotes, such as 2027-03-31.",
    ),
    "a date with a time": (
        "reviewed = 2026-11-22",
        "reviewed = 2026-11-22T10:00:00",
        "reviewed: It must be a date. Write it without quotes, such as 2027-03-31.",
    ),
    "no date": (
        "reviewed = 2026-11-22\n",
        "",
        "reviewed: It is missing. Add reviewed = 2026-11-22.",
    ),
    "a profession of another field": (
        '"social-work"',
        '"nursing"',
        (
            "profession: “nursing” is not known here. Use one of: "
            "counseling, marriage-family-therapy, psychology, social-work."
        ),
    ),
    "no profession": (
        'profession = "social-work"\n',
        "",
        (
            "profession: It is missing. Add it with one of: "
            "social-work, counseling, marriage-family-therapy, psychology."
        ),
    ),
    "a title that is missing": (
        'title = "Licensed Clinical Social Worker"\n',
        "",
        'title: It is missing. Add title = "Licensed Clinical Social Worker".',
    ),
    "a title that is blank": (
        '"Licensed Clinical Social Worker"',
        '" "',
        'title: It must be a text that is not empty. Write it in quotes: "…".',
    ),
    "a jurisdiction that does not exist": (
        'jurisdiction = "us-ca"',
        'jurisdiction = "us-cb"',
        "jurisdiction: There is no jurisdiction “us-cb”. Did you mean “us-ca”?",
    ),
    "an id of another jurisdiction": (
        'jurisdiction = "us-ca"',
        'jurisdiction = "us-ny"',
        "id: “us-ca-lcsw” is not in us-ny. Make the two agree.",
    ),
    "an id in capitals": (
        '"us-ca-lcsw"',
        '"us-ca-LCSW"',
        "id: “us-ca-LCSW” has the wrong form. Write it like “us-ca-lcsw”.",
    ),
    "no citation": (
        'cite = "16 CCR § 1887.3(c)"\n',
        "",
        'requirement[2].cite: It is missing. Add cite = "16 CCR § 1887.3(a)".',
    ),
    "a link that is none": (
        '"https://example.org/law"',
        '"example.org"',
        "source[1].url: “example.org” has the wrong form. Write it like “https://example.org/”.",
    ),
    "a kind of source that does not exist": (
        '"regulation"',
        '"rumor"',
        "source[1].kind: “rumor” has the wrong form. Write it like “regulation”.",
    ),
    "no cycle": (
        '[cycle]\nmonths = 24\nends = "individual"\n',
        "",
        "cycle: It is missing. Add [cycle] with months and ends.",
    ),
    "a cycle that is no table": (
        '[cycle]\nmonths = 24\nends = "individual"\n',
        "cycle = 24\n",
        "cycle: It must be a table. Write [cycle] on a line of its own.",
    ),
    "a cycle of no length": (
        "months = 24\n",
        "",
        "cycle.months: It is missing. Add months = … (6 to 120).",
    ),
    "a cycle of half months": (
        "months = 24",
        "months = 24.5",
        (
            "cycle.months: It must be a whole number from 6 to 120. "
            "Write it without quotes and decimals."
        ),
    ),
    "a word for how often": (
        'topics = ["ethics"]',
        'every = "twice"',
        "requirement[2].every: “twice” has the wrong form. Write it like “once”.",
    ),
    "two things for how often": (
        'topics = ["ethics"]',
        "every = { years = 2, renewals = 2 }",
        "requirement[2].every: It must say one thing. Write { renewals = 3 } or { years = 6 }.",
    ),
    "a flag in quotes": (
        'topics = ["ethics"]',
        'in_total = "no"',
        "requirement[2].in_total: It must be true or false. Write it without quotes.",
    ),
    "a total that is missing": (
        "need = 36",
        'need = 36\ntopics = ["telehealth"]',
        (
            "total: No requirement asks for hours of any kind. Add the total, or write "
            'total = "unknown" (or "none", where the law sets none).'
        ),
    ),
    "a total that is there and said to be unknown": (
        "reviewed = 2026-11-22",
        'reviewed = 2026-11-22\ntotal = "unknown"',
        "total: It says unknown, but a requirement states a total. Remove this key.",
    ),
    "an id used twice": (
        'id = "ethics"',
        'id = "total"',
        "requirement[2].id: “total” is used by an earlier requirement. Give each its own id.",
    ),
    "a part of nothing": (
        'topics = ["ethics"]',
        'part_of = "totals"',
        "requirement[2].part_of: No need has the id “totals”. Did you mean “total”?",
    ),
    "a part of itself": (
        'topics = ["ethics"]',
        'part_of = "ethics"',
        "requirement[2].part_of: It would be a part of itself. Name the broader need.",
    ),
    "a part larger than its whole": (
        "need = 6",
        'need = 40\npart_of = "total"',
        (
            "requirement[2].need: 40 hours cannot be part of the 36 of “total”. "
            "Correct the smaller or the larger number."
        ),
    ),
    "dates in the wrong order": (
        'topics = ["ethics"]',
        "renewing_from = 2025-01-01\nrenewing_until = 2024-12-31",
        (
            "requirement[2].renewing_until: It ends on 2024-12-31, before it begins on 2025-01-01. "
            "Put the dates in order."
        ),
    ),
    "a limit on everything": (
        'need = 6\ntopics = ["ethics"]',
        "limit = 40",
        (
            "requirement[2].limit: It limits hours of every kind. "
            "Say which: topics, formats, activities, approvals."
        ),
    ),
    "a limit every six years": (
        "need = 6",
        "limit = 6\nevery = { years = 6 }",
        (
            "requirement[2].limit: A limit cannot have every, in_total or part_of. "
            "A limit binds each renewal by itself: remove them."
        ),
    ),
    "a need that a limit forbids": (
        "\n[[source]]",
        (
            '\n[[requirement]]\nid = "few"\nlimit = 3\ntopics = ["ethics", "telehealth"]\n'
            'cite = "§ 9"\n\n[[source]]'
        ),
        "requirement[2].need: It asks for 6 hours, but “few” lets 3 count. Correct one of the two.",
    ),
    "a rule not evaluated without its sentence": (
        "\n[[source]]",
        '\n[[not_evaluated]]\nrenewals = "first"\n\n[[source]]',
        (
            "not_evaluated[1].rule: It is missing. "
            'Add rule = "A journal article earns at most 10 hours.".'
        ),
    ),
    "an unknown circumstance of a rule not evaluated": (
        "\n[[source]]",
        '\n[[not_evaluated]]\nrule = "So."\napplies_if = "boss"\n\n[[source]]',
        "not_evaluated[1].applies_if: There is no circumstance “boss”. Use one of: supervisor.",
    ),
    "a circumstance of which nobody is asked": (
        "\n[[source]]",
        '\n[[not_evaluated]]\nrule = "So."\napplies_if = "supervisor"\n\n[[source]]',
        (
            "not_evaluated[1].applies_if: No lasting requirement depends on “supervisor”: nobody "
            "is asked about it. Remove it, and say in the rule whom it binds."
        ),
    ),
    "a circumstance of which nobody is asked any more": (
        'topics = ["ethics"]\ncite = "16 CCR § 1887.3(c)"\n',
        (
            'topics = ["ethics"]\ncite = "16 CCR § 1887.3(c)"\napplies_if = "supervisor"\n'
            "renewing_until = 2020-01-01\n\n"
            '[[not_evaluated]]\nrule = "So."\napplies_if = "supervisor"\n'
        ),
        (
            "not_evaluated[1].applies_if: No lasting requirement depends on “supervisor”: nobody "
            "is asked about it. Remove it, and say in the rule whom it binds."
        ),
    ),
    "an unknown activity of a rule not evaluated": (
        "\n[[source]]",
        '\n[[not_evaluated]]\nrule = "So."\nactivities = ["publications"]\n\n[[source]]',
        (
            "not_evaluated[1].activities: There is no activity “publications”. "
            "Did you mean “publication”?"
        ),
    ),
    "a rule about a requirement that is not there": (
        "\n[[source]]",
        '\n[[not_evaluated]]\nrule = "So."\nrequirement = "ethic"\n\n[[source]]',
        ("not_evaluated[1].requirement: No requirement has the id “ethic”. Did you mean “ethics”?"),
    ),
    "a rule about a requirement that is due at other renewals": (
        'topics = ["ethics"]\ncite = "16 CCR § 1887.3(c)"\n',
        (
            'topics = ["ethics"]\ncite = "16 CCR § 1887.3(c)"\nrenewals = "first"\n\n'
            '[[not_evaluated]]\nrule = "So."\nrenewals = "later"\nrequirement = "ethics"\n'
        ),
        (
            "not_evaluated[1].renewals: “ethics” is due at first renewals only. "
            "Make the two agree, or remove one."
        ),
    ),
    "a key of a requirement in a rule not evaluated": (
        "\n[[source]]",
        '\n[[not_evaluated]]\nrule = "So."\nneed = 3\n\n[[source]]',
        (
            "not_evaluated[1].need: There is no such key. Use one of: "
            "activities, applies_if, formats, in_a_day, over, renewals, requirement, rule, topics."
        ),
    ),
    "a fixed cycle without its day": (
        '"individual"',
        '"fixed"',
        'cycle.fixed_date: It is missing. Add the day, such as "03-31".',
    ),
    "a day that no month has": (
        '"individual"',
        '"fixed"\nfixed_date = "02-30"',
        "cycle.fixed_date: There is no day 02-30. Write month and day, such as 02-28.",
    ),
    "a fixed day on a birthday cycle": (
        '"individual"',
        '"birthday"\nfixed_date = "02-28"',
        (
            "cycle.fixed_date: A cycle that ends by birthday has no fixed date. "
            'Remove it, or write ends = "fixed".'
        ),
    ),
    "approvals required of nobody": (
        "reviewed = 2026-11-22",
        "reviewed = 2026-11-22\napprovals_required = true",
        (
            "approvals_required: It is true, but accepted_approvals names nobody: no course could "
            "count. Name the accepted approvals, or remove it."
        ),
    ),
    "a carryover without a number": (
        "[cycle]",
        '[carryover]\nnote = "Some."\n\n[cycle]',
        "carryover.limit: It is missing. Add limit = 0 where no hours carry over.",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_named_with_key_fault_and_cure(slip):
    old, new, answer = SLIPS[slip]
    assert old in SMALL
    head, _found, tail = SMALL.rpartition(old)

    assert mistakes_in(head + new + tail) == [answer]


def test_requirements_in_single_brackets_are_named():
    text = SMALL.partition("[[requirement]]")[0] + '[requirement]\nid = "x"\n\n[[source]]\n'
    text += 'kind = "board"\nas_of = "2026"\nurl = "https://example.org"\n'

    assert mistakes_in(text) == [
        (
            "requirement: It must be repeated tables. Write [[requirement]] on a line of its own "
            "before each."
        )
    ]


def test_a_file_without_sources_is_refused():
    assert mistakes_in(SMALL.partition("[[source]]")[0]) == [
        "source: No source is named. Add [[source]] with url, kind and as_of."
    ]


def test_all_mistakes_are_named_at_once():
    text = SMALL.replace("need = 6", "need = -6").replace("months = 24", "months = 3")

    assert [line.partition(":")[0] for line in mistakes_in(text)] == [
        "cycle.months",
        "requirement[2].need",
    ]


def test_a_need_that_a_limit_forbids_only_under_a_circumstance_is_fine():
    limit = (
        '\n[[requirement]]\nid = "few"\nlimit = 3\ntopics = ["ethics"]\n'
        'applies_if = "supervisor"\ncite = "§ 9"\n\n[[source]]'
    )
    assert len(read(SMALL.replace("\n[[source]]", limit)).requirements) == 3


@pytest.mark.parametrize("each", ["course", "topic"])
def test_a_limit_on_each_course_or_topic_forbids_no_need_that_several_can_meet(each):
    limit = f'\n[[requirement]]\nid = "few"\nlimit = 3\neach = "{each}"\ncite = "§ 9"\n\n[[source]]'
    assert len(read(SMALL.replace("\n[[source]]", limit)).requirements) == 3


@pytest.mark.parametrize("deep", [13, 1000])
def test_rules_that_lie_in_one_another_too_deep_are_refused_at_the_first(deep):
    chain = "".join(
        f'[[requirement]]\nid = "part-{n}"\nneed = 1\ntopics = ["ethics"]\ncite = "x"\n'
        f'part_of = "{f"part-{n - 1}" if n else "total"}"\n'
        for n in range(deep)
    )
    with pytest.raises(RuleMistakes) as caught:
        read(SMALL + chain)
    assert [(one.fault, one.cure) for one in caught.value.mistakes] == [
        ("It lies in a chain of 12 rules, each a part of the next.", "Name a broader need.")
    ]
