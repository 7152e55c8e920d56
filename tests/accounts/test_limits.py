"""How often something may be tried, as values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ceapp.accounts.limits import (
    BY_A_KNOWN_BROWSER,
    BY_STRANGERS,
    FROM_ONE_NETWORK,
    NO_WAIT,
    Limit,
    guesses,
    in_words,
)
from ceapp.accounts.whence import Whence, device_words

NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


def ago(**past):
    return (NOW - timedelta(**past)).timestamp()


def test_below_the_limit_nobody_waits():
    assert Limit(3, timedelta(hours=1)).wait([ago(minutes=1), ago(minutes=2)], NOW) == NO_WAIT


def test_at_the_limit_the_oldest_has_to_leave_the_window():
    times = [ago(minutes=5), ago(minutes=50), ago(minutes=10)]
    assert Limit(3, timedelta(hours=1)).wait(times, NOW) == timedelta(minutes=10)


def test_tries_from_before_the_window_are_forgotten():
    times = [ago(minutes=61), ago(minutes=62), ago(minutes=10)]
    assert Limit(3, timedelta(hours=1)).wait(times, NOW) == NO_WAIT


def test_after_the_free_ones_there_is_a_pause_before_each():
    limit = Limit(7, timedelta(minutes=15), free=5, pause=timedelta(minutes=1))
    times = [ago(seconds=20 + second) for second in range(5)]
    assert limit.wait(times[:4], NOW) == NO_WAIT
    assert limit.wait(times, NOW) == timedelta(seconds=40)


@pytest.mark.parametrize("limit", [BY_STRANGERS, FROM_ONE_NETWORK, BY_A_KNOWN_BROWSER])
def test_nobody_waits_longer_than_a_quarter_of_an_hour_to_sign_in(limit):
    assert limit.wait([NOW.timestamp()] * 1000, NOW) <= timedelta(minutes=15)


def test_one_network_cannot_use_up_all_guesses_of_strangers():
    assert FROM_ONE_NETWORK.most < BY_STRANGERS.most


def test_a_known_browser_is_counted_apart_from_strangers():
    known = {count.what for count in guesses("password", "a@b.example", "192.0.2.1", "n1")}
    strange = {count.what for count in guesses("password", "a@b.example", "192.0.2.1", "")}
    assert known.isdisjoint(strange)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "a minute"), (60, "a minute"), (61, "2 minutes"), (899, "15 minutes")],
)
def test_a_wait_is_never_said_shorter_than_it_is(seconds, words):
    assert in_words(timedelta(seconds=seconds)) == words


def test_a_household_counts_as_one_network():
    one, other = Whence(address="2001:db8:1:2::7"), Whence(address="2001:db8:1:2:ffff::1")
    assert one.network == other.network == "2001:db8:1:2::/64"
    assert Whence(address="192.0.2.1").network == "192.0.2.1"
    assert Whence().network == ""


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 "
            "(KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/130.0 Safari/537.36 Edg/130.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
            "Firefox on Linux",
        ),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.0", "Unknown device"),
        ("", "Unknown device"),
    ],
)
def test_a_device_is_said_in_a_few_words(user_agent, words):
    assert device_words(user_agent) == words
