"""`make bench`: every measurement, one after another."""

from __future__ import annotations

from benchmarks import packets, pages, rules

pages.run()
rules.run()
packets.run()
