"""Measuring in turns: every round times each candidate once, and ratios are taken within rounds."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Timing:
    """CPU milliseconds of one candidate (median) and its ratio to the first (median of rounds)."""

    name: str
    milliseconds: float
    ratio: float


def in_turns(candidates: Mapping[str, Work], *, rounds: int, calls: int = 1) -> list[Timing]:
    """Time `candidates` in turns; the first is what the others are compared with."""
    for work in candidates.values():
        work()
    took: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, work in candidates.items():
            gc.collect()
            began = time.process_time_ns()
            for _ in range(calls):
                work()
            took[name].append((time.process_time_ns() - began) / calls / 1e6)
    first = took[next(iter(candidates))]
    return [
        Timing(
            name,
            statistics.median(times),
            statistics.median(one / base for one, base in zip(times, first, strict=True) if base),
        )
        for name, times in took.items()
    ]


def show(title: str, timings: list[Timing]) -> None:
    """Print a table of timings."""
    print(f"\n{title}")
    for timing in timings:
        print(f"  {timing.name:<44} {timing.milliseconds:9.3f} ms  {timing.ratio:7.2f} x")
