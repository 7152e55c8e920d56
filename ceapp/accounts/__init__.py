"""People's accounts: signing up, signing in, and what they may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_accounts(app: Flask) -> None:
    """Register the account pages and tell Flask-Login who is signed in."""
    from ceapp.accounts.sessions import login_manager
    from ceapp.accounts.views import accounts

    login_manager.init_app(app)
    app.register_blueprint(accounts)
