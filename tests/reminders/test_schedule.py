"""What is due on a day: each day of three years for a thousand people, and the edges of days."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ceapp.reminders.schedule import (
    COMPLETE,
    DAYS,
    DIGEST,
    LAPSED,
    Choice,
    Due,
    Watched,
    day_to_remind,
    days_before,
    due,
    everything,
    kind_before,
    next_day,
)

FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
ENDS = date(2027, 3, 31)
ALL = everything(since=date(2020, 1, 1))
OPEN = Watched(1, ENDS, added=date(2020, 1, 1), settled=False, news=False)


def kinds_over(days, choice=ALL, license=OPEN, settled_from=None):
    """Run the schedule over some days as a server would, and give what it made, in order."""
    made, found = frozenset(), []
    for day in days:
        settled = settled_from is not None and day >= settled_from
        now = replace(license, made=made, settled=settled, news=settled)
        for one in due(choice, [now], frozenset(), day):
            found.append((day, one.kind))
            made |= {one.kind}
    return found


def test_an_open_license_is_reminded_of_on_each_day_before_on_the_day_and_once_after():
    assert kinds_over(EVERY_DAY) == [
        (date(2026, 10, 2), "before-180"),
        (date(2026, 12, 31), "before-90"),
        (date(2027, 3, 1), "before-30"),
        (date(2027, 3, 17), "before-14"),
        (date(2027, 3, 24), "before-7"),
        (date(2027, 3, 30), "before-1"),
        (date(2027, 3, 31), "before-0"),
        (date(2027, 4, 7), LAPSED),
    ]


def test_nothing_is_sent_while_complete_but_one_confirmation():
    found = kinds_over(EVERY_DAY, settled_from=date(2027, 1, 10))
    assert [kind for _day, kind in found] == ["before-180", "before-90", COMPLETE]
    assert found[-1][0] == date(2027, 1, 10)


def test_complete_without_having_asked_for_anything_is_no_news():
    quiet = replace(OPEN, settled=True, news=False)
    assert due(ALL, [quiet], frozenset(), ENDS - timedelta(days=90)) == ()


def test_complete_after_it_expired_is_no_news():
    late = replace(OPEN, settled=True, news=True)
    assert due(ALL, [late], frozenset(), ENDS) == (Due(1, ENDS, COMPLETE),)
    assert due(ALL, [late], frozenset(), ENDS + timedelta(days=1)) == ()


def test_what_turns_open_again_is_reminded_of_again_but_not_confirmed_again():
    confirmed = replace(OPEN, made=frozenset({"before-180", COMPLETE}))
    day = ENDS - timedelta(days=60)
    assert due(ALL, [confirmed], frozenset(), day) == (Due(1, ENDS, "before-90"),)
    again = replace(confirmed, settled=True, news=True)
    assert due(ALL, [again], frozenset(), day) == ()


def test_days_without_a_run_send_the_latest_reminder_only():
    awake = [day for day in EVERY_DAY if not date(2026, 9, 1) <= day <= date(2027, 3, 18)]
    assert kinds_over(awake)[0] == (date(2027, 3, 19), "before-14")
    assert len(kinds_over(awake)) == 5


def test_asleep_for_five_days_over_two_of_them_sends_one():
    asleep = {ENDS - timedelta(days=n) for n in range(-3, 2)}
    awake = [day for day in EVERY_DAY if day not in asleep]
    assert kinds_over(awake)[-3:] == [
        (ENDS - timedelta(days=7), "before-7"),
        (ENDS + timedelta(days=4), "before-0"),
        (ENDS + timedelta(days=7), LAPSED),
    ]


def test_after_weeks_nothing_is_news_any_more():
    assert kinds_over([ENDS + timedelta(days=37)]) == [(ENDS + timedelta(days=37), LAPSED)]
    assert kinds_over([ENDS + timedelta(days=38)]) == []


def test_days_before_a_license_was_added_are_over():
    added = replace(OPEN, added=ENDS - timedelta(days=60))
    assert kinds_over(EVERY_DAY, license=added)[0] == (date(2027, 3, 1), "before-30")
    on_the_day = replace(OPEN, added=ENDS - timedelta(days=90))
    assert kinds_over(EVERY_DAY, license=on_the_day)[0] == (date(2026, 12, 31), "before-90")


def test_days_before_they_were_chosen_are_over():
    choice = replace(ALL, since=ENDS - timedelta(days=10))
    assert [kind for _day, kind in kinds_over(EVERY_DAY, choice)] == [
        "before-7", "before-1", "before-0", LAPSED,
    ]  # fmt: skip


def test_only_the_chosen_days_count():
    choice = Choice(frozenset({30, 1}), lapsed=False, digest_day=None, since=FIRST)
    assert [kind for _day, kind in kinds_over(EVERY_DAY, choice)] == ["before-30", "before-1"]


def test_a_digest_comes_on_its_day_of_each_month_while_something_is_open():
    choice = Choice(frozenset(), lapsed=False, digest_day=28, since=FIRST)
    made = set()
    for day in EVERY_DAY:
        for one in due(choice, [OPEN], frozenset(made), day):
            assert one == Due(None, day, DIGEST)
            made.add(day)
    assert len(made) == 36
    assert {day.day for day in made} == {28}
    settled = replace(OPEN, settled=True, news=False)
    assert not any(due(choice, [settled], frozenset(), day) for day in EVERY_DAY)
    assert not any(due(choice, [], frozenset(), day) for day in EVERY_DAY)


def test_a_digest_missed_is_sent_within_a_week_and_then_not_any_more():
    choice = Choice(frozenset(), lapsed=False, digest_day=28, since=FIRST)
    late = date(2026, 3, 7)
    assert due(choice, [OPEN], frozenset(), late) == (Due(None, date(2026, 2, 28), DIGEST),)
    assert due(choice, [OPEN], frozenset(), late + timedelta(days=1)) == ()


def test_the_next_day_is_the_nearest_one_to_come():
    day = ENDS - timedelta(days=90)
    assert next_day(ALL, OPEN, day - timedelta(days=1)) == (day, "before-90")
    assert next_day(ALL, OPEN, day) == (ENDS - timedelta(days=30), "before-30")
    assert next_day(ALL, replace(OPEN, settled=True), day) is None
    assert next_day(ALL, OPEN, ENDS + timedelta(days=7)) is None


def test_a_kind_tells_its_days():
    assert [days_before(kind_before(days)) for days in DAYS] == list(DAYS)
    assert [days_before(kind) for kind in (COMPLETE, LAPSED, DIGEST)] == [None] * 3


def test_three_years_of_a_thousand_people_count_exactly():
    """A license each; some choose their days, some finish early, and the server sleeps at times."""
    chance = random.Random(2026)
    asleep = {day for start in chance.sample(EVERY_DAY, 12) for day in week(start, chance)}
    found, expected = Counter(), Counter()
    for person in range(1000):
        choice = a_choice(chance)
        ends = FIRST + timedelta(days=chance.randrange(120, 1000))
        finished = chance.choice([None, ends - timedelta(days=chance.randrange(0, 250))])
        added = ends - timedelta(days=chance.randrange(0, 700))
        license = Watched(person, ends, added=added, settled=False, news=False)
        sent = lived(choice, license, finished, asleep)
        found.update(sent)
        expected.update(reckoned(choice, license, finished, asleep))
        assert max(Counter(sent).values(), default=1) == 1, "the same reminder twice"
    assert found == expected
    assert sum(found.values()) > 3000, "the counts compare hardly anything"


def week(start, chance):
    return {start + timedelta(days=n) for n in range(chance.randrange(1, 20))}


def a_choice(chance):
    days = frozenset(DAYS) if chance.random() < 0.6 else frozenset(chance.sample(DAYS, 3))
    since = FIRST + timedelta(days=chance.choice([0, 0, 0, chance.randrange(900)]))
    return Choice(days, chance.random() < 0.8, None, since)


def lived(choice, license, finished, asleep):
    """Give what the schedule makes of one license, day by day."""
    made = set()
    for day in EVERY_DAY:
        if day in asleep or day < license.added:
            continue
        settled = finished is not None and day >= finished
        now = replace(license, made=frozenset(made), settled=settled, news=settled)
        for one in due(choice, [now], frozenset(), day):
            yield_kind = (license.id, one.kind)
            assert one.kind not in made, yield_kind
            made.add(one.kind)
    return [(license.id, kind) for kind in made]


def reckoned(choice, license, finished, asleep):
    """Give the same without walking through the days: each milestone with the next day awake."""
    stops = [(license.ends - timedelta(days=days), kind_before(days)) for days in choice.days]
    if choice.lapsed:
        stops.append((license.ends + timedelta(days=7), LAPSED))
    first = max(choice.since, license.added)
    stops = sorted(stop for stop in stops if stop[0] >= first)
    awake = [day for day in EVERY_DAY if day not in asleep and day >= license.added]
    for index, (day, kind) in enumerate(stops):
        until = stops[index + 1][0] if index + 1 < len(stops) else date.max
        until = min(until, license.ends + timedelta(days=38), finished or date.max)
        if any(day <= other < until for other in awake):
            yield license.id, kind
    if finished and any(finished <= day <= license.ends for day in awake):
        yield license.id, COMPLETE


ZONES = ["Pacific/Guam", "America/New_York", "America/Phoenix", "America/Adak", "Pacific/Honolulu"]


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_of_reminders_begins_at_eight_in_the_morning_there(zone):
    for day in (date(2027, 3, 14), date(2027, 11, 7), date(2028, 2, 29), date(2027, 12, 31)):
        eight = datetime(day.year, day.month, day.day, 8, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        before = eight - timedelta(seconds=1)
        assert day_to_remind(eight, zone) == day
        assert day_to_remind(before, zone) == day - timedelta(days=1)


def test_at_one_moment_the_day_differs_from_zone_to_zone():
    moment = datetime(2027, 3, 30, 22, 30, tzinfo=UTC)  # 8:30 on the 31st in Guam
    assert day_to_remind(moment, "Pacific/Guam") == date(2027, 3, 31)
    assert day_to_remind(moment, "America/New_York") == date(2027, 3, 30)
    moment = datetime(2027, 3, 31, 12, 30, tzinfo=UTC)  # 8:30 in New York, 2:30 in Honolulu
    assert day_to_remind(moment, "America/New_York") == date(2027, 3, 31)
    assert day_to_remind(moment, "Pacific/Honolulu") == date(2027, 3, 30)


@pytest.mark.parametrize("zone", ["America/New_York", "America/Adak", "America/Phoenix"])
def test_hour_by_hour_through_both_clock_changes_no_day_is_skipped_or_comes_back(zone):
    hour = datetime(2027, 3, 1, tzinfo=UTC)
    days = []
    while hour < datetime(2027, 11, 30, tzinfo=UTC):
        day = day_to_remind(hour, zone)
        if not days or days[-1] != day:
            days.append(day)
        hour += timedelta(hours=1)
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
