"""Where a request comes from: the device in words, the network address, a browser known before."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

UNKNOWN_DEVICE = "Unknown device"
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Whence:
    """Where something came from.

    `address` is empty for this machine itself: behind a web server that is not named as a trusted
    proxy everybody seems to come from here, and the address says nothing. `known` lists the
    accounts that were signed in to with this browser before, by a hash of their address, each with
    a number that the browser was given then.
    """

    device: str = UNKNOWN_DEVICE
    address: str = ""
    known: tuple[tuple[str, str], ...] = ()

    @property
    def network(self) -> str:
        """What limits count by: the address, or the network that one household is given."""
        if not self.address:
            return ""
        address = ip_address(self.address)
        if isinstance(address, IPv6Address):
            return str(ip_network(f"{address}/64", strict=False))
        return self.address

    def knows(self, email: str) -> str:
        """Give this browser's number where the account of `email` was signed in to with it."""
        account = account_of(email)
        return next((number for known, number in self.known if known == account), "")


def device_words(user_agent: str) -> str:
    """Give a few words for a browser and its device, such as Safari on iPhone."""
    browser = next((words for sign, words in _BROWSERS if sign in user_agent), "")
    system = next((words for sign, words in _SYSTEMS if re.search(rf"\b{sign}", user_agent)), "")
    return " on ".join(filter(None, (browser, system))) or UNKNOWN_DEVICE


def account_of(email: str) -> str:
    """Give what a cookie keeps of an account's address."""
    return hashlib.sha256(email.encode()).hexdigest()[:32]
