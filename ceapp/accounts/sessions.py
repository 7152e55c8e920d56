"""Who is signed in: the link between a browser's cookie and a row that can be ended."""

from __future__ import annotations

from flask_login import LoginManager

login_manager = LoginManager()


@login_manager.user_loader
def load(_token: str) -> None:
    return None
