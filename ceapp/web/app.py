"""The Flask app, whose log says where the program failed and nothing about anybody."""

from __future__ import annotations

import traceback
from types import TracebackType

from flask import Flask, request
from sqlalchemy.exc import StatementError
from werkzeug.routing import Rule

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class App(Flask):
    """A Flask app that keeps what people wrote out of its log."""

    def log_exception(self, exc_info: Raised) -> None:
        """Note a fault by the page's pattern and the places in the program.

        Flask would note the address, which may carry a link that was mailed, and the message of
        the exception, which may carry what somebody typed.
        """
        rule: Rule | None = request.url_rule
        page = rule.rule if rule else "an address without a page"
        self.logger.error("%s %s failed.\n%s", request.method, page, _places(exc_info[1]))


def _places(error: BaseException | None) -> str:
    lines: list[str] = []
    while error is not None:
        lines += traceback.format_tb(error.__traceback__)
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}\n")
        if isinstance(error, StatementError):
            lines.append(f"{error.statement}\n")  # what was written stands apart from it
        cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if cause is not None:
            lines.append("which came of\n")
        error = cause
    return "".join(lines)
