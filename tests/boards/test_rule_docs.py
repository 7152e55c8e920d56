"""docs/rules.md names every key that a rule file may hold, and its example is a real file."""

import json
import re
from pathlib import Path

from ceapp.boards import catalog
from ceapp.rules.rule_text import read_credential

DOCS = Path(__file__).parents[2] / "docs" / "rules.md"
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
