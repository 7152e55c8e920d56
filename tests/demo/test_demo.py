"""`ceapp demo`: one account with records that show what the app can say."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from ceapp.accounts.models import User
from ceapp.accounts.passwords import matches
from ceapp.boards import catalog
from ceapp.cli import main
from ceapp.courses.models import Course
from ceapp.db import db
from ceapp.demo import records
from ceapp.demo.actions import OTHER_ACCOUNTS, make_demo
from ceapp.errors import BadInput
from ceapp.rules.reasons import Code
from ceapp.standing.answers import State, open_topics, pace, state_of
from ceapp.standing.queries import standings_of
from tests import factories, pages

PASSWORD = "a password for the demo"
DAYS = [date(2026, 11, 22), date(2026, 12, 31), date(2028, 2, 29), date(2027, 1, 1)]


@pytest.fixture(params=DAYS, ids=str)
def today(request):
    return request.param


@pytest.fixture
def demo(app, today):
    make_demo(password=PASSWORD, today=today, now=factories.NOW)
    return db.session.scalars(db.select(User)).one()


def test_the_demo_shows_a_license_short_of_topics_and_one_ahead_of_pace(demo, today):
    california, new_york = standings_of(demo.id, today)
    assert (california.name, new_york.name) == ("California LCSW", "New York LCSW")
    assert state_of(california.standing) is state_of(new_york.standing) is State.OPEN
    assert 4 <= california.standing.remaining <= 9
    assert len(open_topics(california.standing)) == 2
    assert pace(new_york.standing) > 3


def test_the_demo_shows_why_hours_do_not_count(demo, today):
    shown = {
        reason.code
        for one in standings_of(demo.id, today)
        for course in one.standing.courses
        for reason in course.reasons
    }
    assert shown >= {
        Code.COUNTED,
        Code.BEFORE_PERIOD,
        Code.OVER_LIMIT,
        Code.APPROVAL_UNCONFIRMED,
        Code.ACTIVITY_UNCONFIRMED,
    }


def test_the_demo_keeps_to_the_lists_that_forms_keep_to(today):
    for entry in records.courses(today):
        assert entry.topics.keys() <= catalog.topics().labels.keys()
        assert entry.approvals.keys() <= catalog.approvals().keys()
        assert all(hours <= entry.hours for hours in entry.topics.values())
        assert entry.planned is (entry.completed > today)
    for credential_id, details in records.licenses(today):
        known = {rule.id for rule in catalog.load(credential_id).requirements}
        assert details.replies.keys() <= known
        assert details.issued < today < details.expires
        assert (details.expires + timedelta(days=1)).day == 1


def test_running_it_again_replaces_the_demo_account(app):
    for password in ("the first password", PASSWORD):
        make_demo(password=password, today=DAYS[0], now=factories.NOW)
    person = db.session.scalars(db.select(User)).one()
    assert matches(person.password_hash, PASSWORD)
    assert len(db.session.scalars(db.select(Course)).all()) == len(records.courses(DAYS[0]))


def test_it_leaves_an_instance_with_other_accounts_alone(app, person):
    with pytest.raises(BadInput, match="holds other accounts"):
        make_demo(password=PASSWORD, today=DAYS[0], now=factories.NOW)
    assert [one.email for one in db.session.scalars(db.select(User))] == [person.email]


@pytest.fixture
def command(settings, monkeypatch):
    monkeypatch.setenv("CEAPP_INSTANCE", str(settings.instance))
    monkeypatch.setenv("CEAPP_SECRET_KEY", settings.secret_key)
    return lambda *words: CliRunner().invoke(main, ["demo", *words])


def test_the_json_is_all_that_is_printed_and_signs_in(command, client):
    result = command("--json")
    assert result.exit_code == 0, result.output
    printed = json.loads(result.stdout)
    assert printed.keys() == {"email", "password"}
    assert pages.send(client, "/sign-in", printed).status_code == 302
    assert "California needs" in pages.text_of(client.get("/"))


def test_without_json_two_lines_say_how_to_sign_in(command):
    lines = command().stdout.splitlines()
    assert lines[0] == f"E-mail:   {records.EMAIL}"
    assert lines[1].startswith("Password: ")
    assert len(lines) == 2


def test_a_refusal_is_one_line_and_exit_status_2(command, person):
    result = command("--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == f"ceapp: {OTHER_ACCOUNTS}\n"
