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
    from flask import Flask

    from ceapp import config, db, paths, web
    from ceapp.accounts import init_accounts
    from ceapp.certificates.views import certificates
    from ceapp.courses.views import courses
    from ceapp.inquiries.views import inquiries
    from ceapp.library.views import library
    from ceapp.licenses.views import licenses
    from ceapp.planning.views import planning
    from ceapp.renewals.views import renewals
    from ceapp.reports.views import reports
    from ceapp.rulebook.views import rulebook
    from ceapp.standing.views import standing

    settings = settings or config.from_environment()
    app = Flask(
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
        *(standing, licenses, courses, certificates, renewals, inquiries),
        *(planning, library, rulebook, reports),
    ):
        app.register_blueprint(blueprint)
    return app
