"""Every page is known by name, and every one that writes refuses a request without its token."""

from __future__ import annotations

import re

import pytest

from tests import pages

KNOWN = """
/                                     GET
/calendar                             GET POST
/calendar/<token>.ics                 GET
/calendar/show                        POST
/calendar/stop                        POST
/api/v1/certificates                  GET POST
/api/v1/certificates/<int:certificate_id> GET DELETE
/api/v1/certificates/<int:certificate_id>/file GET
/api/v1/courses                       GET POST
/api/v1/courses/<int:course_id>       GET PATCH DELETE
/api/v1/licenses                      GET POST
/api/v1/licenses/<int:license_id>     GET PATCH DELETE
/api/v1/licenses/<int:license_id>/renewals GET
/api/v1/licenses/<int:license_id>/standing GET
/api/v1/openapi.json                  GET
/api/v1/standings                     GET
/certificates                         GET POST
/certificates/<int:certificate_id>/check GET
/certificates/<int:certificate_id>/check/<int:number> GET POST
/certificates/<int:certificate_id>/check/<int:number>/attach POST
/certificates/<int:certificate_id>/check/<int:number>/pass-over POST
/certificates/<int:certificate_id>/delete POST
/certificates/<int:certificate_id>/file GET
/certificates/<int:certificate_id>/pages/<int:page>.png GET
/certificates/<int:certificate_id>/read POST
/certificates/<int:certificate_id>/restore POST
/certificates/<int:certificate_id>/set-aside POST
/certificates/<int:certificate_id>/take-up POST
/confirm-email/<token>                GET POST
/compare                              GET
/courses                              GET
/courses/<int:course_id>              GET POST
/courses/<int:course_id>/certificates GET POST
/courses/<int:course_id>/certificates/<int:certificate_id>/give-back POST
/courses/<int:course_id>/certificates/<int:certificate_id>/remove POST
/courses/<int:course_id>/delete       POST
/courses/<int:course_id>/finished     POST
/courses/<int:course_id>/restore      POST
/courses/new                          GET POST
/export                               GET
/export/courses.csv                   GET
/export/courses.xlsx                  GET
/export/everything.zip                GET
/export/schema.json                   GET
/healthz                              GET
/import                               GET POST
/import/<key>                         GET POST
/import/<key>/cancel                  POST
/imports/<int:import_id>              GET
/imports/<int:import_id>/bring-back   POST
/imports/<int:import_id>/undo         POST
/leave                                GET POST
/library                              GET
/library/<slug>                       GET
/library/topics/<slug>                GET
/licenses                             GET
/licenses/<int:license_id>            GET
/licenses/<int:license_id>/delete     POST
/licenses/<int:license_id>/edit       GET POST
/licenses/<int:license_id>/periods/<ends> GET
/licenses/<int:license_id>/questions  GET
/licenses/<int:license_id>/questions/<key> GET POST
/licenses/<int:license_id>/questions/forget POST
/licenses/<int:license_id>/renew      GET POST
/licenses/<int:license_id>/restore    POST
/licenses/<int:license_id>/retire     POST
/licenses/<int:license_id>/rules      GET POST
/licenses/<int:license_id>/unretire   POST
/licenses/new                         GET
/licenses/new/<credential_id>         GET POST
/renewals/<int:renewal_id>            GET
/renewals/<int:renewal_id>/reopen     POST
/renewals/<int:renewal_id>/rules.toml GET
/own-rules                            GET
/own-rules/<int:own_id>               GET
/own-rules/<int:own_id>/add           GET POST
/own-rules/<int:own_id>/delete        POST
/own-rules/<int:own_id>/restore       POST
/own-rules/<int:own_id>/rules.toml    GET
/own-rules/<int:own_id>/rules/<rule_id> GET POST
/own-rules/<int:own_id>/rules/<rule_id>/remove POST
/own-rules/<int:own_id>/seen          POST
/own-rules/<int:own_id>/undo          POST
/own-rules/<int:own_id>/whole         GET POST
/own-rules/copy/<credential_id>       POST
/own-rules/new                        GET POST
/privacy                              GET
/reminders/stop/<token>               GET POST
/reports                              GET
/reports/licenses/<int:license_id>    GET
/reports/licenses/<int:license_id>/packet.pdf GET
/reports/licenses/<int:license_id>/packet.zip GET
/reports/licenses/<int:license_id>/transcript.pdf GET
/reports/transcript                   GET
/reports/transcript.pdf               GET
/reset                                GET POST
/reset/<token>                        GET POST
/rules                                GET
/rules/<credential_id>                GET
/rules/topics                         GET
/rules/topics/<slug>                  GET
/settings                             GET POST
/settings/email                       GET POST
/settings/email/again                 POST
/settings/passkeys/<int:passkey_id>/remove POST
/settings/passkeys/new                GET POST
/settings/password                    GET POST
/settings/prove                       GET POST
/settings/prove/passkey               POST
/settings/reminders                   GET POST
/settings/second-step                 GET
/settings/second-step/add             GET POST
/settings/second-step/begin           POST
/settings/second-step/off             POST
/settings/second-step/recovery-codes  POST
/settings/sign-ins/<int:sign_in_id>/end POST
/settings/sign-ins/end-others         POST
/settings/tokens                      GET POST
/settings/tokens/<int:token_id>/revoke POST
/sign-in                              GET POST
/sign-in/code                         GET POST
/sign-in/passkey                      POST
/sign-in/recovery-code                GET POST
/sign-out                             POST
/sign-up                              GET POST
/static/<path:filename>               GET
"""
PAGES = {line.split()[0]: set(line.split()[1:]) for line in KNOWN.strip().splitlines()}
# Scripts send a token in a header instead, which tests/api is about.
WRITES = [path for path, methods in PAGES.items() if "POST" in methods and "/api/" not in path]


def filled(path):
    """Give a path with its variables filled in."""
    path = path.replace("<credential_id>", "us-ca-lcsw").replace("<rule_id>", "total")
    return re.sub(r"<(int:)?\w+>", "1", path.replace("<token>", "abc"))


def test_the_pages_are_the_known_ones(app):
    found = {}
    for rule in app.url_map.iter_rules():
        found.setdefault(rule.rule, set()).update(rule.methods - {"HEAD", "OPTIONS"})
    assert found == PAGES


@pytest.mark.parametrize("path", WRITES)
def test_a_post_without_its_token_answers_400_and_changes_nothing(app, client, signed_in, path):
    for browser in (app.test_client(), signed_in):
        answer = browser.post(filled(path), data={"email": "a@b.example", "title": "x"})
        assert answer.status_code == 400


@pytest.mark.parametrize("path", WRITES)
def test_a_post_with_the_token_of_another_session_answers_400(app, signed_in, path):
    foreign = pages.token(app.test_client())
    assert signed_in.post(filled(path), data={"csrf_token": foreign}).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/licenses", "/licenses/1", "/courses", "/courses/1", "/courses/new",
        "/settings", "/own-rules",
        "/settings/email", "/settings/passkeys/new", "/settings/password", "/settings/prove",
        "/settings/second-step", "/settings/second-step/add", "/import", "/export", "/calendar",
        "/leave",
    ],
)  # fmt: skip
def test_a_private_page_sends_a_signed_out_person_to_sign_in(client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")
