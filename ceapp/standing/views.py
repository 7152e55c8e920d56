"""The home page and a license's page."""

from __future__ import annotations

from flask import Blueprint

standing = Blueprint("standing", __name__)
