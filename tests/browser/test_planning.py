"""Three courses compared before buying, in a real browser, with its scripts and without."""

from __future__ import annotations

from datetime import timedelta

import pytest

pytest.importorskip("playwright")

from ceapp.clock import today_in
from tests.browser.conftest import open_page
from tests.browser.test_axe import faults_of
from tests.browser.test_certificates import ZONE, signed_up

FOUND = (
    ("Boundaries, Gifts and Small Towns", "3", "boundaries", "live-online", "75"),
    ("Telehealth Ethics, Self-Paced", "4", "telehealth", "self-paced", "48"),
    ("Winter Clinical Conference", "29", "", "in-person", "240"),
)


def add_license(page, site, expires):
    page.goto(f"{site.url}/licenses/new/us-ca-lcsw")
    page.fill("[name=expires]", expires.isoformat())
    for question in page.locator("main fieldset:has(input[type=radio][value=yes])").all():
        question.locator("input[value=yes]").check()
    page.click("main form button[type=submit]")
    page.wait_for_load_state()


def fill_in(page, site, course, day):
    title, hours, topic, way, price = course
    page.goto(f"{site.url}/courses/new?planned=1")
    page.fill("#title", title)
    page.fill("#completed", day.isoformat())
    page.fill("#hours", hours)
    if topic:
        page.select_option("#topics-0-topic", topic)
    page.check(f"[name=format][value={way}]")
    page.check("#approvals-aswb-ace-box")
    page.fill("#cost", price)


@pytest.mark.browser
@pytest.mark.parametrize("screen", [(390, True), (1280, True), (390, False)], ids=str)
def test_three_courses_are_compared_before_buying(
    empty_site, chromium, complaints, tmp_path, screen
):
    width, scripted = screen
    page = open_page(
        chromium,
        complaints,
        java_script_enabled=scripted,
        viewport={"width": width, "height": 900},
    )
    today = today_in(ZONE)
    signed_up(page, empty_site, f"ana-{width}-{scripted}")
    add_license(page, empty_site, today + timedelta(days=200))
    for number, course in enumerate(FOUND):
        fill_in(page, empty_site, course, today + timedelta(days=30 + number))
        page.click("text=Would this count?")
        page.wait_for_load_state()
        assert "Nothing is saved yet." in page.inner_text("#would-count")
        assert f"{course[1]} of {course[1]} hours" in page.inner_text("#would-count")
        assert page.input_value("#title") == course[0]
        page.screenshot(path=tmp_path / f"would-count-{number}.png", full_page=True)
        page.click(".actions >> text=Save the course")
        page.wait_for_url(f"{empty_site.url}/courses")
    page.click("text=Compare what you have planned")
    assert page.locator(".versus > li").count() == 3
    assert "$363" in page.inner_text("main")
    if scripted:
        assert faults_of(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.screenshot(path=tmp_path / "compare.png", full_page=True)
    page.click("text=Leave it out >> nth=1")
    assert page.locator(".versus > li").count() == 2
    assert "Telehealth Ethics" in page.inner_text("main form.filters")
    page.context.close()
