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
    port = () if "--port" in arguments else ("--port", str(free_port()))
    env = environment(tmp_path, **settings)
    done = CliRunner().invoke(main, ["serve", *port, *arguments], env=env)
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
        ("CEAPP_PUBLIC_URL", "http://["),
        ("CEAPP_PUBLIC_URL", "https://ce.example.org:port"),
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:////no-such-folder/x.sqlite3"),
        ("CEAPP_INSTANCE", "/dev/null/instance"),
        ("CEAPP_SECRET_KEY", "short"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(tmp_path, name, value):
    assert name in refused(tmp_path, **{name: value})


def test_a_database_that_is_none_is_said_in_a_sentence(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("Call the board on Monday about the ethics hours.\n" * 20)
    said = refused(tmp_path, DATABASE_URL=f"sqlite:///{file}")
    assert f"The database {file} cannot be used: file is not a database." in said


@pytest.mark.parametrize("spoil", [Path.mkdir, lambda key: key.write_bytes(b"\xff\xfe")])
def test_a_key_that_cannot_be_read_is_said_in_a_sentence(tmp_path, spoil):
    (tmp_path / "instance").mkdir()
    spoil(tmp_path / "instance" / "secret-key")
    assert "The key in " in refused(tmp_path)


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
        outbox = tmp_path / "instance" / "outbox"
        notice = f"No mail server is set: mail is put as files into {outbox}.\n"
        assert server.stdout.readline() == notice
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


def test_connections_that_say_nothing_keep_nobody_else_waiting(tmp_path):
    port = free_port()
    server = subprocess.Popen(
        [CEAPP, "serve", "--port", str(port)],
        env=environment(tmp_path, CEAPP_WORKERS="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    silent = []
    try:
        server.stdout.readline()
        upload = b"POST /certificates HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nx"
        for said in (b"", b"", b"GET /he", b"GET /healthz HTTP/1.1\r\nHost: loc", upload):
            silent.append(until_it_listens(port))
            silent[-1].sendall(said)
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=4) as answer:
            assert answer.read() == b"ok\n"
    finally:
        for one in silent:
            one.close()
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=20)


def until_it_listens(port):
    """Give a connection to a server that is about to start."""
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port))
        except ConnectionRefusedError:
            time.sleep(0.1)
    return pytest.fail("the server did not listen within ten seconds")
