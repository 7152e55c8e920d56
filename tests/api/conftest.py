"""Scripts with tokens, as they call the interface."""

from __future__ import annotations

import pytest

from ceapp.api.actions import make_token
from ceapp.api.scopes import SCOPES
from tests import factories


class Script:
    """What a person's script sends."""

    def __init__(self, client, token):
        self.client, self.token = client, token

    def __call__(self, method, path, *, etag=None, key=None, **sent):
        headers = {"Authorization": f"Bearer {self.token}"}
        headers |= {"If-Match": etag} if etag else {}
        headers |= {"Idempotency-Key": key} if key else {}
        return self.client.open(f"/api/v1{path}", method=method, headers=headers, **sent)


def script_of(app, person, *scopes):
    return Script(
        app.test_client(),
        make_token(person.id, "Sheet", scopes or SCOPES, now=factories.NOW),
    )


@pytest.fixture
def script(app, person):
    """Alice's script, which may do everything."""
    return script_of(app, person)


@pytest.fixture
def strangers_script(app, stranger):
    return script_of(app, stranger)
