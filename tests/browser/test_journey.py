"""A therapist's first evening: from no account to knowing what a license still needs."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.browser.conftest import open_page

TODAY = date.today()  # noqa: DTZ011 - any day near the real one serves
EXPIRES = TODAY + timedelta(days=120)
COURSES = [
    ("Ethics of Digital Records", "3", "Professional ethics", "3"),
    ("Telehealth Across State Lines", "1 h 30", "Telehealth", "1.5"),
    ("Trauma and the Body", "0.6 CEU", "Trauma-informed care", "6"),
]


def us(day):
    return f"{day.month}/{day.day}/{day.year}"


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_sign_up_to_sign_out(chromium, empty_site, complaints, scripts):
    page = open_page(
        chromium, complaints, java_script_enabled=scripts, viewport={"width": 390, "height": 844}
    )
    main = page.get_by_role("main")

    page.goto(empty_site.url)
    main.get_by_role("link", name="Start a log").first.click()
    page.get_by_label("Name").fill("Dana Whitfield")
    page.get_by_label("E-mail").fill(f"dana-{scripts}@example.com")
    page.get_by_label("Password", exact=True).fill("four quiet rivers")
    page.get_by_label("Time zone").select_option("America/Los_Angeles")
    main.get_by_role("button", name="Create the account").click()

    # Every way to begin leads to the first license.
    page.goto(f"{empty_site.url}/licenses/new")
    page.get_by_label("State").select_option("us-ca")
    page.get_by_label("Profession").select_option("social-work")
    main.get_by_role("button", name="Show licenses").click()
    main.get_by_role("link", name="Add this license").first.click()
    page.get_by_label("Expiration date").fill(us(EXPIRES))
    page.get_by_label("Issue date").fill("5/20/2015")
    for question in ("telehealth", "suicide"):
        group = main.get_by_role("group").filter(has_text=re.compile(question, re.IGNORECASE))
        group.last.get_by_role("radio", name="Yes").check()
    main.get_by_role("button", name="Show my standing").click()
    main.get_by_role("heading", name="California LCSW", level=1).wait_for()
    assert "36" in main.inner_text()

    for title, hours, topic, _read in COURSES:
        page.goto(f"{empty_site.url}/courses/new")
        page.get_by_role("textbox", name="Course title").fill(title)
        page.get_by_role("textbox", name="Provider (optional)").fill("Harbor Lane Institute")
        page.get_by_label("Completion date").fill(us(TODAY - timedelta(days=30)))
        page.get_by_role("textbox", name="CE hours").fill(hours)
        page.get_by_role("combobox", name="Topic 1").select_option(label=topic)
        page.get_by_role("radio", name="Live online").check()
        page.get_by_role("checkbox", name="ASWB ACE").check()
        main.get_by_role("button", name="Save the course").click()
        page.get_by_role("status").first.wait_for()

    # 3 + 1.5 + 6 of 36 hours; 3 of the 6 hours of law and ethics.
    page.goto(empty_site.url)
    home = main.inner_text()
    assert "25.5" in home
    assert "3 to go" in home
    assert "ethics" in main.get_by_role("link", name="Ethics").first.inner_text().lower()
    assert "You need 3 more hours of law and ethics" in home.replace("\n", " ")

    page.goto(f"{empty_site.url}/courses")
    listed = main.inner_text()
    for title, _hours, _topic, read in COURSES:
        assert title in listed
        assert read in listed

    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{empty_site.url}/courses")
    assert page.url.startswith(f"{empty_site.url}/sign-in")
    page.context.close()
