"""One run over everybody: making what is due, then sending what waits, each reminder once.

A reminder is made, claimed, sent and settled in four steps that each commit. Wherever a process is
killed between them, the next run goes on from there: docs/reminders.md says what then happens.
Making waits for what the person writes in a browser. The other three change one row that the claim
guards, and must not wait: a mail that has left is to be noted whatever the person is doing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from ceapp import clock
from ceapp.db import db, writes_of, writing
from ceapp.mail.message import Mail, MailNotSent
from ceapp.reminders import actions, queries
from ceapp.reminders.people import Claimed, Person
from ceapp.web.app import places

UNWRITABLE = "It could not be written; the log of the server says why."
MOST_REFUSALS = 5  # in a row; then the mail server is left in peace until the next run
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run works with.

    `write` gives the mail of a reminder, or None where it is not true any more; `send` gives it to
    the mail server. `now` tells the time, `stopping` whether the run should end after this step,
    and `reached` is told the name of each step that is done; tests end the process there.
    """

    host: str
    write: Callable[[Claimed], Mail | None]
    send: Callable[[Mail], None]
    now: Callable[[], datetime] = clock.now
    stopping: Callable[[], bool] = lambda: False
    reached: Callable[[str], None] = lambda _step: None


@dataclass(slots=True)
class Tally:
    """What a run has done so far."""

    sent: int = 0
    failed: int = 0
    refused_in_a_row: int = 0


def run(tools: Tools, on: date | None = None) -> Tally:
    """Make and send what is due now, or what is due on the day `on` wherever people are."""
    tally = Tally()
    with writing():
        run_id = actions.begin_run(now=tools.now())
    for person in list(queries.people_to_look_at(tools.now(), on)):
        db.session.rollback()
        if tools.stopping():
            return tally
        _look_at(person, tools, tally)
    tools.reached("made")
    _send_waiting(tools, tally)
    if not tools.stopping():
        with writing():
            actions.finish_run(run_id, sent=tally.sent, failed=tally.failed, now=tools.now())
    return tally


def _look_at(person: Person, tools: Tools, tally: Tally) -> None:
    try:
        found = queries.due_for(person)
        db.session.rollback()  # what follows begins as a writer, and is brief
        tools.reached("looked")
        with writing():
            writes_of(person.user_id)  # what the person changes meanwhile waits, and is not lost
            actions.make(person, found, host=tools.host, now=tools.now())
    except Exception as error:  # noqa: BLE001 - one person's records must keep nobody else waiting
        db.session.rollback()
        _note("The reminders of one account could not be made.", error)
        tally.failed += 1


def _send_waiting(tools: Tools, tally: Tally) -> None:
    found = queries.next_waiting(tools.now(), after=0)
    while found is not None and tally.refused_in_a_row < MOST_REFUSALS and not tools.stopping():
        db.session.rollback()
        with writing():
            claimed = actions.claim(found, now=tools.now())
        if claimed is not None:
            tools.reached("claimed")
            _deliver(claimed, tools, tally)
        found = queries.next_waiting(tools.now(), after=found)
    db.session.rollback()


def _deliver(reminder: Claimed, tools: Tools, tally: Tally) -> None:
    try:
        mail = tools.write(reminder)
        db.session.rollback()  # a slow mail server must keep nobody waiting
        if mail is None:
            with writing():
                actions.withdraw(reminder)
            return
        tools.send(mail)
    except MailNotSent as error:
        tally.refused_in_a_row += 1
        _failed(reminder, str(error), tools, tally)
    except Exception as error:  # noqa: BLE001 - one mail must keep no other waiting
        db.session.rollback()
        _note(f"Reminder {reminder.id} could not be written.", error)
        _failed(reminder, UNWRITABLE, tools, tally)
    else:
        tools.reached("accepted")
        with writing():
            actions.record_sent(reminder, now=tools.now())
        tally.sent += 1
        tally.refused_in_a_row = 0
        tools.reached("recorded")


def _failed(reminder: Claimed, problem: str, tools: Tools, tally: Tally) -> None:
    with writing():
        actions.record_failure(reminder, problem, now=tools.now())
    tally.failed += 1


def _note(what: str, error: Exception) -> None:
    """Put into the log what failed and where, without words that may be a person’s."""
    _log.error("%s\n%s", what, places(error))
