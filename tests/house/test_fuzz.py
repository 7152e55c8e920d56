"""Whatever is sent to whatever address with whatever method, nothing answers 500."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ceapp import create_app
from ceapp.db import db
from ceapp.rules.vocabulary import Activity, Format
from tests import factories
from tests.mailbox import wait_for_threads

ODD_TEXTS = (
    "",
    " ",
    "\0",
    "a\0b",
    "🧠" * 300,
    "\u202e3202/11/02",
    "<script>alert(1)</script>",
    "' OR 1=1; DROP TABLE users; --",
    "{{ 7*7 }}",
    "%s%n",
    "../../etc/passwd",
    "\ud800",
    "x" * 30_000,
    "-1",
    "0",
    "1e9",
    "nan",
    "٣",
    "²",
    "99999999999999999999",
    "9223372036854775808",
    "2/29/2028",
    "2/29/2027",
    "1/1/1900",
    "12/31/9999",
    "today",
    "[]",
    "a,b",
    "on",
    "yes",
    "unsure",
)
SOUND_TEXTS = (
    "1",
    "3",
    "1.5",
    "90 minutes",
    "0.6 CEU",
    "11/20/2026",
    "Mar 31, 2027",
    "ethics",
    "law-and-ethics",
    "apa",
    "aswb-ace",
    "us-ca",
    "us-ca-lcsw",
    "us-ny-lcsw",
    "social-work",
    "psychology",
    "save",
    "another",
    "add-topic",
    "remove-topic-1",
    "America/Chicago",
    "alice@example.com",
    factories.PASSWORD,
    "/courses",
    "//evil.example",
    "most-hours",
    "none",
    *Format,
    *Activity,
)
NAMES = """
    title provider completed hours format activity approvals approvals-apa approvals-x cost notes
    do topics topics-0-topic topics-0-hours topics-1-topic topics-1-hours topics-99-topic
    topics-x-topic number issued expires starts fact-supervisor fact-telehealth done-suicide
    year-suicide done-telehealth year-telehealth name email password current_password
    new_password time_zone code answer invitation next q year topic approval sort page state
    profession v
""".split()  # noqa: SIM905 - forty quoted names would hide what they are
VARIABLES = (
    "1",
    "2",
    "3",
    "0",
    "-1",
    "9223372036854775808",
    "us-ca-lcsw",
    "us-zz-x",
    "ethics",
    "é",
    "abc",
)
METHODS = ("GET", "GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE")
LETTING_IN = {"/sign-in", "/sign-up", "/sign-out", "/reset", "/sign-in/passkey"}

words = st.one_of(st.sampled_from(SOUND_TEXTS), st.sampled_from(ODD_TEXTS), st.text(max_size=40))
fields = st.lists(st.tuples(st.sampled_from(NAMES), words), max_size=5)
KINDS = ("application/x-www-form-urlencoded", "multipart/form-data", "application/json", "text/x")


def rows_of(user_id):
    """Give every row of a person, as text."""
    tables = ("users", "licenses", "courses", "course_topics", "course_approvals")
    owner = {"users": "id"}
    found = [
        db.session.execute(
            text(f"SELECT * FROM {table} WHERE {owner.get(table, 'user_id')} = :id"),  # noqa: S608
            {"id": user_id},
        ).all()
        for table in tables
    ]
    db.session.rollback()
    return repr(found)


@pytest.fixture
def rooms(app, person, stranger):
    """An app as in production, its addresses, a signed-in browser, and a stranger's records."""
    factories.license(user=person)
    factories.course(user=person, topics={"law-and-ethics": "2"})
    factories.license(user=stranger, credential_id="us-ny-lcsw")
    factories.course(user=stranger, title="Charlie's course", topics={"ethics": "1"})
    production = create_app(app.extensions["ceapp.settings"])
    production.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    production.test_client_class = app.test_client_class
    browser = factories.sign_in(app.test_client(), person)
    cookie = browser.get_cookie("ceapp")
    inside = production.test_client()
    inside.set_cookie("ceapp", cookie.value)
    return production, inside


