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
from tests.certificates.making import certificate

EXAMPLES = 25
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
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
    @given(case=description[path][method].as_strategy(), any_state=st.booleans())
    def send(case, any_state):
        if any_state and "If-Match" in case.headers:
            case.headers["If-Match"] = "*"  # else hardly a change would be let through
        case.validate_response(case.call(), checks=CHECKS)

    send()


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
