"""Serves the app to browsers: brings the database up to date, then hands over to gunicorn."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from ceapp import config, create_app, db
from ceapp.clock import now
from ceapp.engines import POSTGRESQL
from ceapp.errors import BadInput, SettingsError
from ceapp.mail.sending import outbox
from ceapp.reminders import hourly
from ceapp.transfer.actions import erase_old_drafts

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Engine

_SECONDS_TO_FINISH = 20
# A browser opens connections before it needs them, and a phone may lose one half way. A process
# without threads would wait half a minute for each of them, and answer nobody meanwhile.
_THREADS = 8
_KEEPS = ("fsync", "full_page_writes", "synchronous_commit")
_SECONDS_OF_SILENCE = 10  # in the middle of a request; then its thread is needed for others


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
def serve(port: int, host: str) -> None:
    """Serve the app; the database is made and brought up to date first."""
    settings = config.from_environment()
    check_host(host, settings)
    check_port(host, port)
    address = settings.public_url if settings.https else f"http://{_in_url(host)}:{port}"
    if not os.environ.get("CEAPP_PUBLIC_URL"):
        settings = replace(settings, public_url=address)  # links in mails lead to this port
    app = create_app(settings)
    db.upgrade(app)
    with app.app_context():
        erase_old_drafts(now=now())
        check_database_keeps(db.db.engine)
        db.db.engine.dispose()  # no connection may be shared with the processes that start now
    click.echo(f"Good Standing is at {address} (Ctrl+C stops it).")
    if settings.smtp is None:
        click.echo(f"No mail server is set: mail is put as files into {outbox(settings)}.")
    run(app, bind=f"{_in_url(host)}:{port}", workers=settings.workers)


def check_host(host: str, settings: config.Settings) -> None:
    """Refuse to send passwords in the clear over a network."""
    if host not in config.LOOPBACK and not settings.https:
        raise SettingsError(
            f"--host {host} opens the app to other machines, and passwords would cross the network "
            "unprotected. Put it behind https and set CEAPP_PUBLIC_URL=https://your.address first."
        )


def check_database_keeps(engine: Engine) -> None:
    """Refuse a PostgreSQL that may forget at a power cut what people were told is saved."""
    if engine.dialect.name != POSTGRESQL:
        return
    with engine.connect() as connection:
        for setting in _KEEPS:
            if connection.exec_driver_sql(f"SHOW {setting}").scalar() == "off":
                raise SettingsError(
                    f"The PostgreSQL server has {setting} = off, so records that people were told "
                    f"are saved could be lost at a power cut. Set {setting} = on."
                )


def check_port(host: str, port: int) -> None:
    """Say in a sentence that the port is taken, or the host not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BadInput(
                f"Cannot listen on {host}, port {port}: {error.strerror}. "
                f"Choose another port: ceapp serve --port {port % 65535 + 1}"
            ) from error


def run(app: Flask, *, bind: str, workers: int) -> None:
    """Serve until stopped; a request under way is finished first."""
    # gunicorn is for Unix only; importing it here lets the other commands run anywhere.
    from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

    settings: config.Settings = app.extensions["ceapp.settings"]
    beside: list[subprocess.Popen[bytes]] = []
    options = {
        "bind": bind,
        "workers": workers,
        "worker_class": "gthread",
        "threads": _THREADS,
        "when_ready": lambda server: _begin(server, settings, beside),
        "on_exit": lambda _server: _end(beside),
        "preload_app": True,
        "graceful_timeout": _SECONDS_TO_FINISH,
        "accesslog": None,
        "loglevel": "error",  # a warning names the address of whoever sent what cannot be read
        "control_socket_disable": True,
    }

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            return app

    Server().run()


def _begin(server: Any, settings: config.Settings, beside: list[subprocess.Popen[bytes]]) -> None:
    _end_silent_requests(server)
    if settings.reminds:
        own = {"CEAPP_INSTANCE": str(settings.instance), "CEAPP_PUBLIC_URL": settings.public_url}
        beside.append(hourly.start({**os.environ, **own}))


def _end(beside: list[subprocess.Popen[bytes]]) -> None:
    for process in beside:
        process.terminate()


def _end_silent_requests(server: Any) -> None:
    # Connections take over what their listener was told (socket(7) of Linux; nothing elsewhere).
    limit = struct.pack("@ll", _SECONDS_OF_SILENCE, 0)
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
