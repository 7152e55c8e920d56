"""The rules' papers: every key is explained, the example is a file, and no list is short."""

import json
import re
from pathlib import Path

from ceapp.boards import catalog
from ceapp.rules.rule_text import read_credential

DOCS = Path(__file__).parents[2] / "docs" / "rules.md"
CHANGES = DOCS.with_name("rule-changes.md")
FOLDER = catalog.path_of("us-ca-lcsw").parents[1]


def test_every_key_and_value_of_the_schema_is_explained():
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    words = set(re.findall(r"[\w-]+", DOCS.read_text(encoding="utf-8")))
    parts = [schema, *schema["$defs"].values()]
    keys = {key for part in parts for key in part.get("properties", {})}
    values = {value for name in ("format", "activity") for value in schema["$defs"][name]["enum"]}

    assert sorted((keys | values) - words) == []


def test_the_example_is_a_credential_that_can_be_read():
    example = re.search(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)[1]
    credential = read_credential(
        example,
        known_topics=catalog.topics().labels,
        known_circumstances=catalog.circumstances(),
        known_approvals=catalog.approvals(),
        jurisdiction_names=catalog.jurisdictions(),
    )

    assert credential.name == "California LCSW"


def test_every_credential_with_a_rule_that_is_not_evaluated_is_listed():
    text = CHANGES.read_text(encoding="utf-8")
    section = text.partition("## Rules that are not evaluated\n")[2].partition("\n## ")[0]
    listed = re.findall(r"^- `(us-[a-z0-9-]+)`: .+\.$", section, re.MULTILINE)
    ours = [item.id for item in catalog.listing() if catalog.load(item.id).not_evaluated]

    assert listed == sorted(ours)
