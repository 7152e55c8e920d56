"""Static files are kept for a year, under an address that changes with their content."""

from __future__ import annotations

import re

import pytest

from ceapp.web.assets import fingerprint

FONT = "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"


def test_every_file_a_page_names_exists_and_is_kept_for_a_year(client):
    page = client.get("/sign-in").get_data(as_text=True)
    named = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(named) == 7
    for url in named:
        response = client.get(url)
        assert response.status_code == 200, url
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("url", ["/static/css/app.css", "/static/css/app.css?v=made-up"])
def test_without_the_right_fingerprint_a_file_is_asked_for_again(client, url):
    assert client.get(url).headers["Cache-Control"] == "no-cache"


def test_the_preloaded_font_is_the_one_the_style_sheet_names(client):
    sheet = client.get("/static/css/tokens.css").get_data(as_text=True)
    assert f'url("../{FONT}")' in sheet
    assert f'href="/static/{FONT}" as="font"' in client.get("/sign-in").get_data(as_text=True)


def test_a_file_is_the_same_for_everybody_and_sets_no_cookie(signed_in):
    headers = signed_in.get("/static/css/app.css").headers
    assert "Set-Cookie" not in headers
    assert "Cookie" not in headers.get("Vary", "")
    assert "Cookie" in signed_in.get("/settings").headers["Vary"]


def test_the_fingerprint_follows_the_content():
    assert fingerprint("css/app.css") != fingerprint("css/pages.css")
    assert re.fullmatch(r"[0-9a-f]{12}", fingerprint("css/app.css"))


def test_no_file_outside_static_is_served(client):
    assert client.get("/static/../pyproject.toml").status_code == 404
    assert client.get("/static/%2e%2e/pyproject.toml").status_code == 404


@pytest.mark.parametrize("name", ["nothing.css", "../pyproject.toml", "css/app.css"])
def test_asking_what_can_be_done_with_a_file_reads_none(client, name):
    response = client.options(f"/static/{name}")
    assert response.status_code == 200
    assert "immutable" not in response.headers.get("Cache-Control", "")
