"""The child that reads one file: bytes on standard input, the answer on standard output."""

from __future__ import annotations

import resource
import signal
import sys


def limit(seconds: float, memory_mb: int) -> None:
    """Bound this process in time and memory, and forbid it to write files."""
    memory = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    cpu = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file at all
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, seconds + 1)


def main(arguments: list[str]) -> None:
    """Take the limits and the task: `read`, or `picture PAGE TURN WIDTH`."""
    seconds, memory_mb, task, *rest = arguments
    limit(float(seconds), int(memory_mb))
    content = sys.stdin.buffer.read()
    # Imported under the limits, so that what they load is bounded too.
    if task == "picture":
        from ceapp.certificates.reading.open_file import picture

        page, turn, width = (int(one) for one in rest)
        sys.stdout.buffer.write(picture(content, page, turn=turn, width=width))
        return
    from ceapp.certificates.reading.read import read

    sys.stdout.buffer.write(read(content, seconds=float(seconds)).to_json().encode("utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
