"""Finds the templates and static files, in a checkout and in an installed wheel."""

from __future__ import annotations

import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def _beside_or_inside(name: str) -> Path:
    # Inside first: an installed package's parent is site-packages, where another's folder may lie.
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


TEMPLATES = _beside_or_inside("templates")
STATIC = _beside_or_inside("static")
MIGRATIONS = PACKAGE / "migrations"


def default_instance() -> Path:
    """Give the folder that holds the database and key where no setting names one."""
    if (PACKAGE.parent / "pyproject.toml").is_file():
        return PACKAGE.parent / "instance"
    return Path(sys.prefix) / "var" / "ceapp-instance"
