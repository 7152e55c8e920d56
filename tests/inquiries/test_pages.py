"""Asking the board and recording its answer: the standing changes, and says why."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import unquote

import pytest

from ceapp.boards import catalog
from ceapp.clock import today_in
from ceapp.db import db
from ceapp.licenses.models import License
from ceapp.rules.requirement import Overlap
from ceapp.standing.queries import standing_of
from tests import factories, pages


@pytest.fixture
def today(person):
    return today_in(person.time_zone)


@pytest.fixture
def license(person, today):
    return factories.license(
        user=person,
        expires=today + timedelta(days=100),
        answers={"telehealth": "yes", "suicide": "yes", "hiv-aids": "yes"},
    )


@pytest.fixture
def log(person, today):
    def log(hours, title, *, topics=(), approvals=("aswb-ace",), **more):
        return factories.course(
            user=person,
            title=title,
            completed=today - timedelta(days=40),
            hours=hours,
            topics=topics,
            approvals=approvals,
            **more,
        )

    return log


def links(client, license):
    page = client.get(f"/licenses/{license.id}/questions").get_data(as_text=True)
    return list(dict.fromkeys(re.findall(r"/licenses/\d+/questions/[0-9a-f]{16}", page)))


def say(client, url, answer="yes", **typed):
    page = client.get(url).get_data(as_text=True)
    behind = re.search(r'name="behind"[^>]*value="([^"]*)"', page)[1]
    data = {"answer": answer, "answered_on": "1/5/2026", "words": "By mail", "behind": behind}
    return pages.send(client, url, {**data, **typed}, follow=True)


def standing(person, license, today):
    return standing_of(person.id, license.id, today).standing


def test_a_course_without_approval_is_asked_about_and_the_answer_is_used(
    signed_in, person, license, log, today
):
    log("30", "Trauma", approvals=())
    log("6", "Law", topics={"law-and-ethics": "6"})
    assert not standing(person, license, today).sure
    (url,) = links(signed_in, license)
    page = pages.text_of(signed_in.get(url))
    assert "Does “Trauma” count?" in page
    assert "I completed “Trauma” by Harbor Lane Institute" in page
    assert "(license number 12345)" in page
    assert "Alice Rivera" in page
    said = pages.text_of(say(signed_in, url))
    assert "your standing goes by it" in said
    after = standing(person, license, today)
    assert after.complete
    assert after.sure
    assert links(signed_in, license) == []


def test_a_course_that_the_board_does_not_accept_counts_no_longer(
    signed_in, person, license, log, today
):
    log("30", "Trauma", approvals=())
    log("6", "Law", topics={"law-and-ethics": "6"})
    say(signed_in, links(signed_in, license)[0], "no")
    after = standing(person, license, today)
    assert after.remaining == 30
    assert after.sure
    page = pages.text_of(signed_in.get(f"/licenses/{license.id}"))
    assert "Your board does not accept this course, as you recorded." in page


def test_the_letter_opens_in_the_mail_program(signed_in, license, log):
    log("30", "Trauma & loss", approvals=())
    log("6", "Law", topics={"law-and-ethics": "6"})
    page = signed_in.get(links(signed_in, license)[0]).get_data(as_text=True)
    link = re.search(r'href="(mailto:[^"]+)"', page)[1]
    assert "“Trauma & loss”" in unquote(link.replace("&amp;", "&"))
    assert link.startswith("mailto:?subject=")


def test_a_rule_that_is_not_evaluated_is_settled_by_an_answer(signed_in, person, today):
    row = factories.license(
        user=person, credential_id="us-in-lcsw", expires=today + timedelta(days=60)
    )
    before = {note.text for note in standing(person, row, today).notes if note.doubt}
    url = links(signed_in, row)[-1]
    say(signed_in, url)
    after = {note.text for note in standing(person, row, today).notes if note.doubt}
    assert len(before - after) == 1


def test_an_answer_is_not_used_once_its_rule_has_changed(  # noqa: PLR0917 - fixtures
    signed_in, person, license, log, today, monkeypatch
):
    log("30", "Trauma", approvals=())
    log("6", "Law", topics={"law-and-ethics": "6"})
    say(signed_in, links(signed_in, license)[0], "no")
    rules = catalog.load(license.credential_id)
    changed = replace(rules, accepted_approvals=rules.accepted_approvals | {"apa-new"})
    monkeypatch.setattr(catalog, "load", lambda _id: changed)
    assert standing(person, license, today).remaining == 0
    page = pages.text_of(signed_in.get(f"/licenses/{license.id}/questions"))
    assert "Answers that are not used any more" in page


def test_an_answer_to_a_rule_that_changed_while_the_page_was_open_is_refused(
    signed_in, license, log
):
    log("30", "Trauma", approvals=())
    log("6", "Law", topics={"law-and-ethics": "6"})
    answer = say(signed_in, links(signed_in, license)[0], behind="Accepted approvals: others")
    assert answer.status_code == 422
    assert "The rule has changed since you opened this page" in pages.text_of(answer)
    assert db.session.get(License, license.id).board_answers == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"answer": ""}, "Choose what the answer was"),
        ({"answer": "perhaps"}, "Choose what the answer was"),
        ({"answered_on": "1/1/2058"}, "must not be in the future"),
        ({"answered_on": "1/1/1999"}, "must not be over 20 years ago"),
        ({"answered_on": "some day"}, "Day of the answer"),
        ({"words": "x" * 2001}, "2000 is the most"),
    ],
)
def test_each_fault_is_said_and_nothing_is_recorded(signed_in, license, log, typed, says):
    log("30", "Trauma", approvals=())
    log("6", "Law", topics={"law-and-ethics": "6"})
    answer = say(signed_in, links(signed_in, license)[0], **typed)
    assert answer.status_code == 422
    assert says in pages.text_of(answer)
    assert db.session.get(License, license.id).board_answers == []


def test_an_answer_can_be_taken_back(signed_in, person, license, log, today):
    log("30", "Trauma", approvals=())
    log("6", "Law", topics={"law-and-ethics": "6"})
    say(signed_in, links(signed_in, license)[0])
    (kept,) = db.session.get(License, license.id).board_answers
    index = f"/licenses/{license.id}/questions"
    data = {"doubt": kept["doubt"], "subject": kept["subject"]}
    said = pages.send(signed_in, f"{index}/forget", data, page=index, follow=True)
    assert "the question is open again" in pages.text_of(said)
    assert not standing(person, license, today).sure
    assert len(links(signed_in, license)) == 1


def test_a_settled_question_leads_to_what_is_open(signed_in, license):
    url = f"/licenses/{license.id}/questions/0123456789abcdef"
    answer = signed_in.get(url, follow_redirects=True)
    assert "This question is settled, or its rule has changed" in pages.text_of(answer)


def test_the_board_may_say_whether_one_hour_serves_two_topics(  # noqa: PLR0917 - fixtures
    signed_in, person, license, log, today, monkeypatch
):
    rules = replace(catalog.load(license.credential_id), topic_overlap=Overlap.UNSTATED)
    topics = [replace(r, every=rules.requirements[0].every) for r in rules.requirements]
    monkeypatch.setattr(catalog, "load", lambda _id: replace(rules, requirements=tuple(topics)))
    license.answers = []
    db.session.commit()
    log("30", "Free")
    log("6", "Both", topics={"law-and-ethics": "6", "suicide-prevention": "6"})
    before = standing(person, license, today)
    assert before.remaining_if_overlap < before.remaining
    url = next(u for u in links(signed_in, license) if "two of the topics" in page(signed_in, u))
    say(signed_in, url)
    after = standing(person, license, today)
    assert after.remaining == before.remaining_if_overlap
    assert after.remaining_if_overlap is None


def page(client, url):
    return pages.text_of(client.get(url))


def test_another_persons_questions_answer_404(signed_in_stranger, license):
    token = pages.token(signed_in_stranger, "/courses/new")
    index = f"/licenses/{license.id}/questions"
    for url in (index, f"{index}/0123456789abcdef"):
        assert signed_in_stranger.get(url).status_code == 404
    for url in (f"{index}/0123456789abcdef", f"{index}/forget"):
        assert signed_in_stranger.post(url, data={"csrf_token": token}).status_code == 404
