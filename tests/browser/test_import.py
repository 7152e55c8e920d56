"""A spreadsheet becomes courses, with one question answered, and the import is undone."""

from __future__ import annotations

import pytest

from tests.browser.conftest import open_page
from tests.browser.test_axe import SIZES, faults_of
from tests.browser.test_certificates import signed_up

SHEET = """Course Name,Sponsor,Date,Hours,Type,Category
Safety Planning in Practice,Harbor Lane Institute,03/04/2025,3,Home study,Suicide prevention
Group Work With Adolescents,Northfold School,05/06/2025,2,In person,Groups
Ethics lunch talk,,spring 25,1,In person,Ethics
Total,,,6,,
"""


def choose(page, text):
    page.set_input_files(
        "#sheet", {"name": "ce-2025.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.get_by_role("button", name="Look at it").click()


def at_import(page, site, name):
    signed_up(page, site, name)
    page.get_by_role("link", name="Courses", exact=True).first.click()
    page.get_by_role("link", name="Import a sheet").click()


def undo(page, main):
    main.get_by_role("button", name="Undo this import").click()
    page.get_by_text("is undone: 3 courses are no longer in your log").wait_for()
    page.goto(page.url.replace("/import", "/courses"))
    main.get_by_text("No courses yet.").wait_for()


@pytest.mark.browser
def test_one_answer_and_one_typed_date_then_import_and_undo(chromium, empty_site, complaints):
    page = open_page(chromium, complaints, viewport={"width": 1280, "height": 900})
    main = page.get_by_role("main")
    at_import(page, empty_site, "import")
    choose(page, SHEET)
    heading = main.get_by_role("heading", level=1)
    main.get_by_role("heading", name="0 of 4 rows are new, and one answer is needed").wait_for()
    main.get_by_text("Is 03/04/2025 March 4, 2025 or April 3, 2025?").wait_for()
    assert not main.get_by_label("Month first").is_checked(), "no answer is chosen beforehand"

    # The rows follow the answer at once, and the focus stays where it was.
    main.get_by_label("Day first: April 3, 2025").check()
    main.get_by_role("heading", name="2 of 4 rows are new").wait_for()
    main.get_by_text("Apr 3, 2025").wait_for()
    assert page.evaluate("document.activeElement.id") == "order-dmy"
    main.get_by_label("Month first: March 4, 2025").check()
    main.get_by_text("Mar 4, 2025").wait_for()
    main.get_by_text("the completion date “spring 25” is no date").wait_for()
    main.get_by_label("Date of row 4").fill("Apr 10, 2025")
    main.get_by_label("Date of row 4").press("Tab")
    main.get_by_role("heading", name="3 of 4 rows are new").wait_for()
    assert "3 of 4" in heading.inner_text()

    main.get_by_role("button", name="Import 3 courses").click()
    main.get_by_role("heading", name="3 courses are in your log, 6 hours").wait_for()
    main.get_by_role("link", name="See your courses").click()
    main.get_by_role("link", name="Safety Planning in Practice").wait_for()
    main.get_by_role("link", name="Import a sheet").click()
    undo(page, main)
    page.context.close()


@pytest.mark.browser
def test_without_scripts_the_same_takes_one_more_press(chromium, empty_site, complaints):
    page = open_page(
        chromium, complaints, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )
    main = page.get_by_role("main")
    at_import(page, empty_site, "plain-import")
    choose(page, SHEET)
    main.get_by_label("Month first: March 4, 2025").check()
    main.get_by_label("Date of row 4").fill("Apr 10, 2025")
    main.get_by_role("button", name="Show what my answers change").last.click()
    main.get_by_role("button", name="Import 3 courses").click()
    main.get_by_role("heading", name="3 courses are in your log, 6 hours").wait_for()
    page.goto(f"{empty_site.url}/import")
    undo(page, main)
    page.context.close()


@pytest.mark.browser
def test_a_file_that_cannot_be_read_is_said_where_it_was_chosen(chromium, empty_site, complaints):
    page = open_page(chromium, complaints, viewport={"width": 1280, "height": 900})
    at_import(page, empty_site, "wrong-import")
    choose(page, "%PDF-1.7 no sheet")
    page.get_by_role("alert").get_by_text("is a certificate or a picture, not a sheet").wait_for()
    complaints[:] = [words for words in complaints if "422" not in words]  # that was asked for
    choose(page, SHEET)
    page.get_by_role("heading", name="0 of 4 rows are new").wait_for()
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
def test_no_page_of_an_import_has_an_accessibility_fault(chromium, empty_site, complaints, size):
    width, height = SIZES[size]
    page = open_page(chromium, complaints, viewport={"width": width, "height": height})
    main = page.get_by_role("main")
    at_import(page, empty_site, f"axe-import-{size}")
    faults = {"start": faults_of(page)}
    choose(page, SHEET.replace("In person", "Webinar"))
    main.get_by_role("heading", name="0 of 4 rows are new").wait_for()
    faults["asked"] = faults_of(page)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    main.get_by_role("button", name="Import", exact=True).click()
    page.wait_for_selector(".errors")
    faults["unanswered"] = faults_of(page)
    complaints[:] = [words for words in complaints if "422" not in words]  # that was asked for
    main.get_by_label("Month first").check()
    main.get_by_role("heading", name="1 of 4 rows is new").or_(
        main.get_by_role("heading", name="1 of 4 rows are new")
    ).first.wait_for()
    main.get_by_label("Live online").first.check()
    main.get_by_role("button", name="Import 2 courses").click()
    main.get_by_role("heading", name="2 courses are in your log").wait_for()
    faults["imported"] = faults_of(page)
    page.goto(f"{empty_site.url}/import")
    faults["earlier imports"] = faults_of(page)
    page.goto(f"{empty_site.url}/calendar")
    main.get_by_role("button", name="Make a private address").click()
    faults["calendar address"] = faults_of(page)
    page.context.close()
    assert {where: found for where, found in faults.items() if found} == {}
