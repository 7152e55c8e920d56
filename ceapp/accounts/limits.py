"""How often something may be tried: a number in a time, then a pause between tries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

NO_WAIT = timedelta(0)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries `within` a time; after `free` of them a `pause` before each."""

    most: int
    within: timedelta
    free: int = 0
    pause: timedelta = NO_WAIT

    def recent(self, times: Sequence[float], now: datetime) -> list[float]:
        """Give the tries that still count, oldest first."""
        since = (now - self.within).timestamp()
        return sorted(moment for moment in times if moment > since)

    def wait(self, times: Sequence[float], now: datetime) -> timedelta:
        """Give how long the next try has to wait after those at `times`."""
        recent, moment = self.recent(times, now), now.timestamp()
        if len(recent) >= self.most:
            return timedelta(seconds=recent[-self.most] - moment) + self.within
        if self.pause and len(recent) >= self.free:
            return max(NO_WAIT, timedelta(seconds=recent[-1] - moment) + self.pause)
        return NO_WAIT


@dataclass(frozen=True, slots=True)
class Counted:
    """One count that a try adds to: what is tried, on what or from where, and its limit."""

    what: str
    limit: Limit


_QUARTER, _HOUR, _MINUTE = timedelta(minutes=15), timedelta(hours=1), timedelta(minutes=1)
# A stranger has ten guesses in a quarter of an hour wherever they come from, seven from one
# network: so the person has some left elsewhere. In a browser that they signed in with before they
# have ten of their own, whatever strangers do.
BY_STRANGERS = Limit(most=10, within=_QUARTER)
FROM_ONE_NETWORK = Limit(most=7, within=_QUARTER, free=5, pause=_MINUTE)
BY_A_KNOWN_BROWSER = Limit(most=10, within=_QUARTER, free=5, pause=_MINUTE)
SIGN_INS_OF_A_NETWORK = Limit(most=60, within=_QUARTER)
SIGN_UPS_OF_A_NETWORK = Limit(most=10, within=_HOUR)
RESETS_OF_A_NETWORK = Limit(most=20, within=_HOUR)
RESETS_OF_AN_ADDRESS = Limit(most=3, within=_HOUR)
PROOFS = Limit(most=10, within=_QUARTER, free=5, pause=_MINUTE)
MAILS_OF_A_PERSON = Limit(most=5, within=_HOUR)


def guesses(kind: str, account: str, network: str, known: str) -> list[Counted]:
    """Give the counts that a guess at a password or code adds to."""
    if known:
        return [Counted(f"{kind} {account} by {known}", BY_A_KNOWN_BROWSER)]
    counts = [
        Counted(f"{kind} {account}", BY_STRANGERS),
        Counted(f"{kind} {account} from {network}", FROM_ONE_NETWORK),
    ]
    return [*counts, *of_a_network(kind, network, SIGN_INS_OF_A_NETWORK)]


def of_a_network(kind: str, network: str, limit: Limit) -> list[Counted]:
    """Give the count of one network, or none where the address says nothing."""
    return [Counted(f"{kind} from {network}", limit)] if network else []


def in_words(wait: timedelta) -> str:
    """Say how long to wait: "a minute" or "12 minutes"; never less than it is."""
    minutes = -(-wait // _MINUTE)
    return "a minute" if minutes <= 1 else f"{minutes} minutes"
