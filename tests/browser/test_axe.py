"""Every kind of page in a real browser: no accessibility fault, nothing cut off or blocked."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("playwright")

from axe_playwright_python.sync_playwright import Axe

THEMES = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "dark": ["color-contrast", "link-in-text-block"],  # what another set of colors can change
}
SIGNED_OUT = [
    "/",
    "/sign-in",
    "/sign-up",
    "/rules",
    "/rules?q=suicide",
    "/rules/topics",
    "/rules/topics/suicide-prevention",
    "/reset",
    "/reset/used",
    "/privacy",
    "/library",
    "/nothing-here",
    "/reminders/stop/x",
]
SIGNED_IN = [
    "/",
    "/courses",
    "/courses/new",
    "/courses/new?planned=1",
    "/compare",
    "/certificates",
    "/licenses",
    "/licenses/new",
    "/licenses/new/us-ca-lcsw",
    "/settings",
    "/settings/email",
    "/settings/passkeys/new",
    "/settings/password",
    "/settings/prove",
    "/settings/second-step",
    "/settings/reminders",
    "/settings/tokens",
    "/reports",
    "/import",
    "/export",
    "/calendar",
    "/leave",
    "/reports/transcript?from=soon",
    "/reports/transcript?from=2020-01-01&to=2099-01-01",
    "/library",
    "/library/topics/ethics",
    "/rules",
    "/rules/us-ca-lcsw",
    "/rules/us-ny-lcsw",
    "/own-rules",
    "/own-rules/new",
]
# Pages of one record: the first link of this shape on that page.
FOUND_ON = {
    "/": r"/licenses/\d+",
    "/courses": r"/courses/\d+",
    "/licenses": r"/licenses/\d+/edit",
    "/reports": r"/reports/licenses/\d+",
    "/library": r"/library/[a-z0-9-]+",
}
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}


def faults_of(page):
    """Give what axe finds on the page that is open, in light and in dark, shortened for reading."""
    found = []
    for theme, only in THEMES.items():
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        options = {"runOnly": only, "resultTypes": ["violations"]}
        faults = Axe().run(page, options=options).response["violations"]
        found += [(theme, one["id"], one["nodes"][0]["html"][:120]) for one in faults]
    return found


def faults_at(context, url):
    """Open `url` and give everything that is wrong with how it looks."""
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    answer = page.goto(url)
    faults = faults_of(page)
    if answer.status >= 500:
        faults.append(("fails", answer.status))
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        faults.append(("scrolls sideways", page.evaluate("document.documentElement.scrollWidth")))
    faults += [("blocked", text) for text in said if "Content Security Policy" in text]
    page.close()
    return faults


def first_link(page, shape):
    """Give the first address on the open page that looks like `shape`."""
    links = page.eval_on_selector_all("main a[href]", "links => links.map(link => link.pathname)")
    return next(link for link in links if re.fullmatch(shape, link))


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
def test_no_page_has_an_accessibility_fault(demo_site, chromium, size):
    width, height = SIZES[size]
    context = chromium.new_context(
        base_url=demo_site.url, viewport={"width": width, "height": height}
    )
    page = context.new_page()
    faults = {url: faults_at(context, url) for url in SIGNED_OUT}
    page.goto("/sign-in")
    page.click("main button[type=submit]")
    page.wait_for_selector(".errors")
    faults["/sign-in with faults"] = faults_of(page)
    page.fill("#email", demo_site.email)
    page.fill("#password", demo_site.password)
    page.click("main button[type=submit]")
    page.wait_for_url("**/")
    for url in SIGNED_IN:
        faults[f"{url}, signed in"] = faults_at(context, url)
    for url, shape in FOUND_ON.items():
        page.goto(url)
        found = first_link(page, shape)
        faults[found] = faults_at(context, found)
    page.goto("/courses/new")
    page.press("#title", "Enter")
    page.wait_for_selector(".errors")
    faults["/courses/new with faults"] = faults_of(page)
    context.close()
    assert {url: found for url, found in faults.items() if found} == {}


@pytest.mark.browser
def test_axe_would_find_a_fault(chromium):
    page = chromium.new_page()
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><input></main></html>')
    assert [fault[:2] for fault in faults_of(page)] == [("light", "label")]
    page.close()
