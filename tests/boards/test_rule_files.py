"""The rule files as they are: complete, well formed, and agreeing with the schema beside them."""

import json
import tomllib
from collections import Counter
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from ceapp.boards import catalog
from ceapp.boards.catalog import Catalog
from ceapp.rules.eligibility import named_activities
from ceapp.rules.naming import within_a_sentence
from ceapp.rules.requirement import Confidence, Total

FOLDER = catalog.path_of("us-ca-lcsw").parents[1]
PATHS = sorted(FOLDER.glob("us_??/*.toml"))


@pytest.fixture(scope="module")
def credentials():
    return [catalog.load(item.id) for item in catalog.listing()]


def test_all_collected_credentials_are_here(credentials):
    assert len(catalog.jurisdictions()) == 51
    assert {item.jurisdiction for item in credentials} == set(catalog.jurisdictions())
    assert len(credentials) == len(PATHS) == 212
    assert sum(len(item.requirements) for item in credentials) == 987
    assert sum(len(item.sources) for item in credentials) == 969


def test_a_label_that_begins_with_a_state_keeps_its_capital_within_a_sentence(credentials):
    states = {name.split()[0] for name in catalog.jurisdictions().values()}
    labels = {rule.label for item in credentials for rule in item.requirements if rule.label}
    labels |= set(catalog.topics().labels.values())
    for label in labels:
        if label.split()[0] in states:
            assert within_a_sentence(label)[0].isupper(), label


def test_how_sure_we_are_is_kept(credentials):
    assert Counter(item.confidence for item in credentials) == {
        Confidence.HIGH: 54,
        Confidence.MEDIUM: 130,
        Confidence.LOW: 28,
    }


def test_no_rule_file_is_broken():
    assert catalog.mistakes() == ()


def test_totals_that_are_not_known_are_never_taken_for_none(credentials):
    odd = {item.id: item.total for item in credentials if item.total is not Total.STATED}

    assert odd == {
        "us-ks-lcmft": Total.UNKNOWN,
        "us-nd-lpcc": Total.UNKNOWN,
        "us-hi-lmhc": Total.NONE,
        "us-mi-lmft": Total.NONE,
        "us-mi-lpc": Total.NONE,
    }


def test_no_doubt_names_a_rule_that_is_not_evaluated_without_saying_whom_it_concerns(credentials):
    named = {
        item.id
        for item in credentials
        for doubt in item.doubts
        if doubt.lower().startswith("not evaluated")
    }

    assert named == set()


def test_no_rule_that_is_not_evaluated_repeats_an_activity_unconfirmed_anyhow(credentials):
    for item in credentials:
        named = named_activities(item)
        for rule in item.not_evaluated:
            assert not rule.activities or rule.activities & named, (item.id, rule.rule)


def test_every_rule_that_is_not_evaluated_is_a_sentence(credentials):
    rules = [rule.rule for item in credentials for rule in item.not_evaluated]

    assert len(rules) == 188
    for rule in rules:
        assert rule[0] == "§" or rule[0].isupper() or rule[0].isdigit(), rule
        assert rule.endswith("."), rule


def test_every_requirement_says_where_it_is_written(credentials):
    for credential in credentials:
        for rule in credential.requirements:
            assert rule.citation.cite, (credential.id, rule.id)
            assert rule.citation.url, (credential.id, rule.id)


def test_no_two_credentials_of_a_jurisdiction_share_a_name():
    names = Counter(item.name for item in catalog.listing())
    assert [name for name, count in names.items() if count > 1] == []


def test_the_listing_agrees_with_the_files(credentials):
    for item, credential in zip(catalog.listing(), credentials, strict=True):
        for field in type(item).__dataclass_fields__:
            assert getattr(item, field) == getattr(credential, field), (item.id, field)
        assert item.name == credential.name


def plain(value):
    """Dates as a schema sees them: texts."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.fixture(scope="module")
def schema():
    return json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))


def test_every_file_conforms_to_the_schema(schema):
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path in PATHS:
        values = plain(tomllib.loads(path.read_text(encoding="utf-8")))
        assert [error.message for error in validator.iter_errors(values)] == [], path


def test_the_schema_refuses_a_key_that_the_reader_refuses(schema):
    values = plain(tomllib.loads(PATHS[0].read_text(encoding="utf-8")))
    values["requirement"][0]["hours"] = 3

    assert not Draft202012Validator(schema).is_valid(values)


def test_every_file_names_its_schema_first():
    for path in PATHS:
        assert path.read_text(encoding="utf-8").startswith("#:schema ../schema.json\nid = "), path


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("topic", lambda: catalog.topics().labels),
        ("circumstance", catalog.circumstances),
        ("approval", catalog.approvals),
    ],
)
def test_the_schema_completes_every_slug_of_the_lists(schema, word, known):
    assert schema["$defs"][word]["enum"] == list(known())


def test_the_lists_hold_nothing_that_no_rule_uses(credentials):
    asked = {rule.applies_if for item in credentials for rule in item.requirements}
    asked |= {rule.unless for item in credentials for rule in item.requirements}
    named = {slug for item in credentials for slug in item.accepted_approvals}
    named |= {slug for item in credentials for rule in item.requirements for slug in rule.approvals}

    assert set(catalog.circumstances()) == asked - {None}
    assert set(catalog.approvals()) == named


def test_each_circumstance_is_asked_in_one_question():
    for circumstance in catalog.circumstances().values():
        assert circumstance.question.count("?") == 1
        assert circumstance.question.endswith("?")


@pytest.mark.parametrize(
    ("narrow", "broad"),
    [
        ("boundaries", "ethics"),
        ("boundaries", "law-and-ethics"),
        ("ethics", "law-and-ethics"),
        ("jurisprudence", "law-and-ethics"),
        ("implicit-bias", "cultural-competence"),
        ("lgbtq", "cultural-competence"),
        ("opioids", "substance-use"),
    ],
)
def test_a_narrower_topic_lies_in_the_broader_one_and_not_the_reverse(narrow, broad):
    topics = catalog.topics()
    assert topics.within(narrow, {broad})
    assert not topics.within(broad, {narrow})


def test_the_topic_tree_has_no_other_branch():
    broader = catalog.topics().broader
    assert {slug: set(above) for slug, above in broader.items()} == {
        "boundaries": {"ethics"},
        "ethics": {"law-and-ethics"},
        "jurisprudence": {"law-and-ethics"},
        "implicit-bias": {"cultural-competence"},
        "lgbtq": {"cultural-competence"},
        "opioids": {"substance-use"},
    }


def test_topics_of_few_jurisdictions_say_whose_they_are():
    topics = tomllib.loads((FOLDER / "topics.toml").read_text(encoding="utf-8"))
    only = {slug: row["only_in"] for slug, row in topics.items() if "only_in" in row}

    assert len(only) == 12
    assert only["couples-families"] == ["us-al", "us-ca"]
    assert {state for states in only.values() for state in states} <= set(catalog.jurisdictions())


def test_a_catalog_elsewhere_reads_its_own_folder(tmp_path):
    assert Catalog(tmp_path).listing() == ()
