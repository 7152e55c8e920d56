"""The `ceapp` command."""

from __future__ import annotations

import click


@click.group()
def main() -> None:
    """Good Standing: continuing education, exactly."""
