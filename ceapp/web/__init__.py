"""What every feature's pages share; this package knows no feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from flask_wtf import CSRFProtect

from ceapp.db import begin_as_writer
from ceapp.web import assets, error_pages, filters, forms, headers, health, pictures

if TYPE_CHECKING:
    from flask import Flask

csrf = CSRFProtect()
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask) -> None:
    """Give the app its safety headers, CSRF check, filters, error pages and health check."""
    app.url_map.strict_slashes = False  # an address typed with a slash at its end is found too
    csrf.init_app(app)
    headers.init_app(app)
    filters.init_app(app)
    assets.init_app(app)
    app.jinja_env.globals.update(
        aria=forms.aria,
        ring_picture=pictures.ring_picture,
        bar_picture=pictures.bar_picture,
        grown_picture=pictures.grown_picture,
        limit_picture=pictures.limit_picture,
    )
    error_pages.init_app(app)
    app.register_blueprint(health.health)
    app.before_request(lambda: begin_as_writer(writes=request.method not in _READS))
