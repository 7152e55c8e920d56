"""Every route answers with the protecting headers, whoever asks and however."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ceapp import create_app
from tests import factories, pages
from tests.house.test_routes import PAGES, filled

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
STRICTER = "default-src 'none'; sandbox"  # a file that somebody uploaded
SAME = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}
ANSWERS = [
    (path, method) for path, methods in PAGES.items() for method in sorted({*methods, "DELETE"})
]
SITE = "https://ce.example.org"
ENDS_THE_SIGN_IN = {"/sign-out", "/settings/password"}  # that the other routes need


@pytest.fixture
def inside(app, settings, person):
    """Alice's browser at a site that people open by https, with records behind the numbers."""
    factories.license(user=person)
    factories.course(user=person)
    site = create_app(replace(settings, public_url=SITE, testing=False))
    site.config["WTF_CSRF_ENABLED"] = False
    site.test_client_class = app.test_client_class
    client = site.test_client()
    data = {"email": person.email, "password": factories.PASSWORD}
    assert client.post("/sign-in", data=data, base_url=SITE).status_code == 302
    return client


@pytest.mark.parametrize("who", ["signed in", "a stranger"])
def test_every_route_and_method_answers_with_the_protecting_headers(inside, who):
    faults = []
    for path, method in ANSWERS:
        if who == "signed in" and path in ENDS_THE_SIGN_IN:
            continue
        browser = inside if who == "signed in" else inside.application.test_client()
        answer = browser.open(filled(path), method=method, base_url=SITE)
        faults += [f"{method} {path}: {fault}" for fault in faults_of(answer, path)]
    assert faults == []


def faults_of(answer, path):
    """Name what is wrong with the headers of an answer."""
    sent = answer.headers
    if answer.status_code == 500:
        yield "fails"
    for name, value in SAME.items():
        if sent.get(name) != value:
            yield f"{name} is {sent.get(name)}"
    policy = sent.get("Content-Security-Policy", "")
    if policy != POLICY and not policy.startswith(STRICTER):
        yield policy
    for closed in ("geolocation=()", "camera=()", "microphone=()"):
        if closed not in sent.get("Permissions-Policy", ""):
            yield closed
    if "Access-Control-Allow-Origin" in sent:
        yield "open to other sites"
    if not path.startswith("/static/") and "no-store" not in sent.get("Cache-Control", ""):
        yield f"may be kept: {sent.get('Cache-Control')}"


def test_every_cookie_is_closed_to_scripts_other_sites_and_plain_http(inside, person):
    client = inside.application.test_client()
    data = {"email": person.email, "password": factories.PASSWORD}
    made = client.post("/sign-in", data=data, base_url=SITE).headers.getlist("Set-Cookie")
    assert {cookie.split("=")[0] for cookie in made} == {"__Host-ceapp", "__Host-ceapp-known"}
    for cookie in made:
        parts = set(cookie.split("; ")[1:])
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= parts
        assert "Domain" not in cookie


def test_reading_pages_changes_nothing(app, inside, person):
    """No row of any table is another one after all GETs."""
    before = contents()
    for path, methods in PAGES.items():
        if "GET" in methods:
            inside.get(filled(path), base_url=SITE)
    assert contents() == before
    assert pages.token(app.test_client())


def contents():
    """Give every row of every table, as text."""
    from ceapp.db import db

    found = {
        name: sorted(map(repr, db.session.execute(db.select(table)).all()))
        for name, table in db.metadata.tables.items()
    }
    db.session.rollback()
    return found
