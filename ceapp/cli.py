"""The `ceapp` command: thin words around what the features do."""

from __future__ import annotations

import sys

import click

from ceapp.errors import CeappError


class OneLine(click.Group):
    """A group that says what is wrong in one line, with exit status 2."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn our own errors into their sentence."""
        try:
            return super().invoke(ctx)
        except CeappError as error:
            click.echo(f"ceapp: {error}", err=True)
            sys.exit(2)


@click.group(cls=OneLine)
def main() -> None:
    """Good Standing: log continuing education once, see what every license still needs."""
