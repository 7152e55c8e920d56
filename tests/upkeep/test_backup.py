"""`ceapp backup`: one moment of the instance in one file, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tarfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from ceapp.accounts.models import User
from ceapp.db import begin_as_writer, db
from ceapp.upkeep.homes import home_of
from ceapp.upkeep.rows import tables_of, tallies
from tests import factories
from tests.upkeep.conftest import PASSPHRASE

CEAPP = Path(sys.executable).with_name("ceapp")


def sums(url):
    """Give count and sum of each table."""
    with home_of(url).reading() as connection:
        return tallies(connection, tables_of(connection))


def test_a_backup_is_one_file_for_its_owner_that_any_tool_opens(run, tmp_path):
    file = tmp_path / "copy.backup"
    assert "read back and found whole" in run("backup", file)
    assert file.stat().st_mode & 0o777 == 0o600
    with tarfile.open(file) as tar:
        names = tar.getnames()
        totals = json.load(tar.extractfile("totals.json"))
        people = tar.extractfile("rows/users/000001.jsonl").read()
    assert names[0] == "backup.json"
    assert names[-1] == "totals.json"
    assert totals["tables"]["users"] == {"rows": 1, "sha256": hashlib.sha256(people).hexdigest()}
    assert "Álvaro Núñez 🌿" in people.decode()
    assert [name for name in tmp_path.iterdir() if "partial" in name.name] == []


def test_what_was_written_between_two_reads_of_one_backup_is_in_neither(filled, run, tmp_path):
    """People write all the time; each backup must hold whole courses with all their parts."""
    done = threading.Event()
    failed = []
    held = sums(filled.extensions["ceapp.settings"].database_url)
    before = {name: held[name]["rows"] for name in ("courses", "course_topics")}

    def write():
        begin_as_writer(writes=True)
        with filled.app_context():
            person = db.session.get_one(User, 1)
            while not done.is_set():
                try:
                    factories.course(user=person, topics={"telehealth": "1", "ethics": "2"})
                except Exception as error:  # noqa: BLE001 - said by the test
                    failed.append(error)
                    return
            db.session.remove()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    counted = []
    for number in range(6):
        file, folder = tmp_path / f"{number}.backup", tmp_path / f"restored{number}"
        run("backup", file)
        run("restore", file, instance=folder)
        with closing(sqlite3.connect(folder / "good-standing.sqlite3")) as connection:
            courses, topics, orphans = connection.execute(
                "SELECT (SELECT count(*) FROM courses), (SELECT count(*) FROM course_topics), "
                "(SELECT count(*) FROM course_topics WHERE course_id NOT IN "
                "(SELECT id FROM courses))"
            ).fetchone()
        assert topics - before["course_topics"] == (courses - before["courses"]) * 2
        assert orphans == 0
        counted.append(courses)
    done.set()
    for writer in writers:
        writer.join()
    assert not failed
    assert counted == sorted(counted)
    assert counted[-1] > counted[0], "nobody wrote meanwhile, so this proved nothing"


def test_a_backup_takes_the_place_of_an_earlier_one_and_of_nothing_else(run, tmp_path):
    file, notes = tmp_path / "copy.backup", tmp_path / "notes.txt"
    run("backup", file)
    first = file.stat().st_ino
    run("backup", file)
    assert file.stat().st_ino != first
    notes.write_text("mine")
    assert "not overwritten" in run("backup", notes, status=2)
    assert notes.read_text() == "mine"
    assert "not overwritten" in run("backup", tmp_path, status=2)


def test_the_database_itself_is_never_overwritten(filled, run):
    file = filled.extensions["ceapp.settings"].instance / "good-standing.sqlite3"
    before = file.read_bytes()
    assert "not overwritten" in run("backup", file, status=2)
    assert file.read_bytes() == before


def test_an_instance_without_a_database_is_said_and_none_is_made(run, tmp_path):
    empty = tmp_path / "empty"
    assert "There is no database at" in run("backup", tmp_path / "x", instance=empty, status=2)
    assert not empty.exists()


def test_a_damaged_database_gives_no_backup(filled, run, released, tmp_path):
    file = filled.extensions["ceapp.settings"].instance / "good-standing.sqlite3"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM users")
        connection.commit()
    copy = tmp_path / "copy.backup"
    assert "damaged" in run("backup", copy, status=2)
    assert not copy.exists()


def test_a_folder_that_is_not_there_is_said(run, tmp_path):
    assert "could not be written" in run("backup", tmp_path / "no" / "x.backup", status=2)


def test_a_full_disk_leaves_the_earlier_backup_and_no_rest(filled, run, tmp_path):
    """The limit on a file's size fails a write as a full disk does."""
    file = tmp_path / "copy.backup"
    run("backup", file)
    before = file.read_bytes()
    settings = filled.extensions["ceapp.settings"]
    done = subprocess.run(
        [CEAPP, "backup", file],
        env={"CEAPP_INSTANCE": str(settings.instance), "PATH": os.environ["PATH"]},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("ceapp: The backup could not be written: File too large")
    assert file.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir() if "copy" in one.name) == ["copy.backup"]


def test_an_encrypted_backup_shows_nothing_of_what_it_holds(run, passphrase_file, tmp_path):
    file = tmp_path / "sealed.backup"
    run("backup", file, "--encrypt", "--passphrase-file", passphrase_file)
    content = file.read_bytes()
    assert b"alice" not in content
    assert b"ustar" not in content
    assert file.stat().st_mode & 0o777 == 0o600
    run("backup", file)  # an encrypted backup is known as one


@pytest.mark.parametrize("words", ["", "short", "eleven chars"[:11]])
def test_a_short_passphrase_is_refused(run, tmp_path, words):
    weak = tmp_path / "weak"
    weak.write_text(words)
    said = run("backup", tmp_path / "x", "--encrypt", "--passphrase-file", weak, status=2)
    assert "12 characters" in said


def test_a_passphrase_is_asked_at_a_terminal_only(run, tmp_path):
    assert "--passphrase-file" in run("backup", tmp_path / "x", "--encrypt", status=2)
    assert PASSPHRASE not in run("backup", tmp_path / "x")
