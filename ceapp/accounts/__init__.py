"""People's accounts: signing up, signing in, and what they may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_accounts(app: Flask) -> None:
    """Register the account pages and tell Flask-Login who is signed in."""
    from flask_login import current_user

    from ceapp.accounts.sessions import login_manager
    from ceapp.accounts.views import accounts

    # As a global it is looked up only where a page names it: the page that says that the database
    # is away must not ask the database who is signed in.
    login_manager.init_app(app, add_context_processor=False)
    app.jinja_env.globals["current_user"] = current_user
    app.register_blueprint(accounts)
