"""`ceapp demo`: fills an instance with the demo account and says how to sign in."""

from __future__ import annotations

import json
import secrets

import click

from ceapp import clock, config, create_app, db
from ceapp.demo import records
from ceapp.demo.actions import make_demo


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print e-mail and password as JSON only.")
def demo(*, as_json: bool) -> None:
    """Fill the instance with a demo account full of believable records."""
    app = create_app(config.from_environment())
    db.upgrade(app)
    password = secrets.token_urlsafe(15)
    with app.app_context(), db.writing():
        make_demo(password=password, today=clock.today_in(records.TIME_ZONE), now=clock.now())
    if as_json:
        click.echo(json.dumps({"email": records.EMAIL, "password": password}))
        return
    click.echo(f"E-mail:   {records.EMAIL}")
    click.echo(f"Password: {password}")
