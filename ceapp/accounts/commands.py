"""`ceapp invite`: makes a link with which one person can open an account."""

from __future__ import annotations

from datetime import timedelta

import click

from ceapp import clock, config, create_app, db
from ceapp.accounts.forms import looks_like_email
from ceapp.accounts.invitations import WORKS_FOR
from ceapp.accounts.invitations import invite as make_invitation
from ceapp.accounts.queries import password_of
from ceapp.errors import BadInput
from ceapp.mail.sending import link


@click.command()
@click.argument("email")
def invite(email: str) -> None:
    """Print a link with which EMAIL can open an account, once."""
    email = email.strip().lower()
    if not looks_like_email(email):
        raise BadInput(f"{email!r} is no e-mail address; write it like name@example.org.")
    app = create_app(config.from_environment())
    db.upgrade(app)
    with app.app_context(), db.writing():
        if password_of(email):
            raise BadInput(f"{email} has an account already.")
        token = make_invitation(email=email, now=clock.now())
        click.echo(link(f"/sign-up?invitation={token}"))
    days = WORKS_FOR // timedelta(days=1)
    click.echo(f"The link works once, for {days} days. Give it to {email} only.", err=True)
