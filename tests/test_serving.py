"""`ceapp serve`: where it listens, what it refuses, and that it answers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from ceapp.cli import main

CEAPP = Path(sys.executable).with_name("ceapp")
KEPT = {"PATH", "HOME", "LANG", "PYTHONPATH"}


def environment(tmp_path, **settings):
    kept = {name: value for name, value in os.environ.items() if name in KEPT}
    return {**kept, "CEAPP_INSTANCE": str(tmp_path / "instance"), **settings}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def refused(tmp_path, *arguments, **settings):
    """Run `ceapp serve`, which must refuse, and give its one line."""
    done = CliRunner().invoke(main, ["serve", *arguments], env=environment(tmp_path, **settings))
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    return done.stderr


def test_another_host_is_refused_while_passwords_would_cross_in_the_clear(tmp_path):
    line = refused(tmp_path, "--host", "192.0.2.1")
    assert "CEAPP_PUBLIC_URL=https://" in line
    assert not (tmp_path / "instance").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CEAPP_WORKERS", "many"),
        ("CEAPP_PUBLIC_URL", "http://ce.example.org"),
        ("DATABASE_URL", "mysql://x"),
        ("CEAPP_SECRET_KEY", "short"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(tmp_path, name, value):
    assert name in refused(tmp_path, **{name: value})


def test_a_taken_port_is_said_in_a_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"port {port}" in refused(tmp_path, "--port", str(port))


def test_it_makes_the_database_answers_and_stops_when_told(tmp_path):
    port = free_port()
    server = subprocess.Popen(
        [CEAPP, "serve", "--port", str(port)],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout.readline().startswith(f"Good Standing is at http://127.0.0.1:{port}")
        for _ in range(100):
            try:
                with urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
                    assert answer.read() == b"ok\n"
                break
            except URLError:
                time.sleep(0.1)
        else:
            pytest.fail("the server did not answer within ten seconds")
        database = tmp_path / "instance" / "good-standing.sqlite3"
        assert database.stat().st_mode & 0o077 == 0
    finally:
        server.send_signal(signal.SIGTERM)
        _, errors = server.communicate(timeout=20)
    assert server.returncode == 0, errors
    assert "Traceback" not in errors


def test_somebody_who_sends_slowly_holds_nobody_up(tmp_path):
    port = free_port()
    server = subprocess.Popen(
        [CEAPP, "serve", "--port", str(port)],
        env=environment(tmp_path, CEAPP_WORKERS="1"),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        server.stdout.readline()
        wait_for(port)
        with socket.create_connection(("127.0.0.1", port)) as slow:
            slow.sendall(
                b"POST /certificates HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n"
                b"Content-Type: application/x-www-form-urlencoded\r\n\r\nx"
            )
            time.sleep(0.5)  # the only process has begun to wait for the rest
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                assert answer.status == 200
    finally:
        server.terminate()
        server.wait(timeout=30)
        server.stdout.close()


def wait_for(port):
    """Wait until the server on `port` answers."""
    for _ in range(150):
        try:
            urlopen(f"http://127.0.0.1:{port}/healthz").close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not answer within fifteen seconds")
