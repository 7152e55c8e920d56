"""No sharing in whole hours is better than ours, and ours is reached where it is in whole hours."""

from __future__ import annotations

import random

import pytest

from ceapp.rules.allocation import Need, Offer, share
from tests.rules.brute_force import best_in_whole_hours


def tiny_question(seed):
    rng = random.Random(seed)
    needs = [
        Need(
            rng.randint(1, 4),
            on_topics=rng.random() < 0.8,
            in_total=rng.random() < 0.8,
            group=rng.choice([None, 0]),
        )
        for _ in range(rng.randint(1, 3))
    ]
    wanted = [rng.choice("ab") for _ in needs]
    limits = [rng.randint(0, 4) for _ in range(rng.randint(0, 2))]
    on = [rng.choice(["", "a", "b"]) for _ in limits]
    return needs, limits, [_offer(rng, needs, wanted, on) for _ in range(rng.randint(1, 4))]


def _offer(rng, needs, wanted, on):
    hours, inside = rng.randint(1, 3), rng.random() < 0.85
    topics = {k: rng.randint(1, hours) for k in rng.choice(["", "a", "b", "ab"])}
    serves, limits = {}, {}
    for n, need in enumerate(needs):
        if not need.on_topics or wanted[n] in topics:
            serves[n] = (wanted[n],) if need.on_topics else ()
    for place, k in enumerate(on):
        if inside and (not k or k in topics):
            limits[place] = (topics[k] if k else hours, (k,) if k else ())
    return Offer(hours, inside, topics, serves, limits)


def is_whole(got):
    return all(x == int(x) for x in (*got.counted, *got.given.values()))


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_nothing_better_is_found_by_trying_everything(start):
    reached = 0
    for seed in range(start, start + 100):
        needs, limits, offers = tiny_question(seed)
        overlap = seed % 3 == 0
        got = share(needs, limits, offers, overlap=overlap)
        tried = best_in_whole_hours(needs, limits, offers, overlap=overlap)
        mine = (got.remaining, sum(got.shortages))
        assert mine <= tried, seed
        if is_whole(got):
            assert mine == tried, seed
            reached += 1
    assert reached > 80
