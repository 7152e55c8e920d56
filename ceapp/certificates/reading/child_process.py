"""Reads a file in a process of its own, with limits, so that no file can hurt the server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import ceapp
from ceapp.certificates.reading.limits import MEMORY_MB, MOST_BYTES, SECONDS
from ceapp.certificates.reading.sniff import media_type
from ceapp.certificates.reading.values import Reading

TOO_LARGE = "This file is larger than 15 MB. Save it smaller, or take a photo of the certificate."
TOO_SLOW = "Reading this file took too long. Type in what it says."
BROKEN = "This file could not be read. Save or scan it again, or type in what it says."
UNKNOWN_KIND = "This is neither a PDF nor a photo (JPEG, PNG, WebP or HEIC)."
_ROOT = str(Path(ceapp.__file__).parents[1])
_KEPT = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "TMPDIR")


class ChildFailed(Exception):  # noqa: N818 - an outcome, turned into a sentence at once
    """The child was stopped, or ended without an answer; the text is a sentence for the person."""


def read_in_child(
    content: bytes, *, seconds: float = SECONDS, memory_mb: int = MEMORY_MB
) -> Reading:
    """Read a file; never raises for a bad one: `Reading.problem` says what is wrong with it."""
    kind = media_type(content)
    if kind is None:
        return Reading("unreadable", UNKNOWN_KIND)
    if len(content) > MOST_BYTES:
        return Reading("unreadable", TOO_LARGE, kind)
    try:
        answer = run_child(["read"], content, seconds=seconds, memory_mb=memory_mb)
        return Reading.from_json(answer.decode("utf-8"))
    except ChildFailed as failed:
        return Reading("unreadable", str(failed), kind)
    except (ValueError, KeyError, TypeError):
        return Reading("unreadable", BROKEN, kind)


def run_child(
    task: list[str],
    content: bytes,
    *,
    seconds: float,
    memory_mb: int,
    module: str = "ceapp.certificates.reading",
) -> bytes:
    """Give what the child prints; raises `ChildFailed` where it is stopped or ends badly.

    The child sets its own limits before it looks at the first byte. It leads a group of
    processes, so that the text recognition it may have started ends with it.
    """
    command = [sys.executable, "-P", "-m", module]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    process = subprocess.Popen(
        [*command, str(seconds), str(memory_mb), *task],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**environment, "PYTHONPATH": _ROOT, "OMP_THREAD_LIMIT": "1"},
        start_new_session=True,
    )
    try:
        answer, _ = process.communicate(content, timeout=seconds + 2)
    except subprocess.TimeoutExpired:
        raise ChildFailed(TOO_SLOW) from None
    finally:
        _end(process)
    if process.returncode in {-signal.SIGKILL, -signal.SIGXCPU, -signal.SIGALRM}:
        raise ChildFailed(TOO_SLOW)
    if process.returncode != 0:
        raise ChildFailed(BROKEN)
    return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=5)
