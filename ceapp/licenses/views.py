"""The pages of this feature."""

from __future__ import annotations

from flask import Blueprint

licenses = Blueprint("licenses", __name__)
