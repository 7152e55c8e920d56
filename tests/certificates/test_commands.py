"""`ceapp certificates read` keeps its contract with scripts."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from ceapp.cli import main

SAMPLES = Path(__file__).parent / "samples"
FIELDS = {
    "title", "provider", "completed", "hours", "format", "approvals", "approval_numbers",
    "instructor", "participant", "course_number", "topics", "flags",
}  # fmt: skip


def run(*files, options=("--json",)):
    result = CliRunner().invoke(main, ["certificates", "read", *map(str, files), *options])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout) if options else result.stdout


def test_a_certificate_is_printed_field_by_field():
    row = run(SAMPLES / "a12-two-pages.pdf")["a12-two-pages.pdf"]
    assert row.keys() >= FIELDS
    assert row["certificate"] is True
    assert (row["completed"], row["hours"], row["flags"]) == ("2025-07-19", 15, [])
    assert row["instructor"] == ["Bartholomew Nkemelu", "Yara Finnegan"]
    assert row["approval_numbers"]["state-board"] == "8023"
    assert row["topics"] == {"supervision": 15}


def test_several_numbers_of_one_approval_are_a_list():
    row = run(SAMPLES / "a02-live-webinar.pdf")["a02-live-webinar.pdf"]
    assert row["approval_numbers"]["nysed"] == ["SW-0871", "MHC-0266"]


def test_what_is_no_certificate_has_empty_fields():
    row = run(SAMPLES / "a16-registration-receipt.pdf")["a16-registration-receipt.pdf"]
    assert row["certificate"] is False
    assert [name for name in FIELDS if row[name]] == []


def test_files_that_cannot_be_read_change_neither_the_form_nor_the_status(tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    rows = run(tmp_path / "broken.pdf", tmp_path / "absent.pdf", tmp_path)
    assert len(rows) == 3
    for row in rows.values():
        assert row["certificate"] is False
        assert row["problem"].endswith(".")


def test_files_of_one_name_are_told_apart(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.pdf").write_bytes(b"")
    paths = [tmp_path / "one/same.pdf", tmp_path / "two/same.pdf"]
    assert list(run(*paths)) == [str(path) for path in paths]


def test_without_json_a_person_reads_lines():
    told = run(SAMPLES / "a07-hours-disagree.pdf", options=())
    assert "a07-hours-disagree.pdf: certificate" in told
    assert "check: hours" in told
