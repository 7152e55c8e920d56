"""The pages of this feature."""

from __future__ import annotations

from flask import Blueprint

courses = Blueprint("courses", __name__)
