"""The wheel carries everything that serving needs, and nothing that running makes."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TRY_IT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import ceapp
from ceapp import create_app, db
from ceapp.config import Settings, sqlite_in
assert ceapp.__file__.startswith(sys.argv[1]), ceapp.__file__
folder = Path(sys.argv[2])
app = create_app(Settings(instance=folder, database_url=sqlite_in(folder), testing=True))
db.upgrade(app)
client = app.test_client()
rules = ("/rules/us-ca-lcsw", "/rules/topics/ethics")
for path in ("/", *rules, "/library", "/static/css/app.css", "/healthz"):
    assert client.get(path).status_code == 200, path
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_it_carries_templates_static_files_rules_articles_and_migrations(unpacked):
    package = unpacked / "ceapp"
    for name in (
        "templates/layouts/base.html",
        "static/css/app.css",
        "static/fonts/OFL.txt",
        "boards/us_ca/lcsw.toml",
        "boards/topics.toml",
        "boards/changes.toml",
        "migrations/env.py",
        "migrations/versions/0001_people_licenses_and_courses.py",
        "accounts/common_passwords.txt",
        "transfer/archive/export.schema.json",
    ):
        assert (package / name).is_file(), name
    assert len(list((package / "boards").glob("us_*/*.toml"))) == 212
    assert len(list((package / "library/articles").glob("*.md"))) >= 4


def test_it_carries_nothing_that_running_makes_and_no_tests(unpacked):
    names = [str(path.relative_to(unpacked)) for path in unpacked.rglob("*")]
    assert not [name for name in names if "sqlite" in name or "secret-key" in name]
    assert not [name for name in names if name.startswith(("tests", "instance", "benchmarks"))]


def test_its_pages_answer_where_no_checkout_is(unpacked, tmp_path):
    command = [sys.executable, "-I", "-c", TRY_IT, str(unpacked), str(tmp_path / "instance")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
