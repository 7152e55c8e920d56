"""A run killed at any step: nothing is missed, and at most one mail comes twice, with one id."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from ceapp.reminders.actions import LEASE
from ceapp.reminders.models import State
from tests import factories
from tests.reminders.conftest import MORNING, rows

ONE_RUN = Path(__file__).with_name("one_run.py")
ROOT = ONE_RUN.parents[2]
KEPT = {"PATH", "HOME", "LANG"}
# Each step after which a run is killed, and how many mails have come by then.
STEPS = {"looked": 0, "made": 0, "claimed": 0, "accepted": 1, "recorded": 1}


def environment(app):
    settings = app.extensions["ceapp.settings"]
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "CEAPP_INSTANCE": str(settings.instance),
        "DATABASE_URL": settings.database_url,
        "CEAPP_PUBLIC_URL": settings.public_url,
        "CEAPP_SMTP_HOST": settings.smtp.host,
        "CEAPP_SMTP_PORT": str(settings.smtp.port),
        "CEAPP_SMTP_SECURITY": "none",
        "CEAPP_MAIL_FROM": settings.smtp.sender,
    }


def begin(app, step="never", now=MORNING, meeting=()):
    return subprocess.Popen(
        [sys.executable, ONE_RUN, step, now.isoformat(), *meeting],
        env=environment(app),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def sent_by(process):
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return int(out)


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_nothing_is_missed_and_at_most_one_is_sent_again(
    app, alice, mailbox, step
):
    killed = begin(app, step)
    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    first = mailbox.all()
    assert len(first) == STEPS[step]

    sent_by(begin(app, now=MORNING + LEASE + timedelta(seconds=1)))
    came = [*first, *mailbox.all()]
    assert len(came) == (2 if step == "accepted" else 1)
    assert len({mail["Message-ID"] for mail in came}) == 1
    assert [(row.state, row.kind) for row in rows()] == [(State.SENT, "before-90")]
    assert rows()[0].message_id == came[0]["Message-ID"]

    assert sent_by(begin(app, now=MORNING + timedelta(hours=5))) == 0
    assert mailbox.all() == []


def test_killed_while_the_mail_server_has_not_answered_yet(app, alice, mailbox):
    """The server keeps the mail, and the process dies before it hears so: the hardest moment."""
    killed = []
    take = mailbox.came.put

    def kill_and_take(mail):
        if not killed:
            killed.append(process.pid)
            os.kill(process.pid, signal.SIGKILL)
        take(mail)

    mailbox.came.put = kill_and_take
    process = begin(app)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    sent_by(begin(app, now=MORNING + LEASE + timedelta(seconds=1)))
    came = mailbox.all()
    assert len(came) == 2
    assert len({mail["Message-ID"] for mail in came}) == 1


def test_while_another_process_holds_the_claim_nobody_else_sends(app, alice, mailbox):
    begin(app, "claimed").communicate(timeout=60)
    assert sent_by(begin(app, now=MORNING + LEASE - timedelta(seconds=1))) == 0
    assert sent_by(begin(app, now=MORNING + LEASE)) == 1
    assert len(mailbox.all()) == 1


def test_two_processes_at_once_send_each_reminder_once(app, mailbox, tmp_path):
    people = 60
    for number in range(people):
        person = factories.person(email=f"person{number}@example.com")
        factories.license(user=person)
    meeting = tmp_path / "meeting"
    meeting.mkdir()
    both = [begin(app, meeting=[meeting]), begin(app, meeting=[meeting])]
    sent = [sent_by(process) for process in both]
    came = mailbox.all()
    assert sum(sent) == people
    assert len({mail["To"] for mail in came}) == len(came) == people
    assert len({mail["Message-ID"] for mail in came}) == people
    assert min(sent) > 0, "one of them did everything, so nothing was shown"
