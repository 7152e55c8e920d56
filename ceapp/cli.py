"""The `ceapp` command: thin words around what the features do."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from ceapp.errors import CeappError

# Where each command lives; its module is imported only when the command is called.
COMMANDS = {
    "backup": "ceapp.upkeep.commands:backup",
    "certificates": "ceapp.certificates.commands:certificates",
    "db": "ceapp.upkeep.commands:database",
    "demo": "ceapp.demo.commands:demo",
    "invite": "ceapp.accounts.commands:invite",
    "remind": "ceapp.reminders.commands:remind",
    "restore": "ceapp.upkeep.commands:restore",
    "rules": "ceapp.boards.commands:rules",
    "serve": "ceapp.serving:serve",
    "standing": "ceapp.standing.commands:standing",
}


class OneLine(click.Group):
    """A group that loads its commands when called, and says what is wrong in one line."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn our own errors into their sentence, with exit status 2."""
        try:
            return super().invoke(ctx)
        except (CeappError, click.UsageError) as error:
            said = error.format_message() if isinstance(error, click.UsageError) else str(error)
            click.echo(f"ceapp: {said}", err=True)
            sys.exit(2)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Name the commands."""
        return sorted(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Load one command."""
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.group(cls=OneLine)
def main() -> None:
    """Good Standing: log continuing education once, see what every license still needs."""
