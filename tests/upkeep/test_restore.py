"""`ceapp restore`: checked before anything is touched, and in place in one step."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import tarfile
from contextlib import closing
from io import BytesIO

import pytest

from ceapp.accounts.models import User
from ceapp.db import db
from ceapp.upkeep.archive import read_archive
from ceapp.upkeep.faults import BrokenBackup
from ceapp.upkeep.loading import SESSIONS
from ceapp.upkeep.sealing import CHUNK, SealedReader, SealingWriter
from tests import factories
from tests.upkeep.test_backup import CEAPP, sums


@pytest.fixture
def backup(run, tmp_path):
    file = tmp_path / "copy.backup"
    run("backup", file)
    return file


def database_of(instance):
    return f"sqlite:///{instance}/good-standing.sqlite3"


def without_sessions(totals):
    return {name: total for name, total in totals.items() if name not in SESSIONS}


def test_everything_comes_back_equal_with_its_key_and_articles(filled, run, tmp_path):
    settings = filled.extensions["ceapp.settings"]
    (settings.instance / "library").mkdir()
    (settings.instance / "library/added.md").write_text("# Added\n")
    (settings.instance / "secret-key").write_text("k" * 40)
    file, other = tmp_path / "copy.backup", tmp_path / "other"
    run("backup", file)
    run("restore", file, instance=other)
    found, wanted = sums(database_of(other)), sums(settings.database_url)
    assert without_sessions(found) == without_sessions(wanted)
    assert wanted["certificate_contents"]["rows"] == 1
    assert (other / "secret-key").read_text() == "k" * 40
    assert (other / "library/added.md").read_text() == "# Added\n"
    for name in ("secret-key", "good-standing.sqlite3"):
        assert (other / name).stat().st_mode & 0o777 == 0o600


def test_nobody_is_signed_in_afterwards_and_lasting_keys_are_those_of_the_day(
    filled, run, backup, tmp_path
):
    held = sums(filled.extensions["ceapp.settings"].database_url)
    assert {name for name, total in held.items() if not total["rows"]} == set()
    run("restore", backup, instance=tmp_path / "other")
    found = sums(database_of(tmp_path / "other"))
    assert {name for name, total in found.items() if not total["rows"]} == set(SESSIONS)


def test_of_every_table_that_lets_somebody_in_it_is_decided_what_a_restore_does():
    secret = {name for name, table in db.metadata.tables.items() if "token_hash" in table.columns}
    assert secret - set(SESSIONS) == {"personal_tokens", "calendar_feeds", "invitations"}


def test_an_instance_that_holds_data_is_not_touched_unless_told(filled, run, backup, released):
    settings = filled.extensions["ceapp.settings"]
    before = sums(settings.database_url)
    assert "--replace" in run("restore", backup, status=2)
    assert sums(settings.database_url) == before


def test_what_is_replaced_is_kept_aside(filled, run, backup):
    settings = filled.extensions["ceapp.settings"]
    wanted = sums(settings.database_url)
    factories.course(user=db.session.get_one(User, 1), title="Logged after the backup")
    later = sums(settings.database_url)
    db.session.remove()
    db.engine.dispose()
    said = run("restore", backup, "--replace")
    (aside,) = settings.instance.glob("*.replaced-*")
    assert str(aside) in said
    assert sums(f"sqlite:///{aside}") == later
    assert without_sessions(sums(settings.database_url)) == without_sessions(wanted)


def test_a_database_in_use_is_not_replaced_beneath_its_server(filled, run, backup):
    settings = filled.extensions["ceapp.settings"]
    with db.engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
    before = sums(settings.database_url)
    assert "Stop the server first" in run("restore", backup, "--replace", status=2)
    assert sums(settings.database_url) == before


def damages(content):
    middle = len(content) // 2
    yield "empty", b""
    yield "cut in the middle", content[:middle]
    yield "cut in the first block", content[:700]
    yield "cut before the totals", content[: content.index(b"totals.json")]
    yield "another file", b"%PDF-1.7\n" + b"x" * 5000
    flipped = bytearray(content)
    flipped[middle] ^= 1
    yield "one bit in the middle", bytes(flipped)
    yield "a name", content.replace(b"alice@example.com", b"mallo@example.com")
    yield "a certificate", content.replace(b"%PDF-1.4", b"%PDF-1.5", 1)
    yield "the key", content.replace(b"a key for tests", b"b key for tests")


def test_a_damaged_backup_is_refused_and_nothing_is_touched(filled, run, backup, released):
    settings = filled.extensions["ceapp.settings"]
    before, content = sums(settings.database_url), backup.read_bytes()
    for what, damaged in damages(content):
        assert damaged != content, what
        backup.write_bytes(damaged)
        said = run("restore", backup, "--replace", status=2)
        assert "backup" in said, what
        assert len(said.splitlines()) == 1, what
        assert sums(settings.database_url) == before, what
        names = {one.name for one in settings.instance.iterdir()}
        assert not any("replaced" in name or ".new" in name for name in names), what


def test_a_sealed_backup_opens_with_its_passphrase_only(run, passphrase_file, tmp_path):
    file, wrong = tmp_path / "sealed.backup", tmp_path / "wrong"
    wrong.write_text("seven harbor boats at one")
    run("backup", file, "--encrypt", "--passphrase-file", passphrase_file)
    other = tmp_path / "other"
    assert "--passphrase-file" in run("restore", file, instance=other, status=2)
    said = run("restore", file, "--passphrase-file", wrong, instance=other, status=2)
    assert "passphrase is wrong" in said
    assert not (other / "good-standing.sqlite3").exists()
    run("restore", file, "--passphrase-file", passphrase_file, instance=other)
    assert sums(database_of(other))["users"]["rows"] == 1


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_sealing_shows_every_missing_moved_or_changed_chunk(length):
    content, file = os.urandom(length), BytesIO()
    writer = SealingWriter(file, "a passphrase")
    for start in range(0, length, 50_000):
        writer.write(content[start : start + 50_000])
    writer.close()
    sealed = file.getvalue()

    def opened(data):
        reader, parts = SealedReader(BytesIO(data), "a passphrase"), []
        while part := reader.read(70_000):
            parts.append(part)
        return b"".join(parts)

    assert opened(sealed) == content
    size, head = CHUNK + 16, len(sealed) - len(content) - 16 * max(1, -(-length // CHUNK))
    broken = [sealed[:-1], sealed[: head - 1], sealed + b"x", sealed[:head]]
    last = len(sealed) - 1
    broken += [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in (30, last)]
    if length > 2 * CHUNK:
        first, second = sealed[head : head + size], sealed[head + size : head + 2 * size]
        rest = sealed[head + 2 * size :]
        broken += [sealed[:head] + second + first + rest, sealed[:head] + first + rest]
        broken += [sealed[: head + size], sealed[: head + 2 * size]]
    for data in broken:
        with pytest.raises(BrokenBackup):
            opened(data)


def test_a_file_that_would_lie_elsewhere_is_refused(run, backup, tmp_path):
    with tarfile.open(backup) as tar:
        parts = [(one.name, tar.extractfile(one).read()) for one in tar]
    parts = [(name.replace("kept/secret-key", "kept/../../evil"), part) for name, part in parts]
    parts = [(name, part.replace(b'"secret-key"', b'"../../evil"')) for name, part in parts]
    with tarfile.open(backup, "w") as tar:
        for name, content in parts:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, BytesIO(content))
    assert "cannot have" in run("restore", backup, instance=tmp_path / "other", status=2)
    assert not list(tmp_path.rglob("evil"))
    assert not (tmp_path / "other/good-standing.sqlite3").exists()


def test_a_backup_of_a_newer_version_is_refused(run, backup, tmp_path):
    with tarfile.open(backup) as tar:
        head = tar.extractfile("backup.json").read()
    newer = head.replace(b'"revision": "0', b'"revision": "9')
    backup.write_bytes(backup.read_bytes().replace(head, newer))
    assert "newer version" in run("restore", backup, instance=tmp_path / "other", status=2)


def test_a_full_disk_leaves_the_instance_as_it_was(filled, run, backup, released):
    settings = filled.extensions["ceapp.settings"]
    before = sums(settings.database_url)
    done = subprocess.run(
        [CEAPP, "restore", "--replace", backup],
        env={"CEAPP_INSTANCE": str(settings.instance), "PATH": os.environ["PATH"]},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "Nothing was changed" in done.stderr
    assert sums(settings.database_url) == before
    names = sorted(one.name for one in settings.instance.iterdir())
    assert [name for name in names if "new" in name or "replaced" in name] == []


def test_a_backup_of_an_older_version_is_brought_up_to_this_one(run, tmp_path):
    from flask_migrate import downgrade

    from ceapp import create_app
    from ceapp import db as database
    from ceapp.config import Settings, sqlite_in

    old = tmp_path / "old"
    app = create_app(Settings(instance=old, database_url=sqlite_in(old), testing=True))
    database.upgrade(app)
    with app.app_context():
        downgrade(revision="0001")
        with db.engine.begin() as connection:  # the models are those of this version
            connection.exec_driver_sql(
                "INSERT INTO users (email, name, password_hash, time_zone, created_at) VALUES"
                " ('a@example.com', 'Alice', 'x', 'America/Denver', '2026-11-01 00:00:00.000000')"
            )
        db.engine.dispose()
    file, new = tmp_path / "old.backup", tmp_path / "new"
    run("backup", file, instance=old)
    run("restore", file, instance=new)
    assert sums(database_of(new))["users"]["rows"] == 1
    with closing(sqlite3.connect(new / "good-standing.sqlite3")) as connection:
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    assert version > "0001"


def test_an_archive_that_ends_early_is_never_taken_for_a_whole_one(backup):
    content = backup.read_bytes()
    for end in range(0, len(content) - 10240, 5120):
        with pytest.raises(BrokenBackup):
            list(read_archive(BytesIO(content[:end])))