COURSE = {
    "title": "Ethics",
    "provider": "Harbor Lane",
    "completed": "11/20/2026",
    "hours": "3",
    "topics-0-topic": "law-and-ethics",
    "topics-0-hours": "1.5",
    "format": "live-online",
    "activity": "course",
    "approvals": "apa",
    "approvals-apa": "12",
    "cost": "49.50",
    "notes": "A note",
}
LICENSE = {
    "number": "123",
    "issued": "5/20/2019",
    "expires": "3/31/2027",
    "starts": "4/1/2025",
    "fact-supervisor": "y",
    "done-telehealth": "yes",
    "year-telehealth": "2023",
}
PERSON = {"name": "Alice Rivera", "time_zone": "America/Chicago"}
SOUND = {
    "/courses/new": COURSE,
    "/courses/<int:course_id>": COURSE,
    "/licenses/new/<credential_id>": LICENSE,
    "/licenses/<int:license_id>/edit": LICENSE,
    "/settings": PERSON,
    "/settings/password": {"current_password": "wrong", "new_password": "another long secret"},
    "/settings/email": {"email": "alice@new.example.com"},
    "/settings/prove": {"password": factories.PASSWORD},
    "/sign-up": {**PERSON, "email": "dana@example.com", "password": "a long enough secret"},
    "/sign-in": {"email": "alice@example.com", "password": factories.PASSWORD},
}


def sent_to(data, rule):
    """Give what a form would send to this address, with some of it changed, missing or twice."""
    found = {name: [value] for name, value in SOUND.get(rule, {}).items()}
    own = st.lists(st.tuples(st.sampled_from(sorted(found) or NAMES), words), max_size=2)
    for name, value in data.draw(own) + data.draw(fields):
        match data.draw(st.sampled_from(("replace", "twice", "drop"))):
            case "replace":
                found[name] = [plain(value)]
            case "twice":
                found.setdefault(name, []).append(plain(value))
            case "drop":
                found.pop(name, None)
    return found


def plain(value):
    """Write what no encoding can carry as a question mark."""
    return value.encode("utf-8", "replace").decode()


def path_of(data, rule):
    """Fill in the variables of an address."""
    return re.sub("<[^>]+>", lambda _: data.draw(st.sampled_from(VARIABLES)), rule)


def many(examples):
    """Run a test on so many examples, always the same."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.parametrize("rule", SOUND)
def test_no_form_answers_500_whatever_it_sends(rooms, stranger, rule):
    app, inside = rooms
    browser = app.test_client() if rule in LETTING_IN else inside
    before = rows_of(stranger.id)
    seen = set()

    @many(80)
    @given(st.data())
    def send_a_form(data):
        path = re.sub("<[^>]+>", "us-ca-lcsw" if "credential" in rule else "1", rule)
        sent = sent_to(data, rule)
        response = browser.post(path, data=sent, content_type=data.draw(st.sampled_from(KINDS[:2])))
        wait_for_threads()  # mail draws random ids, and hypothesis watches who draws
        assert response.status_code < 500, (path, sent)
        seen.add(response.status_code)

    send_a_form()
    assert 422 in seen, "no request was at fault"
    assert rule == "/settings/password" or 302 in seen, "no request came past the form"
    assert rows_of(stranger.id) == before


def test_no_request_answers_500_or_shows_or_touches_the_records_of_another(rooms, stranger):
    app, inside = rooms
    outside = app.test_client()
    before = rows_of(stranger.id)
    rules = sorted(rule.rule for rule in app.url_map.iter_rules())

    @many(500)
    @given(st.data())
    def send_anything(data):
        rule = data.draw(st.sampled_from(rules))
        asked = {
            "path": path_of(data, rule),
            "method": data.draw(st.sampled_from(METHODS)),
            "query_string": [(name, plain(value)) for name, value in data.draw(fields)],
        }
        if asked["method"] in {"POST", "PUT"}:
            asked["content_type"] = data.draw(st.sampled_from(KINDS))
            sent = sent_to(data, rule)
            asked["data"] = sent if asked["content_type"] in KINDS[:2] else repr(sent)
        out = rule in LETTING_IN or data.draw(st.integers(0, 5)) == 0
        response = (outside if out else inside).open(**asked)
        wait_for_threads()
        assert response.status_code < 500, asked
        assert "Charlie" not in response.get_data(as_text=True), asked

    send_anything()
    assert rows_of(stranger.id) == before
