"""A license of a country that we do not carry: its rules, a course, a standing, by pages alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

pytest.importorskip("playwright")

from tests.browser.conftest import open_page
from tests.browser.test_axe import faults_of

TODAY = date.today()  # noqa: DTZ011 - any day near the real one serves
EXPIRES = TODAY + timedelta(days=200)


def us(day):
    return f"{day.month}/{day.day}/{day.year}"


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_license_of_another_country_gets_rules_and_a_standing(chromium, empty_site, scripts):
    # The faults on the way make the browser complain of answers with 422: nobody listens here.
    page = open_page(
        chromium, [], java_script_enabled=scripts, viewport={"width": 390, "height": 844}
    )
    faults = []

    def look():
        if scripts:
            faults.extend((page.url, fault) for fault in faults_of(page))

    sign_up(page, empty_site.url)
    make_rules(page, empty_site.url, look)
    add_a_rule(page, look)
    add_a_license_and_a_course(page, empty_site.url)

    main = page.get_by_role("main")
    page.goto(empty_site.url)
    assert "Ontario needs 36 more hours" in main.inner_text().replace("\n", " ")
    main.get_by_role("link", name="Ontario RP").first.click()
    look()
    main.get_by_role("link", name="By your own rules").click()
    look()
    assert "Licenses that go by them" in main.inner_text()
    assert faults == []


def sign_up(page, url):
    page.goto(f"{url}/sign-up")
    page.get_by_label("Name").fill("Ana Whitfield")
    page.get_by_label("E-mail").fill("ana@example.com")
    page.get_by_label("Password", exact=True).fill("four quiet rivers")
    page.get_by_label("Time zone").select_option("America/New_York")
    page.get_by_role("main").get_by_role("button", name="Create the account").click()


def make_rules(page, url, look):
    """Begin where licenses are added: a way stands open there for those who find nothing."""
    main = page.get_by_role("main")
    page.goto(f"{url}/licenses/new")
    look()
    main.get_by_role("link", name="enter its rules yourself").click()
    look()
    main.get_by_role("button", name="Save and go on").click()
    main.get_by_role("link", name="Name of the license must be given").wait_for()
    look()
    page.get_by_label("Name of the license").fill("Registered Psychotherapist")
    page.get_by_label("Its letters").fill("RP")
    page.get_by_label("Country, state or province").fill("Ontario")
    page.get_by_label("Board, council or college").fill("College of Psychotherapists")
    page.get_by_label("Hours in all").fill("40")
    page.get_by_label("How sure are you").select_option("high")
    main.get_by_role("button", name="Save and go on").click()
    main.get_by_role("heading", name="Ontario RP: 40 hours every two years", level=1).wait_for()
    look()


def add_a_rule(page, look):
    """Add hours on ethics, with a slip on the way."""
    main = page.get_by_role("main")
    main.get_by_role("link", name="Add a rule").click()
    page.get_by_label("Hours", exact=True).fill("60")
    main.locator("summary", has_text="Choose among").first.click()
    page.get_by_label("Professional ethics", exact=True).check()
    look()
    main.get_by_role("button", name="Save this rule").click()
    main.get_by_role("link", name="60 hours cannot lie in a total of 40.").wait_for()
    assert page.get_by_label("Professional ethics", exact=True).is_checked()
    look()
    page.get_by_label("Hours", exact=True).first.fill("6")
    main.locator("summary", has_text="A first period that is shorter or longer").click()
    main.get_by_label("Under so many months, row 1").fill("12")
    main.get_by_label("Hours, row 1").fill("8")
    main.get_by_role("button", name="Save this rule").click()
    main.get_by_role("link", name="A shorter period cannot ask for 8 hours").click()
    look()
    main.get_by_label("Hours, row 1").fill("3")
    main.get_by_role("button", name="See what this does").click()
    main.get_by_text("No license of yours goes by these rules yet.").wait_for()
    look()
    main.locator("#what-it-does").get_by_role("button", name="Save this rule").click()
    main.get_by_role("heading", name="6 of them on professional ethics", level=1).wait_for()


def add_a_license_and_a_course(page, url):
    main = page.get_by_role("main")
    main.get_by_role("link", name="Add a license with them").click()
    page.get_by_label("Expiration date").fill(us(EXPIRES))
    main.get_by_role("button", name="Show my standing").click()
    main.get_by_role("heading", name="Ontario RP", level=1).wait_for()
    assert "40 hours to go" in main.inner_text().replace("\n", " ")
    page.goto(f"{url}/courses/new")
    page.get_by_role("textbox", name="Course title").fill("Ethics of Digital Records")
    page.get_by_label("Completion date").fill(us(TODAY - timedelta(days=30)))
    page.get_by_role("textbox", name="CE hours").fill("4")
    page.get_by_role("combobox", name="Topic 1").select_option(label="Professional ethics")
    page.get_by_role("radio", name="Live online").check()
    main.get_by_role("button", name="Save the course").click()
    page.get_by_role("status").first.wait_for()


@pytest.mark.browser
def test_a_copy_of_ours_is_changed_and_a_license_goes_by_it(chromium, demo_site, complaints):
    page = open_page(chromium, complaints, viewport={"width": 1280, "height": 900})
    main = page.get_by_role("main")
    page.goto(f"{demo_site.url}/sign-in")
    page.fill("#email", demo_site.email)
    page.fill("#password", demo_site.password)
    main.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")

    page.goto(f"{demo_site.url}/rules/us-ca-lcsw")
    main.get_by_role("button", name="Make your own copy").click()
    main.get_by_role("link", name="Change Law and ethics").click()
    page.get_by_label("Hours", exact=True).fill("12")
    main.get_by_role("button", name="Save this rule").click()
    assert "At least 12 hours on law and ethics" in main.inner_text()
    assert faults_of(page) == []

    main.get_by_role("link", name="Change the license as a whole").click()
    for part in main.locator("details.fold > summary").all():
        part.click()
    assert faults_of(page) == []
    page.get_by_label("Courses count up to another day").fill("Dec 31")
    main.get_by_role("button", name="Save", exact=True).click()
    assert "Courses count up to December 31" in main.inner_text()

    main.get_by_role("link", name="Use them for your California LCSW").click()
    main.get_by_role("radio", name="Your own copy").check()
    assert faults_of(page) == []
    main.get_by_role("button", name="Use these rules").click()
    assert "By your own rules" in main.inner_text()

    main.get_by_role("link", name="Edit").click()
    main.get_by_role("link", name="Rules of your own instead").click()
    main.get_by_role("radio", name="Our rules").check()
    main.get_by_role("button", name="Use these rules").click()
    assert "All its rules" in main.inner_text()
