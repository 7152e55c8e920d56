"""The rules' papers: every key is explained, the example is a file, and no list is short."""

import json
import re
import shutil
from pathlib import Path

import pytest

from ceapp.boards import catalog
from ceapp.boards.catalog import Catalog
from ceapp.boards.lists import read_changes
from ceapp.rules.rule_fields import RuleMistakes
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


def test_the_changes_listed_are_those_that_the_pages_show():
    text = CHANGES.read_text(encoding="utf-8").partition("\n## ")[0]
    rows = [line for line in text.splitlines() if line.startswith("| 2")]

    assert rows == [row_of(change) for change in catalog.changes()]


def row_of(change):
    """Write one row of changes.toml as docs/rule-changes.md shows it."""
    names = ", ".join(f"`{one}`" for one in change.credentials)
    source = f"[{change.source}]({change.url})" if change.url else change.source
    return f"| {change.day} | {names} | {change.now} | {change.before} | {source} |"


def test_every_change_is_of_a_credential_that_we_carry_and_the_newest_comes_first():
    changes = catalog.changes()
    known = {item.id for item in catalog.listing()}

    assert {one for change in changes for one in change.credentials} <= known
    assert [c.day for c in changes] == sorted((c.day for c in changes), reverse=True)


def test_a_change_is_read_as_written_and_a_slip_is_named():
    text = """
[[change]]
date = 2026-12-01
credentials = ["us-ca-lcsw", "us-ca-lmft"]
now = "36 hours."
before = "30 hours."
source = "The code"
url = "https://law.example/1"
"""
    (change,) = read_changes(text)
    expected = "| 2026-12-01 | `us-ca-lcsw`, `us-ca-lmft` | 36 hours. | 30 hours. |"
    assert row_of(change).startswith(f"{expected} [The code](https://law.example/1)")
    with pytest.raises(RuleMistakes) as wrong:
        read_changes(text.replace("before", "befor"))
    assert {one.key for one in wrong.value.mistakes} == {"change[1].before", "change[1].befor"}


def test_a_broken_list_of_changes_is_named_and_a_missing_one_is_no_mistake(tmp_path):
    for name in ("topics", "circumstances", "approvals", "jurisdictions"):
        shutil.copy(FOLDER / f"{name}.toml", tmp_path)
    assert Catalog(tmp_path).mistakes() == ()
    assert Catalog(tmp_path).changes == ()

    (tmp_path / "changes.toml").write_text("[[change]]\ndate = 2026-12-01\n", encoding="utf-8")
    (broken,) = Catalog(tmp_path).mistakes()
    assert broken.path.name == "changes.toml"
    assert {mistake.key for mistake in broken.mistakes} == {
        "change[1].now",
        "change[1].before",
        "change[1].source",
    }
