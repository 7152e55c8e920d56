"""The yardstick: Flask, Flask-Login, SQLAlchemy and Jinja with next to no work to do."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from flask_login import LoginManager, UserMixin, login_required, login_user
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Index
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

_PAGE = """<!doctype html><title>Rows</title><table>{% for row in rows %}
<tr><td>{{ row.title }}</td><td>{{ row.hours }}</td></tr>{% endfor %}</table><p>{{ filling }}</p>"""


class _Base(DeclarativeBase):
    pass


def bare_client(folder: Path, *, size: int) -> FlaskClient:
    """Give a signed-in client of the bare app; its page has about `size` bytes."""
    tables = SQLAlchemy(model_class=_Base)

    class Person(tables.Model, UserMixin):  # type: ignore[name-defined]
        id: Mapped[int] = mapped_column(primary_key=True)

    class Row(tables.Model):  # type: ignore[name-defined]
        id: Mapped[int] = mapped_column(primary_key=True)
        person_id: Mapped[int]
        title: Mapped[str]
        hours: Mapped[int]
        __table_args__ = (Index("ix_row_person", "person_id"),)

    app = Flask("bare")
    app.config.update(
        SECRET_KEY="only for measuring",  # noqa: S106 - guards nothing
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder / 'bare.sqlite3'}",
    )
    tables.init_app(app)
    manager = LoginManager(app)
    manager.user_loader(lambda name: tables.session.get(Person, int(name)))

    @app.get("/in")
    def sign_in() -> str:
        login_user(tables.session.get(Person, 1))
        return ""

    @app.get("/page")
    @login_required
    def page() -> str:
        mine = tables.select(Row).where(Row.person_id == 1).order_by(Row.id)
        rows = tables.session.scalars(mine).all()
        return render_template_string(_PAGE, rows=rows, filling="x" * max(0, size - 2500))

    with app.app_context():
        tables.create_all()
        tables.session.add(Person(id=1))
        tables.session.add_all(
            Row(person_id=1, title=f"Course {number}", hours=3) for number in range(40)
        )
        tables.session.commit()
    client = app.test_client()
    client.get("/in")
    return client
