"""The pages of this feature."""

from __future__ import annotations

from flask import Blueprint

rulebook = Blueprint("rulebook", __name__)
