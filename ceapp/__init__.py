"""Good Standing: log continuing education once, see what every license still needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from ceapp.config import Settings

__all__ = ["create_app"]


def create_app(settings: Settings | None = None) -> Flask:
    """Make the web app from `settings`, or from the environment.

    The imports stand inside so that `import ceapp.rules` loads no Flask.
    Raises `SettingsError` with a sentence that names the setting at fault.
    """
    from ceapp import config, db, paths, web
    from ceapp.accounts import init_accounts
    from ceapp.api import init_api
    from ceapp.certificates.views import certificates
    from ceapp.courses.views import courses
    from ceapp.inquiries.views import inquiries
    from ceapp.library.views import library
    from ceapp.licenses.views import licenses
    from ceapp.own_rules.views import own_rules
    from ceapp.planning.views import planning
    from ceapp.reminders.views import reminders
    from ceapp.renewals.views import renewals
    from ceapp.reports.views import reports
    from ceapp.rulebook.views import rulebook
    from ceapp.standing.views import standing
    from ceapp.transfer.views import transfer
    from ceapp.web.app import App

    settings = settings or config.from_environment()
    app = App(
        "ceapp",
        template_folder=str(paths.TEMPLATES),
        static_folder=str(paths.STATIC),
        instance_path=str(settings.instance),
    )
    config.apply(app, settings)
    db.init_app(app)
    web.init_app(app)
    init_accounts(app)
    for blueprint in (
        *(standing, own_rules, licenses, courses, certificates, renewals, inquiries),
        *(planning, library, rulebook, reports, transfer, reminders),
    ):
        app.register_blueprint(blueprint)
    init_api(app)
    return app
