"""The child that reads one workbook: bytes on standard input, JSON on standard output."""

from __future__ import annotations

import json
import sys
import warnings

from ceapp.certificates.reading.__main__ import limit


def main(arguments: list[str]) -> None:
    """Take the limits and the file's name; print the sheets, or the sentence that says why not."""
    seconds, memory_mb, name = arguments
    limit(float(seconds), int(memory_mb))
    content = sys.stdin.buffer.read()
    # Imported under the limits, so that what they load is bounded too.
    from ceapp.transfer.sheets.sheet import NotRead, to_json
    from ceapp.transfer.sheets.workbook import BROKEN, read_workbook

    warnings.simplefilter("ignore")  # of styles and extensions that are not read anyway
    try:
        answer = {"sheets": to_json(read_workbook(content, name))}
    except NotRead as fault:
        answer = {"fault": str(fault)}
    except Exception:  # noqa: BLE001 - a damaged file fails in too many ways to name them
        answer = {"fault": BROKEN.format(name=name)}
    sys.stdout.buffer.write(json.dumps(answer).encode("utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
