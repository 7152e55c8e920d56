"""`ceapp rules`: what it prints and how it ends."""

import json
import shutil

import pytest
from click.testing import CliRunner

from ceapp.boards import catalog
from ceapp.cli import main

LCSW = catalog.path_of("us-ca-lcsw")


def run(*words):
    return CliRunner().invoke(main, ["rules", *map(str, words)])


def test_check_finds_no_mistake_in_what_we_carry():
    done = run("check")

    assert done.output == "212 rule files: no mistakes.\n"
    assert done.exit_code == 0


def test_check_names_file_key_fault_and_cure(tmp_path):
    path = tmp_path / "lcsw.toml"
    path.write_text(LCSW.read_text(encoding="utf-8").replace("need = 36", "need = -36"), "utf-8")

    done = run("check", path)

    assert done.output == f"{path}: requirement[1].need: -36 is too small. Give more than 0.\n"
    assert done.exit_code == 1


def test_check_takes_several_files_and_names_only_the_broken(tmp_path):
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    shutil.copy(LCSW, good)
    bad.write_text("months = \n", encoding="utf-8")

    done = run("check", good, bad)

    assert done.output.startswith(f"{bad}: line 1, column ")
    assert len(done.output.splitlines()) == 1
    assert done.exit_code == 1


@pytest.mark.parametrize("name", ["topics", "circumstances", "approvals", "jurisdictions"])
def test_check_takes_the_lists_too(name):
    done = run("check", LCSW.parents[1] / f"{name}.toml")
    assert (done.output, done.exit_code) == ("1 rule file: no mistakes.\n", 0)


def test_check_of_a_file_that_is_not_there_is_bad_input(tmp_path):
    done = run("check", tmp_path / "none.toml")

    assert done.exit_code == 2
    assert "does not exist" in done.stderr


def test_list_as_json_gives_the_agreed_keys_of_every_credential():
    rows = json.loads(run("list", "--json").output)

    assert len(rows) == 212
    assert {frozenset(row) for row in rows} == {
        frozenset({"id", "title", "profession", "jurisdiction", "confidence"})
    }
    assert next(row for row in rows if row["id"] == "us-ca-lcsw") == {
        "id": "us-ca-lcsw",
        "title": "Licensed Clinical Social Worker",
        "profession": "social-work",
        "jurisdiction": "us-ca",
        "confidence": "high",
    }


def test_list_for_people_is_a_line_each():
    lines = run("list").output.splitlines()

    assert len(lines) == 212
    assert "California: Licensed Clinical Social Worker (sure)" in "\n".join(lines)


def test_show_says_the_rules_in_plain_words_with_law_and_doubts():
    shown = run("show", "us-ca-lcsw").output

    assert shown.startswith(
        "California LCSW: 36 hours every two years, 6 of them on law and ethics\n"
    )
    for words in (
        "Law and ethics: 6 of the 36",
        "Once, in your first renewal period.",
        "16 CCR § 1887.3(c) <https://regulations.justia.com/",
        "Records: Keep certificates for 4 years.",
        "Check this yourself:",
        "- BPC § 4999.67 (statute, undated)",
    ):
        assert words in shown


def test_show_says_the_rules_that_are_not_counted_and_whom_they_may_concern():
    shown = " ".join(run("show", "us-oh-imft").output.split())

    assert (
        "- We do not count this rule yet. For “Supervision (supervision endorsement, -S)”, only if "
        "you supervise others for their license and you count hours on providing clinical "
        "supervision: Only the AAMFT supervision refresher"
    ) in shown


def test_show_of_an_unknown_credential_is_one_clear_line():
    done = run("show", "us-ca-lcws")

    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith(
        "ceapp: There is no credential “us-ca-lcws”. Did you mean us-ca-lcsw"
    )
    assert len(done.stderr.splitlines()) == 1


def test_every_credential_can_be_shown():
    for item in catalog.listing():
        done = run("show", item.id)
        assert done.exit_code == 0, item.id
        assert done.output.startswith(f"{item.name}: "), item.id
