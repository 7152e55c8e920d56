"""The board is asked and answers, and a period is closed, in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest

pytest.importorskip("playwright")

from ceapp.clock import today_in
from tests.browser.conftest import open_page
from tests.browser.test_axe import faults_of
from tests.browser.test_certificates import ZONE, signed_up
from tests.browser.test_planning import add_license

SCREENS = [(390, True), (1280, True), (390, False)]


def looked_at(page, name, tmp_path):
    """Check what is open as a person with bad eyes or a narrow screen would meet it."""
    page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert faults_of(page) == []


def log_unapproved(page, site, day):
    page.goto(f"{site.url}/courses/new")
    page.fill("#title", "Trauma at Harbor Lane")
    page.fill("#completed", day.isoformat())
    page.fill("#hours", "30")
    page.check("[name=format][value=live-online]")
    page.click(".actions >> text=Save the course")
    page.wait_for_url(f"{site.url}/courses")


@pytest.fixture(params=SCREENS, ids=str)
def member(request, empty_site, chromium, complaints):
    """Give a page on which a new person has signed in, and whether scripts run there."""
    width, scripted = request.param
    page = open_page(
        chromium,
        complaints,
        java_script_enabled=scripted,
        viewport={"width": width, "height": 900},
    )
    signed_up(page, empty_site, f"{request.node.originalname[5:20]}-{width}-{scripted}")
    yield page, scripted
    page.context.close()


@pytest.mark.browser
def test_the_answer_of_the_board_changes_the_standing(member, empty_site, tmp_path):
    page, scripted = member
    today = today_in(ZONE)
    add_license(page, empty_site, today + timedelta(days=200))
    log_unapproved(page, empty_site, today - timedelta(days=20))
    page.goto(empty_site.url)
    page.click(".lic h3 a")
    assert "Trauma at Harbor Lane" in page.inner_text("#settle")
    page.click("text=Ask your board, or record its answer")
    if scripted:
        looked_at(page, "questions", tmp_path)
    page.click("text=Ask, or record the answer >> nth=0")
    assert "Trauma at Harbor Lane" in page.input_value("#letter")
    if scripted:
        looked_at(page, "question", tmp_path)
    page.check("[name=answer][value=yes]")
    page.fill("#answered_on", today.isoformat())
    page.click("text=Record it")
    page.wait_for_load_state()
    assert "your standing goes by it" in page.inner_text("main")
    assert page.locator("#settle").count() == 0
    page.click("text=What your board answered")
    page.click("text=Take it back")
    page.goto(empty_site.url)
    page.click(".lic h3 a")
    assert "Trauma at Harbor Lane" in page.inner_text("#settle")


@pytest.mark.browser
def test_a_period_is_closed_and_the_next_one_begins(member, empty_site, tmp_path):
    page, scripted = member
    today = today_in(ZONE)
    add_license(page, empty_site, today - timedelta(days=3))
    page.goto(empty_site.url)
    page.click(".lic >> text=say so")
    if scripted:
        looked_at(page, "renewed", tmp_path)
    page.fill("#next_expires", (today + timedelta(days=727)).isoformat())
    page.fill("#renewed_on", (today - timedelta(days=5)).isoformat())
    page.click("text=I renewed: close this period")
    page.wait_for_load_state()
    page.goto(empty_site.url)
    assert "renewal date has passed" not in page.inner_text("main")
    page.click(".lic h3 a")
    page.click("main a[href*='/renewals/'] >> nth=0")
    assert "36 hours were missing by our count" in page.inner_text("main")
    if scripted:
        looked_at(page, "kept", tmp_path)
