"""From files that are dropped to courses that have their certificates, in a real browser."""

from __future__ import annotations

import base64

import pytest

from tests.browser.conftest import open_page
from tests.browser.test_axe import SIZES, faults_of
from tests.certificates.hostile import encrypted
from tests.certificates.making import LINES, pdf

ZONE = "America/Los_Angeles"  # where the new person lives
TITLE = "Ethics in Everyday Practice"


def files(*names):
    """Give files as a browser is handed them; each has bytes of its own."""
    return [
        {"name": name, "mimeType": "application/pdf", "buffer": pdf(*LINES, mark=name)}
        for name in names
    ]


def signed_up(page, site, name):
    """Make an account and be on its page of certificates."""
    page.goto(f"{site.url}/sign-up")
    page.get_by_label("Name").fill("Alice Rivera")
    page.get_by_label("E-mail").fill(f"{name}@example.com")
    page.get_by_label("Password", exact=True).fill("four quiet rivers")
    page.get_by_label("Time zone").select_option(ZONE)
    page.get_by_role("main").get_by_role("button", name="Create the account").click()
    page.get_by_role("link", name="Certificates").click()
    page.wait_for_url(f"{site.url}/certificates")  # loaded: its script listens for what is dropped


def drop(page, *sent):
    """Let files fall on the drop zone, as from the desktop."""
    listed = [[one["name"], base64.b64encode(one["buffer"]).decode()] for one in sent]
    carried = page.evaluate_handle(
        """listed => {
          const carried = new DataTransfer();
          for (const [name, text] of listed) {
            const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
            carried.items.add(new File([bytes], name, { type: "application/pdf" }));
          }
          return carried;
        }""",
        listed,
    )
    page.dispatch_event(".drop", "drop", {"dataTransfer": carried})


def confirm_first(page, main):
    """Confirm the first certificate of the inbox, which was read with nothing in doubt."""
    main.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("heading", name="Is this what the certificate says?").wait_for()
    assert page.get_by_role("textbox", name="Course title").input_value() == TITLE
    assert page.get_by_role("textbox", name="CE hours").input_value() == "3"
    assert page.get_by_role("textbox", name="Completion date").input_value() == "Mar 14, 2026"
    main.get_by_role("button", name="Confirm and log it").click()
    page.get_by_text(f"Saved with its certificate: {TITLE}").wait_for()


def course_has_its_certificate(page, site, name):
    page.goto(f"{site.url}/courses")
    page.get_by_role("link", name=TITLE).first.click()
    with page.expect_download() as handed:
        page.get_by_role("link", name=name).click()
    assert handed.value.suggested_filename == "2026-03-14-ethics-in-everyday-practice.pdf"
    assert handed.value.path().read_bytes() == files(name)[0]["buffer"]


@pytest.mark.browser
def test_files_that_are_dropped_are_stored_read_and_confirmed(chromium, empty_site, complaints):
    page = open_page(chromium, complaints, viewport={"width": 1280, "height": 900})
    main = page.get_by_role("main")
    signed_up(page, empty_site, "drops")
    drop(page, *files("one.pdf", "two.pdf"))
    page.get_by_text("Everything is read.").wait_for(timeout=90_000)
    main.get_by_role("heading", name="2 certificates to confirm").wait_for()
    assert "2" in page.get_by_role("link", name="Certificates").inner_text()

    # Chosen while the page stands, by keyboard or camera; one of them cannot be read.
    locked = {"name": "locked.pdf", "mimeType": "application/pdf", "buffer": encrypted("secret")}
    page.set_input_files("#files", [*files("two.pdf"), locked])
    main.get_by_role("heading", name="3 certificates to confirm").wait_for()
    page.get_by_text("You have “two.pdf” here already").wait_for()
    main.get_by_text("Could not be read").wait_for()

    confirm_first(page, main)
    main.get_by_role("heading", name="2 certificates to confirm").wait_for()
    main.get_by_role("link", name=TITLE).click()
    main.get_by_role("button", name="Attach to that course instead").click()
    page.get_by_text("The certificate is now kept with").wait_for()
    course_has_its_certificate(page, empty_site, "one.pdf")
    page.context.close()


@pytest.mark.browser
def test_without_scripts_the_same_takes_a_few_more_presses(chromium, empty_site, complaints):
    page = open_page(
        chromium, complaints, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    main = page.get_by_role("main")
    signed_up(page, empty_site, "plain")
    page.set_input_files("#files", files("one.pdf"))
    main.get_by_role("button", name="Store the files").click()
    page.get_by_text("1 file is stored.").wait_for()
    main.get_by_role("button", name="Read it").click()
    confirm_first(page, main)
    course_has_its_certificate(page, empty_site, "one.pdf")
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
def test_no_page_of_certificates_has_an_accessibility_fault(chromium, empty_site, complaints, size):
    width, height = SIZES[size]
    page = open_page(chromium, complaints, viewport={"width": width, "height": height})
    main = page.get_by_role("main")
    signed_up(page, empty_site, f"axe-{size}")
    faults = {"nothing yet": faults_of(page)}
    page.set_input_files("#files", files("one.pdf", "two.pdf"))
    page.get_by_text("Everything is read.").wait_for(timeout=90_000)
    faults["inbox"] = faults_of(page)
    main.get_by_role("link", name=TITLE).first.click()
    faults["check"] = faults_of(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.get_by_role("textbox", name="CE hours").fill("")
    main.get_by_role("button", name="Confirm and log it").click()
    page.wait_for_selector(".errors")
    faults["check with a fault"] = faults_of(page)
    complaints[:] = [words for words in complaints if "422" not in words]  # that was asked for
    page.get_by_role("textbox", name="CE hours").fill("3")
    main.get_by_role("button", name="Confirm and log it").click()
    page.goto(f"{empty_site.url}/courses")
    main.get_by_role("link", name=TITLE).first.click()
    main.get_by_role("link", name="See what it shows").click()
    faults["certificates of a course"] = faults_of(page)
    page.context.close()
    assert {where: found for where, found in faults.items() if found} == {}
