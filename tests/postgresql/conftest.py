"""Here every app stands on PostgreSQL."""

from __future__ import annotations

import pytest


@pytest.fixture
def settings(postgresql_settings):
    return postgresql_settings
