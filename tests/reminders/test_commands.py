"""`ceapp remind`, and the one process beside the workers of `ceapp serve` that calls it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from ceapp.clock import now
from ceapp.db import db
from ceapp.reminders.hourly import seconds_until_next
from ceapp.transfer.actions import keep_draft
from ceapp.transfer.models import DraftKind, ImportDraft, ImportDraftFile
from tests import factories
from tests.reminders.conftest import rows
from tests.reminders.test_crashes import environment
from tests.test_serving import free_port, until_it_listens

CEAPP = Path(sys.executable).with_name("ceapp")


def ceapp(app, *arguments, **settings):
    return subprocess.run(
        [CEAPP, *arguments],
        env={**environment(app), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_reminds_as_on_a_day_and_says_how_many(app, alice, mailbox):
    done = ceapp(app, "remind", "--on", "2027-03-17")
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 reminder sent.\n", "")
    assert mailbox.next()["Subject"] == "California LCSW: 36 hours to go, 14 days left"
    assert ceapp(app, "remind", "--on", "2027-03-17").stdout == "0 reminders sent.\n"
    assert mailbox.all() == []


def test_it_erases_uploads_that_nobody_confirmed(app, alice):
    other = factories.person(email="other@example.com")
    for user in (alice, other):
        keep_draft(user.id, DraftKind.SHEET, "log.csv", "[]", [("a.pdf", b"x")], now=now())
    old = db.session.scalars(db.select(ImportDraft).where(ImportDraft.user_id == alice.id)).one()
    old.made_at = now() - timedelta(days=2)
    db.session.commit()
    kept = other.id
    db.session.remove()
    assert ceapp(app, "remind").returncode == 0
    assert db.session.scalars(db.select(ImportDraft.user_id)).all() == [kept]
    assert db.session.scalars(db.select(ImportDraftFile.user_id)).all() == [kept]


def test_it_says_how_many_failed(app, alice, mailbox):
    mailbox.refusal = "451 later"
    assert ceapp(app, "remind", "--on", "2027-03-17").stdout == "0 reminders sent, 1 failed.\n"


def test_without_a_mail_server_each_becomes_a_file(app, alice):
    none = {name: "" for name in environment(app) if name.startswith(("CEAPP_SMTP", "CEAPP_MAIL"))}
    assert ceapp(app, "remind", "--on", "2027-03-17", **none).stdout == "1 reminder sent.\n"
    assert len(list((app.extensions["ceapp.settings"].instance / "outbox").glob("*.eml"))) == 1


@pytest.mark.parametrize("day", ["tomorrow", "2027-02-30", "3/31/2027"])
def test_a_day_that_is_none_is_refused_in_one_line(app, day):
    done = ceapp(app, "remind", "--on", day)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_a_database_of_another_version_is_left_alone(app, tmp_path):
    done = ceapp(app, "remind", DATABASE_URL=f"sqlite:///{tmp_path / 'new.db'}")
    assert done.returncode == 2
    assert "Start “ceapp serve” once" in done.stderr


def test_told_to_stop_it_ends_after_the_mail_in_hand(app, alice, mailbox):
    """It is told so while the mail server thinks; the mail is taken, and noted as sent."""
    take = mailbox.came.put

    def tell_and_take(mail):
        os.kill(process.pid, signal.SIGTERM)
        time.sleep(0.3)
        take(mail)

    mailbox.came.put = tell_and_take
    process = subprocess.Popen([CEAPP, "remind", "--on", "2027-03-17"], env=environment(app))
    assert process.wait(30) == 0
    assert [row.state for row in rows()] == ["sent"]


def test_it_waits_until_two_minutes_past_the_next_hour():
    assert seconds_until_next(0) == 120
    assert seconds_until_next(119.5) == 0.5
    assert seconds_until_next(120) == 3600
    assert seconds_until_next(3600) == 120


def hourly(app, *arguments):
    own = [sys.executable, "-m", "ceapp.reminders.hourly", "--parent", str(os.getpid())]
    return subprocess.Popen([*own, *arguments], env=environment(app))


def until(condition, seconds=20):
    for _ in range(int(seconds * 10)):
        if condition():
            return
        time.sleep(0.1)
    pytest.fail("it did not happen in time")


def test_the_hourly_process_runs_the_reminders_again_and_again_and_stops_when_told(app, alice):
    from ceapp.db import db
    from ceapp.reminders.models import ReminderRun

    def runs():
        db.session.rollback()
        return db.session.scalar(
            db.select(db.func.count(ReminderRun.id)).where(ReminderRun.finished_at.is_not(None))
        )

    process = hourly(app, "--every", "0.2")
    try:
        until(lambda: runs() >= 2)
    finally:
        process.terminate()
    assert process.wait(20) == 0


def test_the_hourly_process_ends_with_the_one_that_started_it(app):
    starter = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import os, sys, time\n"
            "from ceapp.reminders import hourly\n"
            "print(hourly.start(dict(os.environ)).pid, flush=True)\n"
            "time.sleep(60)",
        ],
        env=environment(app),
        stdout=subprocess.PIPE,
        text=True,
    )
    pid = int(starter.stdout.readline())
    starter.kill()
    starter.communicate()
    until(lambda: not Path(f"/proc/{pid}").exists() or is_dead(pid))


def is_dead(pid):
    state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return state == "Z"


def children(pid):
    """Give the command line of each process that another one has started."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if parent == pid:
            found.append(line)
    return found


@pytest.mark.parametrize(("who", "processes"), [("serve", 1), ("cron", 0)])
def test_serve_starts_one_process_for_all_workers_unless_cron_does_it(app, who, processes):
    port = free_port()
    server = subprocess.Popen(
        [CEAPP, "serve", "--port", str(port)],
        env={**environment(app), "CEAPP_WORKERS": "3", "CEAPP_REMINDERS": who},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until_it_listens(port).close()
        until(lambda: len(children(server.pid)) == 3 + processes)
        beside = [line for line in children(server.pid) if "ceapp.reminders.hourly" in line]
        assert len(beside) == processes
    finally:
        server.send_signal(signal.SIGTERM)
        _, errors = server.communicate(timeout=30)
    assert server.returncode == 0, errors
    assert "Traceback" not in errors
