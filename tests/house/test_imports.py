"""Who may import whom: the arrows of the house point one way."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "ceapp"
FEATURES = [
    "accounts", "own_rules", "licenses", "courses", "certificates", "standing", "renewals",
    "inquiries", "planning", "library", "rulebook", "reports", "reminders", "transfer", "api",
    "demo",
]  # fmt: skip
STANDARD = {
    "__future__", "calendar", "collections", "dataclasses", "datetime", "decimal", "difflib",
    "enum", "fractions", "functools", "itertools", "math", "re", "tomllib", "typing",
}  # fmt: skip
SHARED = {"ceapp.db", "ceapp.engines", "ceapp.clock", "ceapp.errors", "ceapp.paths", "ceapp.config"}
KNOW_NO_FEATURE = [PACKAGE / "db.py", PACKAGE / "engines.py"]
KNOW_NO_FEATURE += [
    file for name in ("web", "mail") for file in sorted((PACKAGE / name).rglob("*.py"))
]
# The commands that make a whole app stand beside the command line, not inside the house.
COMMANDS = {f"{name}/commands.py" for name in ("accounts", "demo", "reminders", "upkeep")}
COMMANDS |= {"serving.py", "cli.py", "__init__.py"}


def imports_of(file):
    """Give every module that a file imports, wherever in the file it does."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports name the whole path here"
            found.add(node.module)
            # `from ceapp import db` imports a module, `from ceapp.db import db` a name.
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def files(folder):
    return sorted((PACKAGE / folder).rglob("*.py"))


def name_of(file):
    return str(file.relative_to(PACKAGE))


ALL = [file for file in files("") if "migrations" not in file.parts]


def inside(module, *packages):
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def ours(modules):
    return {module for module in modules if inside(module, "ceapp")}


@pytest.mark.parametrize("file", files("rules"), ids=name_of)
def test_the_heart_imports_the_standard_library_and_itself_only(file):
    for module in imports_of(file):
        assert inside(module, "ceapp.rules") or module.split(".")[0] in STANDARD, module


@pytest.mark.parametrize("file", files("boards"), ids=name_of)
def test_boards_import_the_heart_and_no_feature(file):
    for module in ours(imports_of(file)):
        assert inside(module, "ceapp.rules", "ceapp.boards", *SHARED) or module == "ceapp", module


@pytest.mark.parametrize("file", KNOW_NO_FEATURE, ids=name_of)
def test_what_features_share_knows_no_feature(file):
    for module in imports_of(file):
        assert not inside(module, *(f"ceapp.{feature}" for feature in FEATURES)), module


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_imports_only_earlier_ones(feature):
    later = FEATURES[FEATURES.index(feature) + 1 :]
    for file in files(feature):
        if name_of(file) in COMMANDS:
            continue
        for module in imports_of(file):
            assert not inside(module, *(f"ceapp.{name}" for name in later)), f"{file}: {module}"


@pytest.mark.parametrize("file", files("upkeep"), ids=name_of)
def test_upkeep_knows_tables_and_no_feature(file):
    """A copy holds every table as it is in the database, whatever feature it is of."""
    for module in ours(imports_of(file)):
        made = module == "ceapp.create_app" and file.name == "commands.py"
        assert inside(module, "ceapp.upkeep", *SHARED) or module == "ceapp" or made, module


@pytest.mark.parametrize("feature", FEATURES)
def test_no_feature_knows_of_upkeep(feature):
    for file in files(feature):
        assert not any(inside(module, "ceapp.upkeep") for module in imports_of(file)), file


@pytest.mark.parametrize("file", sorted(PACKAGE.glob("*/forms.py")), ids=name_of)
def test_forms_never_touch_the_database(file):
    for module in imports_of(file):
        assert not inside(module, "ceapp.db", "sqlalchemy", "flask_sqlalchemy"), module
        assert not module.endswith((".queries", ".actions")), module


@pytest.mark.parametrize("file", sorted(PACKAGE.glob("*/actions.py")), ids=name_of)
def test_actions_never_know_flask(file):
    for module in imports_of(file):
        assert module.split(".")[0] not in {"flask", "flask_login", "flask_wtf"}, module


@pytest.mark.parametrize("file", sorted(PACKAGE.glob("*/models.py")), ids=name_of)
def test_tables_import_the_database_and_the_vocabulary(file):
    for module in ours(imports_of(file)):
        tables = (f"ceapp.{feature}.models" for feature in FEATURES)
        assert inside(module, "ceapp.db", "ceapp.rules.vocabulary", *tables), module


@pytest.mark.parametrize(
    "file",
    [
        PACKAGE / "certificates/audit_list.py",
        PACKAGE / "standing/assemble.py",
        PACKAGE / "library/suggestions.py",
        PACKAGE / "reminders/schedule.py",
    ],
    ids=name_of,
)
def test_pure_parts_of_features_import_the_heart_only(file):
    for module in ours(imports_of(file)):
        assert inside(module, "ceapp.rules"), module


@pytest.mark.parametrize("file", ALL, ids=name_of)
def test_only_standing_decides_standings(file):
    if not inside(f"ceapp.{'.'.join(file.relative_to(PACKAGE).parts)}", "ceapp.standing"):
        decides = "ceapp.rules.standing.decide_standing" in imports_of(file)
        assert not decides, "take the standing from ceapp.standing"


@pytest.mark.parametrize("file", ALL, ids=name_of)
def test_nobody_imports_the_command_line_or_the_app_factory(file):
    if name_of(file) not in COMMANDS:
        assert not {"ceapp.cli", "ceapp.create_app"} & imports_of(file)


@pytest.mark.parametrize("file", ALL, ids=name_of)
def test_queries_stand_in_queries_and_writes_in_actions(file):
    if file.name == "views.py":
        text = file.read_text(encoding="utf-8")
        assert "db.session" not in text, "a view neither reads nor writes the database itself"


def test_importing_the_heart_loads_no_flask():
    code = "import sys, ceapp.rules.standing; print('flask' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
