"""A form without the right token changes nothing, and shows what was typed into it."""

from __future__ import annotations

import pytest

from tests import factories, pages


@pytest.mark.parametrize("given", ["", "made-up", "IjEi.aaaa.bbbb"])
def test_a_made_up_token_is_refused(signed_in, given):
    data = {"name": "Mallory", "time_zone": "America/Denver", "csrf_token": given}
    assert signed_in.post("/settings", data=data).status_code == 400


def test_a_form_opened_before_signing_out_and_in_shows_what_was_typed(signed_in, person):
    old = pages.token(signed_in, "/settings")
    pages.send(signed_in, "/sign-out", page="/settings")
    factories.sign_in(signed_in, person)
    data = {
        "name": "A long text <b>typed</b>",
        "current_password": "a secret of mine",
        "csrf_token": old,
    }
    response = signed_in.post("/settings", data=data)
    page = response.get_data(as_text=True)
    assert response.status_code == 400
    assert "This page was open too long" in page
    assert "A long text &lt;b&gt;typed&lt;/b&gt;" in page
    assert "a secret of mine" not in page
    assert old not in page
