"""A real PostgreSQL for one run of the tests: no port, no password, nothing of it left behind."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

SECONDS_TO_START = 30
DEBIAN = "/usr/lib/postgresql"
# Tests lose nothing that matters when the machine goes down. These stand in the file of settings,
# not on the command line, so that a test can turn them on again.
FASTER = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


def programs():
    """Give the folder of PostgreSQL's programs, the newest version's; None where there is none."""
    folders = [path for path in Path(DEBIAN).glob("*/bin") if (path / "initdb").exists()]
    if folders:
        return max(folders, key=lambda path: float(path.parent.name))
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class Server:
    """PostgreSQL in a folder of its own, reached by a socket in that folder only."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="ceapp-pg"))
        self._databases = 0
        self._as = self._another_user()
        try:
            self._run("initdb", "-D", "data", "-U", "ceapp", "-A", "trust", "-E", "UTF8", "-N")
            with (self.folder / "data/postgresql.conf").open("a") as conf:
                conf.write(FASTER)
            self._process = self._start()
        except BaseException:
            shutil.rmtree(self.folder)
            raise

    def url(self, database="postgres"):
        """Give the address of one of its databases, as a host would write it."""
        return f"postgresql://ceapp@/{database}?host={self.folder}"

    def new_database(self, *, like="template0"):
        """Make a database and give its address; `like` names one to copy."""
        self._databases += 1
        name = f"test{self._databases}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {like}")
        return self.url(name)

    def sql(self, statement, database="postgres"):
        """Run one statement, which may be one that no transaction may hold."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def stop(self):
        """Stop it at once and remove its folder."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(timeout=20)
        shutil.rmtree(self.folder)

    def _another_user(self):
        # PostgreSQL refuses to run as root.
        if os.geteuid():
            return {}
        nobody = pwd.getpwnam("nobody")
        os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def _command(self, program, *arguments):
        plain = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        command = [str(programs() / program), *arguments]
        return command, {"cwd": self.folder, "env": plain, **self._as}

    def _run(self, program, *arguments):
        command, rest = self._command(program, *arguments)
        subprocess.run(command, check=True, capture_output=True, **rest)

    def _start(self):
        command, rest = self._command(
            "postgres", "-D", "data", "-k", str(self.folder), "-c", "listen_addresses="
        )
        with (self.folder / "log").open("w") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, **rest)
        for _ in range(SECONDS_TO_START * 20):
            said = (self.folder / "log").read_text()
            if "ready to accept connections" in said:
                return process
            if process.poll() is not None:
                break
            time.sleep(0.05)
        process.kill()
        process.wait()
        raise RuntimeError(f"PostgreSQL did not start:\n{said}")
