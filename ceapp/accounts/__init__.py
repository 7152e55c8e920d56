"""People's accounts: signing up, signing in, and what they may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_accounts(app: Flask) -> None:
    """Register the account pages and tell Flask-Login who is signed in."""
    from flask_login import current_user

    from ceapp.accounts import (  # noqa: F401 - each hangs its pages on the blueprint
        code_views,
        email_views,
        passkey_views,
        reset_views,
        second_step_views,
        settings_views,
        views,
    )
    from ceapp.accounts.blueprint import accounts
    from ceapp.accounts.sessions import login_manager
    from ceapp.mail.sending import sends_mail

    # As a global it is looked up only where a page names it: the page that says that the database
    # is away must not ask the database who is signed in.
    login_manager.init_app(app, add_context_processor=False)
    app.jinja_env.globals.update(current_user=current_user, sends_mail=sends_mail)
    app.register_blueprint(accounts)
