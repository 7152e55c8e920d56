"""The programming interface: a person's own records for their own scripts, by personal tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_api(app: Flask) -> None:
    """Register what scripts call, the pages that make tokens, and their place in the settings."""
    from ceapp.accounts.sections import Section, register
    from ceapp.api import (
        answers,
        certificates,
        courses,
        licenses,
        openapi,
        queries,
        renewals,
        token_views,
    )
    from ceapp.api.blueprint import PREFIX, api
    from ceapp.web import csrf
    from ceapp.web.error_pages import answer_beneath

    for part in (licenses, renewals, courses, certificates, openapi):
        assert part.__name__  # noqa: S101 - each hangs its routes on the blueprint
    csrf.exempt(api)  # a token comes in a header, which no other site's page can send
    app.register_blueprint(api)
    app.register_blueprint(token_views.tokens)
    answer_beneath(app, f"{PREFIX}/", answers.http_problem)
    register(
        app,
        Section(
            title="Scripts",
            says=queries.say_tokens,
            links=(("Personal tokens", "tokens.index"),),
            place=70,
        ),
    )
