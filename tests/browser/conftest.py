"""A real server and a real browser for the tests that need them."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

CEAPP = Path(sys.executable).with_name("ceapp")
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for found in map(shutil.which, NAMES) if found), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Site:
    """A server that is running, and the account that can sign in to it."""

    url: str
    email: str = ""
    password: str = ""


def free_port():
    """Give the number of a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(environment, port=None):
    """Run `ceapp serve` on this port, or on a free one, and give its address."""
    port = port or free_port()
    server = subprocess.Popen([CEAPP, "serve", "--port", str(port)], env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        for _ in range(150):
            try:
                urlopen(f"{url}/healthz").close()  # noqa: S310 - our own address
                break
            except URLError:
                time.sleep(0.1)
        else:
            pytest.fail("the server did not answer within fifteen seconds")
        yield url
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="session")
def chromium():
    """A browser; each test opens contexts or pages of its own."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have a Chromium: nothing is left out there in silence")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory):
    """A server on an instance that holds the demo account."""
    environment = {**os.environ, "CEAPP_INSTANCE": str(tmp_path_factory.mktemp("demo"))}
    made = subprocess.run(
        [CEAPP, "demo", "--json"], env=environment, check=True, capture_output=True, timeout=60
    )
    with serving(environment) as url:
        yield Site(url, **json.loads(made.stdout))


@pytest.fixture
def empty_site(tmp_path):
    """A server on an instance that holds nobody."""
    with serving({**os.environ, "CEAPP_INSTANCE": str(tmp_path / "instance")}) as url:
        yield Site(url)


@pytest.fixture
def complaints():
    """What the browser complained about or asked of elsewhere; a test ends by finding nothing."""
    found = []
    yield found
    assert found == []


def open_page(browser, complaints, **context):
    """Open a page in a fresh profile that notes every complaint and every outside request."""
    page = browser.new_context(**context).new_page()

    def note_message(message):
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    def note_request(request):
        if not request.url.startswith(("http://127.0.0.1:", "http://localhost:")):
            complaints.append(request.url)

    page.on("console", note_message)
    page.on("request", note_request)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page
