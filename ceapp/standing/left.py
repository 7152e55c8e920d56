"""What a standing leaves to do, as a few words that can end any sentence."""

from __future__ import annotations

from dataclasses import replace

from ceapp.rules.requirement import Total
from ceapp.rules.standing import Standing
from ceapp.standing.answers import State, overlap_clause, state_of, to_go
from ceapp.web.filters import count

UNKNOWN_TOTAL = "how many hours it needs in all is not known to us"


def state_within(standing: Standing) -> State:
    """Give what a standing comes down to, apart from whether its period has ended."""
    return state_of(replace(standing, as_of=min(standing.as_of, standing.period.end)))


def what_is_left(standing: Standing) -> str:
    """Write 6.5 hours to go, or adds up, with 2 points to settle, or complete where it is sure."""
    state = state_within(standing)
    if state in {State.OPEN, State.MAYBE}:
        clause = overlap_clause(standing)
        return f"{to_go(standing)} to go" + (f" ({clause})" if clause else "")
    if state is State.UNSETTLED and standing.credential.total is Total.UNKNOWN:
        return UNKNOWN_TOTAL
    if state is State.UNSETTLED:
        return f"adds up, with {points_to_settle(standing)} to settle"
    return "complete" if state is State.COMPLETE else "nothing is asked"


def points_to_settle(standing: Standing) -> str:
    """Write 2 points: what keeps a standing that adds up from being sure."""
    return count(max(1, sum(note.doubt is not None for note in standing.notes)), "point")
