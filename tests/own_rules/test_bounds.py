"""As many rules as there may be, all crossing, and a long log: soon answered, never wrongly."""

import random
from datetime import date
from decimal import Decimal
from time import process_time

from ceapp.boards import catalog
from ceapp.courses.models import Course, CourseTopic
from ceapp.db import db
from ceapp.own_rules.actions import MOST_REQUIREMENTS
from ceapp.rules.reasons import TOO_LARGE
from ceapp.rules.vocabulary import Activity
from tests import factories
from tests.own_rules.making import started
from tests.pages import send, text_of

TOPICS = sorted(catalog.topics().labels)
KINDS = sorted(Activity)[:8]
A_FEW_SECONDS = 8  # of work; about two on a machine of 2024


def crossing_rules(dice):
    """Give 30 needs and 29 limits, each on topics or kinds that many others are on."""
    needs = [
        {"id": f"need-{n}", "need": 9, "topics": dice.sample(TOPICS, 6), "cite": "x"}
        for n in range(30)
    ]
    limits = [
        {
            "id": f"limit-{n}",
            "limit": dice.randint(9, 36),
            "topics": dice.sample(TOPICS, 12),
            "activities": [kind.value for kind in dice.sample(KINDS, 3)],
            "cite": "x",
        }
        for n in range(29)
    ]
    return [{"id": "total", "need": 400, "cite": "x"}, *needs, *limits]


def log(person, dice, many):
    """Log courses of up to three hours, each on five topics."""
    for n in range(many):
        hours = Decimal(dice.randint(1, 12)) / 4
        on = [
            CourseTopic(user_id=person.id, topic=topic, hours=hours)
            for topic in dice.sample(TOPICS, 5)
        ]
        row = Course(
            user_id=person.id,
            title=f"Course {n}",
            provider="Harbor Lane Institute",
            completed=date(2026, 1 + n % 9, 1 + n % 28),
            hours=hours,
            format="live-online",
            activity=dice.choice(KINDS),
            created_at=factories.NOW,
            updated_at=factories.NOW,
            topics=on,
        )
        db.session.add(row)
    db.session.commit()


def answers_soon(open_it, times):
    """Expect an answer without “complete” after weighing the rules so many times."""
    began = process_time()
    page = text_of(open_it())
    assert process_time() - began < A_FEW_SECONDS * times
    assert "is complete" not in page


def test_sixty_crossing_rules_and_a_thousand_courses_answer_soon_and_never_with_complete(
    signed_in, person
):
    dice = random.Random(2)
    row = started(person, topic_overlap="forbidden", requirement=crossing_rules(dice))
    license = factories.license(user=person, credential_id=row.credential_id)
    log(person, dice, 1000)
    rules = f"/own-rules/{row.id}"
    for path in ("/", f"/licenses/{license.id}", rules):
        answers_soon(lambda path=path: signed_in.get(path), times=1)
    tried = {"kind": "need", "hours": "10", "do": "try"}
    answers_soon(lambda: send(signed_in, f"{rules}/rules/total", tried), times=2)
    assert TOO_LARGE in text_of(signed_in.get(f"/licenses/{license.id}"))


def test_the_rules_are_as_many_as_there_may_be():
    assert len(crossing_rules(random.Random(2))) == MOST_REQUIREMENTS
