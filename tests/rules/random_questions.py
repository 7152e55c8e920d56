"""Questions made from a seed, larger and wilder than those that hypothesis makes."""

from __future__ import annotations

import random

from ceapp.rules.allocation import Need, Offer

TOPICS = "abcd"


def random_question(seed):
    """Give needs, limits, courses, and whether hours overlap and ties go outside first."""
    rng = random.Random(seed)
    needs = []
    for _ in range(rng.randint(1, 6)):
        needs.append(_need(rng, needs))
    wanted = [rng.sample(TOPICS, rng.randint(1, 2)) for _ in needs]
    limits = [rng.randint(0, 12) for _ in range(rng.randint(0, 3))]
    on = [rng.sample(TOPICS, rng.randint(0, 1)) for _ in limits]
    courses = rng.randint(0, 25 if seed % 4 == 0 else 8)
    offers = [_offer(rng, needs, wanted, on) for _ in range(courses)]
    return needs, limits, offers, {"overlap": rng.random() < 0.3, "outside_first": seed % 2 == 0}


def _need(rng, needs):
    on_topics, in_total = rng.random() < 0.7, rng.random() < 0.8
    alike = [n for n, d in enumerate(needs) if d.on_topics and d.in_total is in_total]
    parent = rng.choice([None, None, *alike]) if on_topics else None
    group = rng.choice([None, 0, 0, 1]) if parent is None else None
    return Need(rng.randint(0, 15), on_topics, in_total, parent, group)


def _offer(rng, needs, wanted, on):
    hours, inside = rng.randint(1, 6), rng.random() < 0.85
    names = sorted(rng.sample(TOPICS, rng.randint(0, 3)))
    topics = {k: rng.choice([hours, rng.randint(1, hours)]) for k in names}
    serves, limits = {}, {}
    for n, need in enumerate(needs):
        matching = tuple(k for k in topics if k in wanted[n]) if need.on_topics else ()
        if (matching or not need.on_topics) and rng.random() < 0.85:
            serves[n] = matching
    for place, limited in enumerate(on):
        matching = tuple(k for k in topics if k in limited)
        matched = min(hours, sum(topics[k] for k in matching)) if limited else hours
        if inside and matched and rng.random() < 0.6:
            limits[place] = (matched, matching)
    return Offer(hours, inside, topics, serves, limits)
