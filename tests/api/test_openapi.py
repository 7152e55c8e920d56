"""The description of the interface is true: whatever is sent, the answers are as it says."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st
from schemathesis import checks

from ceapp import create_app, db
from ceapp.accounts.limits import NO_WAIT, Limit
from ceapp.api import blueprint
from ceapp.api.actions import make_token
from ceapp.api.openapi import document
from ceapp.api.scopes import SCOPES
from tests import factories
from tests.api.test_records import COURSE, LICENSE
from tests.certificates.making import certificate
from tests.transfer.filling import fill_licenses

EXAMPLES = 25
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
SOUND = {"/courses": COURSE, "/licenses": LICENSE}
OPERATIONS = [
    (path, method)
    for path, methods in document()["paths"].items()
    for method in methods
    if method != "parameters"
]


@pytest.fixture
def description(settings, monkeypatch):
    """The description, called on an app with some records; no limit on how often."""
    monkeypatch.setattr(blueprint, "REQUESTS", Limit(most=10**9, within=NO_WAIT))
    app = create_app(settings)
    with app.app_context():
        person = factories.person()
        factories.license(user=person)
        fill_licenses(person)
        factories.course(user=person, topics={"telehealth": "1"})
        certificate(user=person)
        token = make_token(person.id, "x", SCOPES, now=factories.NOW)
        db.db.session.remove()
    found = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    found.config.update(headers={"Authorization": f"Bearer {token}"})
    yield found
    with app.app_context():
        db.db.engine.dispose()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_whatever_is_sent_the_answer_is_as_described(description, path, method):
    @profile(max_examples=EXAMPLES)
    @given(case=description[path][method].as_strategy(), sound=st.booleans())
    def send(case, sound):
        if sound:  # else hardly a request would get past the first check
            make_sound(case)
        answer = case.call()
        seen.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    seen = set()
    send()
    assert seen & {200, 201, 204}, "no request was a success"


def make_sound(case):
    """Let a request be about a record that there is, as it is, with some of the random fields."""
    case.path_parameters = dict.fromkeys(case.path_parameters, 1)
    case.query = {}
    if "If-Match" in case.headers:
        case.headers["If-Match"] = "*"
    sound = SOUND.get(case.path) if case.method == "POST" else {}
    if sound is not None and isinstance(case.body, dict):
        some = dict(list(case.body.items())[:1]) if case.method == "PATCH" else {}
        case.body = {**sound, **some}


def test_every_address_of_the_interface_is_described(client, app):
    said = client.get("/api/v1/openapi.json").json
    found = {
        (rule.rule.removeprefix("/api/v1").replace("<int:", "{").replace(">", "}"), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and not rule.rule.endswith("openapi.json")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    described = {
        (path, method)
        for path, methods in said["paths"].items()
        for method in methods.keys() - {"parameters"}
    }
    assert described == found
