"""Markdown to safe HTML: no raw HTML, no pictures, no link that could run anything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

_SAFE_LINK = re.compile(r"https?://|#|/(?!/)")


def is_safe_link(url: str) -> bool:
    """Say whether `url` is a web address, a place on this page, or a page of this site."""
    return _SAFE_LINK.match(url) is not None


def is_web_address(url: str) -> bool:
    """Say whether `url` leads to another site."""
    return url.startswith(("https://", "http://"))


class _SafeMarkdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name that markdown-it calls
        return is_safe_link(url)


def _link_open(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    if is_web_address(str(token.attrGet("href") or "")):
        token.attrSet("rel", "noreferrer")
    return renderer.renderToken(tokens, index, options, env)


_markdown = _SafeMarkdown("commonmark", {"html": False}).disable("image")
_markdown.add_render_rule("link_open", _link_open)


def parse(text: str) -> list[Token]:
    """Read Markdown into tokens."""
    return _markdown.parse(text)


def to_html(tokens: Sequence[Token]) -> Markup:
    """Write tokens as HTML that a template may show as it is."""
    # What was typed as HTML is text by now, and links were judged: see `_SafeMarkdown`.
    return Markup(_markdown.renderer.render(tokens, _markdown.options, {}))  # noqa: S704


def split_at_headings(tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Give the tokens before the first second-level heading (titled ""), then each section's."""
    title, part = "", list[Token]()
    waiting = iter(tokens)
    for token in waiting:
        if token.type == "heading_open" and token.tag == "h2":
            yield title, part
            title, part = plain_text([next(waiting)]), []
            next(waiting)  # heading_close
        else:
            part.append(token)
    yield title, part


def plain_text(tokens: Sequence[Token]) -> str:
    """Give the words of some tokens, without marks or tags."""
    pieces: list[str] = []
    for token in tokens:
        if token.children:
            pieces.append(plain_text(token.children))
        elif token.type in {"softbreak", "hardbreak"}:
            pieces.append(" ")
        elif token.type in {"text", "code_inline", "code_block", "fence"}:
            pieces.append(token.content)
        elif token.type.endswith("_close") and token.block:
            pieces.append(" ")
    return "".join(pieces)


def links(tokens: Sequence[Token]) -> Iterator[str]:
    """Give the target of every link, in order."""
    for token in tokens:
        if token.type == "link_open":
            yield str(token.attrGet("href") or "")
        yield from links(token.children or ())
