"""Templates carry no leftovers, nothing inline, and nothing from elsewhere."""

from __future__ import annotations

import re

import pytest

from ceapp import paths

FILES = sorted(paths.TEMPLATES.rglob("*.html"))
TEXTS = {str(file.relative_to(paths.TEMPLATES)): file.read_text("utf-8") for file in FILES}
PYTHON = "\n".join(file.read_text("utf-8") for file in paths.PACKAGE.rglob("*.py"))


def macros():
    for name, text in TEXTS.items():
        for macro in re.findall(r"{%-? macro (\w+)", text):
            yield pytest.param(name, macro, id=f"{name}: {macro}")


@pytest.mark.parametrize(("name", "macro"), list(macros()))
def test_every_macro_is_called(name, macro):
    calls = sum(len(re.findall(rf"\b{macro}\(", text)) for text in TEXTS.values())
    assert calls > 1, f"{macro} of {name} is defined and never called"


@pytest.mark.parametrize("name", TEXTS)
def test_every_imported_macro_is_called_where_it_is_imported(name):
    text = TEXTS[name]
    for line in re.findall(r"{%-? from [^%]+ import ([^%]+?)( with context)? -?%}", text):
        for macro in re.split(r"\s*,\s*", line[0].strip()):
            word = macro.split(" as ")[-1].strip()
            assert len(re.findall(rf"\b{word}\b", text)) > 1, f"{word} is imported and not used"


@pytest.mark.parametrize("name", TEXTS)
def test_every_template_is_used(name):
    others = "\n".join(text for other, text in TEXTS.items() if other != name)
    used = name in others or name in PYTHON
    error_page = re.fullmatch(r"errors/\d{3}\.html", name)
    assert used or error_page, f"nothing renders {name}"


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(name):
    text = TEXTS[name]
    styled = (
        "" if name.endswith("mail.html") else r"\sstyle=|"
    )  # no mail program reads other styles
    assert not re.search(rf"{styled}<style|\son[a-z]+=", text), "the policy forbids inline code"
    assert not re.search(r"<script(?![^>]*\bsrc=)", text), "scripts are files"
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), "files are our own"
    if name != "components/icons.html":  # its shapes are constants of the same file
        assert "|safe" not in text.replace(" ", ""), "what is safe is Markup where it is made"
