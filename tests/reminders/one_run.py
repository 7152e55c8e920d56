"""A process of its own that runs the reminders once, and is killed where it is told to be.

Usage: one_run.py STEP MOMENT [FOLDER]. With a folder, it waits before it sends until another one
has come as far. Only this file of the tests can end a run half way; the
package has no switch for it. The settings come from the environment, as those of `ceapp remind`.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import datetime
from pathlib import Path

from ceapp import config, create_app
from ceapp.mail.sending import send
from ceapp.reminders.rounds import Tools, run
from ceapp.reminders.writing import writer


def main(step, moment, meeting=None):
    def reached(name):
        if name == step:
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "made" and meeting:
            meet(Path(meeting))

    app = create_app(config.from_environment())
    now = datetime.fromisoformat(moment)
    with app.app_context():
        tools = Tools(
            host="ce.example.org",
            write=writer(app, now.date()),
            send=send,
            now=lambda: now,
            reached=reached,
        )
        done = run(tools)
    sys.stdout.write(str(done.sent))


def meet(folder):
    (folder / str(os.getpid())).touch()
    until = time.monotonic() + 60
    while len(list(folder.iterdir())) < 2 and time.monotonic() < until:
        time.sleep(0.01)


if __name__ == "__main__":
    main(*sys.argv[1:])
