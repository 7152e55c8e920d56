"""The one process beside the workers of `ceapp serve` that runs `ceapp remind` every hour.

It does nothing itself, so that nothing can break in it: each run is a process of its own. It ends
with the server that started it, however that ends.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from threading import Event

_MINUTES_PAST = 2  # the hour has begun everywhere by then, also where clocks differ a little
_HOUR = 3600
_SECONDS_TO_FINISH = 15
REMIND = (sys.executable, "-c", "from ceapp.cli import main; main(['remind'])")


def start(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start the process; it ends by itself with the process that calls this."""
    own = [sys.executable, "-m", "ceapp.reminders.hourly", "--parent", str(os.getpid())]
    return subprocess.Popen(own, env=environment)


def seconds_until_next(now: float) -> float:
    """Give how long it is to two minutes past the next hour, from seconds since 1970."""
    return _HOUR - (now - _MINUTES_PAST * 60) % _HOUR


def main() -> None:
    """Run the reminders at two minutes past every hour, until told to stop or left alone."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--parent", type=int, required=True, help="the process to end with")
    asked.add_argument("--every", type=float, help="seconds from one run to the next")
    given = asked.parse_args()
    every, parent, told = given.every, given.parent, Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    while _waited(every or seconds_until_next(time.time()), parent, told):
        _run_once(parent, told)


def _waited(seconds: float, parent: int, told: Event) -> bool:
    """Wait; give whether to go on."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if told.wait(min(left, 1.0)) or os.getppid() != parent:
            return False
    return not told.is_set()


def _run_once(parent: int, told: Event) -> None:
    child = subprocess.Popen(REMIND, stdout=subprocess.DEVNULL)
    while child.poll() is None:
        if told.wait(0.5) or os.getppid() != parent:
            child.terminate()  # it ends after the mail in hand
            try:
                child.wait(_SECONDS_TO_FINISH)
            except subprocess.TimeoutExpired:
                child.kill()
            return


if __name__ == "__main__":
    main()
