"""The pages of this feature."""

from __future__ import annotations

from flask import Blueprint

library = Blueprint("library", __name__)
