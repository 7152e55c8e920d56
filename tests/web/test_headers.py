"""The protecting headers stand on every answer, whatever it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ceapp import create_app

ANSWERS = {
    "/sign-in": 200,
    "/settings": 302,
    "/nothing-here": 404,
    "/sign-out": 405,
    "/static/css/app.css": 200,
    "/static/nothing.css": 404,
    "/healthz": 200,
}


@pytest.mark.parametrize(("url", "status"), ANSWERS.items())
def test_every_answer_carries_the_protecting_headers(client, url, status):
    response = client.get(url)
    assert response.status_code == status
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    for part in ("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in response.headers


@pytest.mark.parametrize(("url", "status"), ANSWERS.items())
def test_behind_https_every_answer_says_to_stay_with_https(settings, url, status):
    app = create_app(replace(settings, public_url="https://ce.example.org"))
    # The proxy in front speaks plain http to us; the setting decides, not the request.
    response = app.test_client().get(url, base_url="http://ce.example.org", buffered=True)
    assert response.status_code == status
    assert response.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


@pytest.mark.parametrize("url", ["/sign-in", "/settings", "/nothing-here"])
def test_no_page_is_kept_by_the_browser_or_a_proxy(client, url):
    assert client.get(url).headers["Cache-Control"] == "no-store"


def test_a_request_for_another_host_is_refused_with_a_page(client):
    response = client.get("/sign-in", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert "This request could not be read" in response.get_data(as_text=True)
    assert "evil" not in response.get_data(as_text=True)


def test_no_page_names_another_host_for_its_files(client):
    page = client.get("/sign-in").get_data(as_text=True)
    assert "//" not in page.replace("<!doctype", "").replace("</", "").replace('"//', "//")
    assert "style=" not in page
    assert "onclick" not in page
