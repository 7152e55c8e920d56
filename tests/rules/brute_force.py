"""Every sharing of a tiny question in whole hours, tried one by one: no solver, no program."""

from __future__ import annotations

import itertools


def best_in_whole_hours(needs, limits, offers, *, overlap):
    """Give the least that remains and then the least sum of shortages."""
    reached = {(0,) * (len(needs) + len(limits))}
    for offer in offers:
        ways = set(_ways(needs, limits, offer, overlap=overlap))
        reached = {tuple(map(sum, zip(a, b, strict=True))) for a in reached for b in ways}
    best = None
    for sums in reached:
        had, used = sums[: len(needs)], sums[len(needs) :]
        if all(hours <= most for hours, most in zip(used, limits, strict=True)):
            shortages = [max(0, d.hours - h) for d, h in zip(needs, had, strict=True)]
            answer = (_remains(needs, shortages, overlap=overlap), sum(shortages))
            best = answer if best is None else min(best, answer)
    return best


def _ways(needs, limits, offer, *, overlap):
    """Give what each way to use a course brings to every need and takes of every limit."""
    pairs = [
        (n, k) for n, on in offer.serves.items() for k in (on if needs[n].on_topics else ("",))
    ]
    pairs = [(n, k) for n, k in pairs if needs[n].on_topics or not needs[n].in_total]
    for x in range(offer.hours + 1) if offer.inside else [offer.hours]:
        for given in itertools.product(range(x + 1), repeat=len(pairs)):
            took = dict(zip(pairs, given, strict=True))
            if _allowed(needs, offer, x, took, overlap=overlap):
                brings = [_brings(needs, offer, n, x, took) for n in range(len(needs))]
                taken = took if not overlap else _outside(needs, took)
                yield (*brings, *(_uses(needs, offer, m, x, taken) for m in range(len(limits))))


def _outside(needs, took):
    return {(n, k): hours for (n, k), hours in took.items() if not needs[n].in_total}


def _allowed(needs, offer, x, took, *, overlap):
    every = ("", *offer.topics)
    if any(k and hours > offer.topics[k] for (_n, k), hours in took.items()):
        return False
    if not overlap:
        return _taken(needs, took, every) <= x and all(
            _taken(needs, took, (k,)) <= most for k, most in offer.topics.items()
        )
    outside = _outside(needs, took)
    taken = _taken(needs, outside, every)
    alone = [
        sum(y for (m, _k), y in took.items() if m == n)
        for n, need in enumerate(needs)
        if need.in_total
    ]
    return taken + max(alone, default=0) <= x and all(
        _taken(needs, outside, (k,)) <= most for k, most in offer.topics.items()
    )


def _taken(needs, took, topics):
    alone, groups = 0, {}
    for (n, k), hours in took.items():
        if k in topics:
            if needs[n].group is None or not (needs[n].in_total and needs[n].on_topics):
                alone += hours
            else:
                members = groups.setdefault(needs[n].group, {})
                members[n] = members.get(n, 0) + hours
    return alone + sum(max(members.values()) for members in groups.values())


def _brings(needs, offer, n, x, took):
    if needs[n].in_total and not needs[n].on_topics:
        outside = sum(y for (m, _k), y in took.items() if not needs[m].in_total)
        return x - outside if n in offer.serves else 0
    return sum(y for (m, _k), y in took.items() if m == n)


def _uses(needs, offer, limit, x, took):
    if not offer.inside or limit not in offer.limits:
        return 0
    matched, on = offer.limits[limit]
    if matched == offer.hours:
        return x
    return max(0, x - offer.hours + matched, _taken(needs, took, on))


def _remains(needs, shortages, *, overlap):
    plain = [0]
    alone, groups, outside = 0, {}, 0
    for need, short in zip(needs, shortages, strict=True):
        if not need.in_total:
            outside += short
        elif not need.on_topics or overlap:
            plain.append(short)
        elif need.group is None:
            alone += short
        else:
            groups[need.group] = max(short, groups.get(need.group, 0))
    return max(*plain, alone + sum(groups.values())) + outside
