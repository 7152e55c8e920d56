"""A rules page of every state in a real browser: no accessibility fault, nothing cut off.

Every credential's page has the same parts; that each of the 212 renders, and what stands on it, is
tested without a browser.
"""

from __future__ import annotations

from itertools import groupby

import pytest

pytest.importorskip("playwright")

from ceapp.boards import catalog
from tests.browser.test_axe import THEMES, Axe

PHONE = {"width": 390, "height": 844}
OPTIONS = {"runOnly": THEMES["light"], "resultTypes": ["violations"]}


def one_of_each_state():
    """Give a credential of every state, of another profession from state to state."""
    groups = groupby(catalog.listing(), key=lambda item: item.jurisdiction)
    for number, (_state, items) in enumerate(groups):
        of_state = list(items)
        yield of_state[number % len(of_state)].id


@pytest.mark.browser
def test_no_states_rules_page_has_an_accessibility_fault_or_scrolls_sideways(demo_site, chromium):
    context = chromium.new_context(base_url=demo_site.url, viewport=PHONE)
    page = context.new_page()
    faults = {}
    for credential_id in one_of_each_state():
        page.goto(f"/rules/{credential_id}", wait_until="domcontentloaded")
        violations = Axe().run(page, options=OPTIONS).response["violations"]
        found = [(one["id"], one["nodes"][0]["html"][:120]) for one in violations]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("scrolls sideways")
        if found:
            faults[credential_id] = found
    context.close()
    assert faults == {}
