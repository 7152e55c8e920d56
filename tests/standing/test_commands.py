"""`ceapp standing` keeps its contract with scripts, and says one clear line where it cannot."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ceapp.cli import main

HEAD = "title,provider,completed,hours,topics,format,activity,approvals\n"
ETHICS = "Ethics update,Harbor Lane,2025-05-01,3,ethics:3,live-online,course,aswb-ace\n"


@pytest.fixture
def run(tmp_path):
    """Run the command on a CSV of these lines, with these changed or added options."""

    def command(*lines, head=HEAD, **options):
        file = tmp_path / "courses.csv"
        file.write_text(head + "".join(lines), encoding="utf-8")
        chosen = {
            "credential": "us-ca-lcsw",
            "expires": "2027-03-31",
            "issued": "2019-05-20",
            "as-of": "2026-11-22",
            "courses": str(file),
            **{name.replace("_", "-"): value for name, value in options.items()},
        }
        arguments = [
            part
            for name, value in chosen.items()
            if value is not None
            for one in (value if isinstance(value, list) else [value])
            for part in (f"--{name}", one)
        ]
        return CliRunner().invoke(main, ["standing", *arguments, "--json"])

    return command


def answer(result):
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_answer_has_the_promised_form(run):
    data = answer(run(ETHICS, met=["suicide", "telehealth"]))
    assert list(data) == [
        "credential", "period", "complete", "sure", "remaining", "remaining_if_overlap",
        "requirements", "courses", "notes",
    ]  # fmt: skip
    assert data["period"] == {"start": "2025-04-01", "end": "2027-03-31"}
    assert (data["complete"], data["remaining"]) == (False, 33)
    assert data["requirements"][0] == {
        "id": "total", "needed": 36, "earned": 3, "counted": 3, "remaining": 33,
        "cite": "16 CCR § 1887.3(a)",
    }  # fmt: skip
    course = data["courses"][0]
    assert (course["title"], course["counted"]) == ("Ethics update", 3)
    assert [(r["code"], r["hours"]) for r in course["reasons"]] == [("counted", 3)]


def test_hours_are_printed_as_the_decimals_that_were_typed(run):
    data = answer(
        run("A,P,2025-05-01,0.1,,in-person,,apa\n", "B,P,2025-05-02,0.2,,in-person,,apa\n")
    )
    assert data["requirements"][0]["counted"] == 0.3
    assert data["remaining"] == 35.7


def test_where_overlap_is_stated_only_one_figure_is_given(run):
    assert "remaining_if_overlap" not in answer(run(ETHICS, credential="us-nj-lcsw"))


def test_a_limit_is_named_as_a_limit(run):
    data = answer(run(ETHICS, credential="us-ny-lcsw", expires="2028-06-30"))
    limits = [r for r in data["requirements"] if "limit" in r]
    assert limits
    assert all("needed" not in r and r["remaining"] == 0 for r in limits)


def test_a_topic_without_hours_means_all_hours_of_the_course(run):
    data = answer(run("Two,P,2025-05-01,4,telehealth;ethics:1,in-person,,apa\n"))
    earned = {r["id"]: r["earned"] for r in data["requirements"]}
    assert (earned["telehealth"], earned["law-ethics"]) == (4, 1)


def test_courses_keep_the_order_of_the_file_and_a_later_one_is_planned(run):
    later = "Next spring,P,2027-01-05,2,,in-person,course,apa\n"
    data = answer(run(later, ETHICS))
    assert [c["title"] for c in data["courses"]] == ["Next spring", "Ethics update"]
    assert data["courses"][0]["counted"] == 0
    assert [r["code"] for r in data["courses"][0]["reasons"]] == ["planned"]


def test_a_circumstance_brings_its_requirement(run):
    ids = [r["id"] for r in answer(run(ETHICS, fact="supervisor"))["requirements"]]
    assert "supervisor" in ids
    assert "supervisor" not in [r["id"] for r in answer(run(ETHICS))["requirements"]]


def test_a_file_from_a_spreadsheet_with_a_byte_order_mark_is_read(run):
    assert answer(run(ETHICS, head="\ufeff" + HEAD))["remaining"] == 36 - 3


def test_spaces_and_capitals_in_the_first_line_do_no_harm(run):
    head = HEAD.replace(",", ", ").replace("title", "Title")
    assert answer(run(ETHICS.replace(",", ", "), head=head))["remaining"] == 36 - 3


def test_an_empty_file_of_courses_leaves_everything_owed(run):
    assert answer(run())["remaining"] == 36


def test_an_activity_without_a_format_needs_none(run):
    assert answer(run("Paper,P,2025-05-01,3,,,publication,\n"))["courses"][0]["counted"] == 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",P,2025-05-01,3,,in-person,,\n", "Line 2: title is empty."),
        ("A,P,05/01/2025,3,,in-person,,\n", "Line 2: completed is '05/01/2025'; write a real date"),
        ("A,P,2025-02-30,3,,in-person,,\n", "Line 2: completed is '2025-02-30'; write a real date"),
        ("A,P,2025-05-01,0,,in-person,,\n", "Line 2: hours is '0'; give a number above 0"),
        ("A,P,2025-05-01,-1,,in-person,,\n", "Line 2: hours is '-1'"),
        ("A,P,2025-05-01,401,,in-person,,\n", "up to 400"),
        ("A,P,2025-05-01,1e2,,in-person,,\n", "Line 2: hours is '1e2'"),
        ("A,P,2025-05-01,NaN,,in-person,,\n", "Line 2: hours is 'NaN'"),
        ("A,P,2025-05-01,3,gardening,in-person,,\n", "Line 2: topics: 'gardening' is no topic"),
        (
            "A,P,2025-05-01,3,ethics:4,in-person,,\n",
            "'ethics' has 4 hours, more than the course's 3",
        ),
        ("A,P,2025-05-01,3,ethics;ethics:1,in-person,,\n", "'ethics' is named twice"),
        ("A,P,2025-05-01,3,,by-mail,,\n", "Line 2: format is 'by-mail'; write one of in-person"),
        ("A,P,2025-05-01,3,,,,\n", "Line 2: format is ''; write one of in-person"),
        ("A,P,2025-05-01,3,,in-person,nap,\n", "Line 2: activity is 'nap'; write one of course"),
        ("A,P,2025-05-01,3,,in-person,,AP A\n", "Line 2: approvals: 'AP A' is not written like"),
        ("A,P,2025-05-01\n", "Line 2 has another number of values"),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_line(run, line, said):
    result = run(line)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"credential": "us-ca-lcs"}, "Did you mean us-ca-lcsw"),
        ({"expires": "2027-02-29"}, "--expires is '2027-02-29'; write a real date"),
        ({"issued": "2027-04-01"}, "--issued 2027-04-01 is after --expires 2027-03-31"),
        ({"as_of": "today"}, "--as-of is 'today'"),
        ({"fact": "left-handed"}, "--fact 'left-handed' is not known"),
        ({"met": "total"}, "--met 'total' is no one-time need of us-ca-lcsw"),
        ({"met": "law-ethics"}, "its one-time requirements are telehealth, suicide, hiv-aids"),
        ({"courses": "nowhere.csv"}, "nowhere.csv cannot be read"),
        ({"expires": None}, "Missing option '--expires'"),
    ],
)
def test_a_fault_in_an_option_is_said_in_one_line(run, options, said):
    result = run(ETHICS, **options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_unknown_or_missing_column_is_named(run):
    assert "no column 'hours'" in run(head="title,completed\n").stderr
    assert "Column 'credits' is not known" in run(head="title,completed,hours,credits\n").stderr


def test_the_installed_command_runs_without_a_database(tmp_path):
    file = tmp_path / "none.csv"
    file.write_text(HEAD, encoding="utf-8")
    ceapp = Path(sys.executable).with_name("ceapp")
    words = [ceapp, "standing", "--credential", "us-tx-lpc", "--expires", "2027-05-31"]
    done = subprocess.run(
        [*words, "--courses", file], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.startswith("Texas LPC")
    assert [path.name for path in tmp_path.iterdir()] == ["none.csv"]
