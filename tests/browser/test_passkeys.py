"""Passkeys in a real browser, with a virtual authenticator in the place of a phone."""

from __future__ import annotations

import os

import pytest

from tests.browser.conftest import free_port, open_page, serving

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PASSWORD = "four quiet rivers"


@pytest.fixture
def named_site(tmp_path):
    """A server whose address has a name: passkeys refuse numbers."""
    port = free_port()
    url = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "CEAPP_INSTANCE": str(tmp_path / "instance"),
        "CEAPP_PUBLIC_URL": url,
    }
    with serving(environment, port=port):
        yield url


def with_authenticator(page):
    """Give the page's browser a key that is always at hand, and the way to command it."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return tools, made["authenticatorId"]


def sign_up(page, url):
    page.goto(f"{url}/sign-up")
    page.get_by_label("Name").fill("Dana Whitfield")
    page.get_by_label("E-mail").fill("dana@example.com")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    page.wait_for_url("**/licenses/new")


def sign_out(page, url):
    page.goto(f"{url}/settings")
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url(f"{url}/")


def add_passkey(page, url, name="My laptop"):
    page.goto(f"{url}/settings")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of this passkey").fill(name)
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_text("Your passkey is added").wait_for()


@pytest.mark.browser
def test_a_passkey_is_added_signs_in_and_is_removed(chromium, named_site, complaints):
    page = open_page(chromium, complaints, viewport={"width": 390, "height": 844})
    tools, key = with_authenticator(page)
    sign_up(page, named_site)
    add_passkey(page, named_site)
    assert "My laptop added" in page.get_by_role("main").inner_text()

    sign_out(page, named_site)
    page.goto(f"{named_site}/sign-in?next=/courses")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{named_site}/courses")
    page.goto(f"{named_site}/settings")
    assert "My laptop used" in page.get_by_role("main").inner_text()
    page.get_by_text("Security log", exact=True).click()
    assert "Signed in with a passkey" in page.get_by_role("main").inner_text()

    page.get_by_role("button", name="Remove the passkey My laptop").click()
    page.get_by_text("The passkey is removed").wait_for()
    sign_out(page, named_site)
    page.goto(f"{named_site}/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The passkey could not be used").wait_for()
    assert page.url.startswith(f"{named_site}/sign-in")
    assert tools.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]
    page.context.close()


@pytest.mark.browser
def test_a_key_whose_person_did_not_show_themselves_is_refused(chromium, named_site, complaints):
    page = open_page(chromium, complaints)
    tools, key = with_authenticator(page)
    sign_up(page, named_site)
    add_passkey(page, named_site)
    sign_out(page, named_site)
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.goto(f"{named_site}/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("No passkey was used").wait_for()
    page.goto(f"{named_site}/settings")
    assert page.url.startswith(f"{named_site}/sign-in")
    page.context.close()


@pytest.mark.browser
def test_an_answer_is_taken_once(chromium, named_site, complaints):
    page = open_page(chromium, complaints)
    with_authenticator(page)
    sign_up(page, named_site)
    add_passkey(page, named_site)
    sign_out(page, named_site)
    page.goto(f"{named_site}/sign-in")
    before = page.context.cookies()
    with page.expect_request("**/sign-in/passkey") as caught:
        page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{named_site}/")

    thief = chromium.new_context()
    thief.add_cookies(before)  # with the very cookie that the question stood in
    again = thief.request.post(
        f"{named_site}/sign-in/passkey",
        data=caught.value.post_data,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        max_redirects=0,
    )
    assert again.headers["location"] == "/sign-in"
    thief.close()
    page.context.close()


@pytest.mark.browser
def test_one_device_has_one_passkey_of_an_account(chromium, named_site, complaints):
    page = open_page(chromium, complaints)
    with_authenticator(page)
    sign_up(page, named_site)
    add_passkey(page, named_site)
    page.goto(f"{named_site}/settings/passkeys/new")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_text("This device has a passkey for your account already").wait_for()
    page.context.close()
