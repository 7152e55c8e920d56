"""How much of a file is read, so that no file can keep the machine busy."""

from __future__ import annotations

MOST_BYTES = 15_000_000
MOST_PAGES = 20  # of a PDF; a certificate stands on the first, a long transcript goes on
MOST_SCANNED_PAGES = 4  # of a PDF without text: each takes seconds
MOST_CHARACTERS = 40_000  # over all pages
MOST_PIXELS = 64_000_000  # a phone's largest photo has 50 million
SECONDS = 20
MEMORY_MB = 512
