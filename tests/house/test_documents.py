"""The documents name every setting, command and page, and no machine."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from ceapp.cli import COMMANDS
from ceapp.config import ENVIRONMENT

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
HOSTING = (ROOT / "docs/hosting.md").read_text("utf-8")
UNTRACKED = {".venv", ".git", "instance", "__pycache__", ".hypothesis"}
UNTRACKED |= {".pytest_cache", ".ruff_cache", ".mypy_cache"}


def tracked():
    """Give the files that are ours: what git tracks, or all of an unpacked archive."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return done.stdout.split("\0")[:-1]
    files = (file.relative_to(ROOT) for file in ROOT.rglob("*") if file.is_file())
    return [str(file) for file in files if UNTRACKED.isdisjoint(file.parts)]


TRACKED = [name for name in tracked() if not name.startswith("static/fonts/")]


@pytest.mark.parametrize("setting", ENVIRONMENT)
def test_the_hosting_page_names_every_setting(setting):
    assert f"`{setting}`" in HOSTING


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command):
    assert f"ceapp {command}" in README


def test_the_readme_names_every_target_of_make():
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for target in targets:
        assert f"`make {target}`" in README, target


def test_links_between_documents_lead_somewhere():
    for page in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        for link in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_changelog_names_this_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_locks_hold_hashes_and_no_host():
    for lock in ROOT.glob("requirements/*.txt"):
        text = lock.read_text("utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text


@pytest.mark.parametrize("name", TRACKED)
def test_no_file_names_a_machine_or_carries_a_secret(name):
    file = ROOT / name
    if not file.is_file() or b"\0" in (content := file.read_bytes())[:4000]:
        return
    text = content.decode("utf-8")
    places = "|".join(["work", "root", "home", "farm"])
    assert not re.search(rf"(?<![\w.~])/(?:{places})/[A-Za-z.]", text), "a path of one machine"
    assert "BEGIN PRIVATE" + " KEY" not in text
