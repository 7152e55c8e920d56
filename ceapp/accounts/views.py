"""The pages of this feature."""

from __future__ import annotations

from flask import Blueprint

accounts = Blueprint("accounts", __name__)
