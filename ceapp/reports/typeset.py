"""From a template and data to a tagged PDF; no word of a person is ever read as markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

import typst

TEMPLATES = Path(__file__).parent / "typst"
_FONTS = TEMPLATES / "fonts"


# PDF/UA refuses a sign that no font can show. Then the machine's own fonts are asked, which costs
# time, and last the PDF is made without the standard: tagged all the same, the sign an empty box.
_OWN_FONTS, _ANY_FONT = {"ignore_system_fonts": True}, {"ignore_system_fonts": False}
_STANDARD: list[Literal["ua-1"]] = ["ua-1"]


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """Give the PDF of a template, packet or transcript, with `data`.

    The data go in as one JSON string that the template reads; the templates' folder is all that
    it can read besides.
    """
    sent = {"data": json.dumps(data, ensure_ascii=False)}
    for fonts in (_OWN_FONTS, _ANY_FONT):
        with suppress(typst.TypstError):
            return _compiled(template, sent, pdf_standards=_STANDARD, **fonts)
    return _compiled(template, sent, **_ANY_FONT)


def _compiled(template: str, sent: dict[str, str], **how: Any) -> bytes:
    made = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(_FONTS)],
        sys_inputs=sent,
        **how,
    )
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one piece, unlike pictures of pages
    return made
