"""The standing pages against a bare page with sign-in, one query and as many bytes."""

from __future__ import annotations

import logging
import tempfile
from datetime import date, timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.bare_page import bare_client
from benchmarks.measure import in_turns, show
from ceapp import create_app, db
from ceapp.config import Settings, sqlite_in
from tests import factories, pages

OK = 200


def run() -> None:
    """Print the timings of the pages of a person with 3 licenses and 40 courses."""
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder)
        app = create_app(
            Settings(instance=instance, database_url=sqlite_in(instance), testing=True)
        )
        db.upgrade(app)
        client = _signed_in(app)
        token = pages.token(client, "/courses/new")
        bare = bare_client(Path(folder), size=len(client.get("/").data))
        show(
            "Pages, signed in",
            in_turns(
                {
                    "bare Flask page, 40 rows": lambda: bare.get("/page"),
                    "standing (home)": lambda: client.get("/"),
                    "license": lambda: client.get("/licenses/1"),
                    "courses": lambda: client.get("/courses"),
                    "course form": lambda: client.get("/courses/new"),
                    "would this count? (form and answer)": lambda: _would_count(client, token),
                    "compare 4 planned courses": lambda: client.get("/compare"),
                },
                rounds=15,
                calls=4,
            ),
        )


def _would_count(client: FlaskClient, token: str) -> None:
    """Ask the course form what a course would count for; nothing is saved."""
    course = {
        "title": "Boundaries, Gifts and Small Towns",
        "completed": (date.today() + timedelta(days=30)).isoformat(),  # noqa: DTZ011 - any day
        "planned": "y",
        "hours": "3",
        "topics-0-topic": "boundaries",
        "format": "live-online",
        "activity": "course",
        "approvals": "aswb-ace",
    }
    data = {**course, "csrf_token": token, "do": "would-count"}
    if client.post("/courses/new", data=data).status_code != OK:
        raise RuntimeError("the course form has a fault; its answer was not measured")


def _signed_in(app: Flask) -> FlaskClient:
    with app.app_context():
        person = factories.person()
        for credential in ("us-ca-lcsw", "us-ny-lcsw", "us-tx-lpc"):
            factories.license(user=person, credential_id=credential, expires=date(2027, 6, 30))
        for number in range(40):
            factories.course(
                user=person,
                title=f"Course {number}",
                provider=f"Provider {number}",
                completed=date(2025, 8, 1) + timedelta(days=10 * number),
                hours="1.5",
                topics={"ethics": "1.5"} if number % 3 == 0 else {"clinical": "1.5"},
            )
        for number in range(4):
            factories.course(
                user=person,
                title=f"Planned {number}",
                completed=date.today() + timedelta(days=30 + number),  # noqa: DTZ011 - any day
                hours="3",
                planned=True,
            )
        client: FlaskClient = factories.sign_in(app.test_client(), person)
        return client
