"""An audit packet taken from its page in a real browser, with the script and without."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright")

from pypdf import PdfReader

from tests.browser.conftest import open_page


@pytest.mark.browser
@pytest.mark.parametrize("scripted", [True, False], ids=["with the script", "without"])
def test_a_packet_is_found_on_the_license_page_and_downloaded(
    demo_site, chromium, complaints, scripted
):
    page = open_page(chromium, complaints, base_url=demo_site.url, java_script_enabled=scripted)
    page.goto("/sign-in")
    page.fill("#email", demo_site.email)
    page.fill("#password", demo_site.password)
    page.click("main button[type=submit]")
    page.wait_for_url("**/")
    page.click("article.lic h3 a >> nth=0")
    page.click("text=See the audit packet")
    assert "hours are counted" in page.inner_text("h1")
    assert "Not in this packet" in page.inner_text("main")
    with page.expect_download() as download:
        page.click("text=Audit packet (PDF)")
    assert download.value.suggested_filename.startswith("audit-packet-us-")
    reader = PdfReader(Path(download.value.path()))
    assert "Audit packet" in reader.pages[0].extract_text()
    if scripted:
        page.wait_for_selector("text=The packet is in your downloads.")
    page.context.close()
