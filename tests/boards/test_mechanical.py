"""The case files that are written by rule: one for each credential, and none out of date."""

from __future__ import annotations

import pytest

from ceapp.boards import catalog
from tests.boards import mechanical

IDS = [item.id for item in catalog.listing()]


def test_there_is_a_file_for_each_credential():
    files = {
        f"{p.parent.name.replace('_', '-')}-{p.stem}" for p in mechanical.FOLDER.rglob("*.toml")
    }
    assert files == set(IDS)


@pytest.mark.parametrize("credential_id", IDS)
def test_the_file_says_what_the_rules_say_now(credential_id):
    state, name = catalog.path_of(credential_id).parts[-2:]
    text = (mechanical.FOLDER / state / name).read_text(encoding="utf-8")
    # After a change that is meant: python -m tests.boards.mechanical, and read the difference.
    assert text == mechanical.text_of(catalog.load(credential_id))
