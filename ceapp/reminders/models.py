"""The tables of reminders: what a person chose, each reminder, and each run that sent some."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from ceapp.db import Model, Moment


class State(StrEnum):
    """How far a reminder has come."""

    WAITING = "waiting"  # made; not accepted by a mail server yet
    SENT = "sent"
    GIVEN_UP = "given-up"  # tried as often as makes sense; the home page says so


class ReminderChoice(Model):
    """What one person chose, and the day for which their licenses were last looked at."""

    __tablename__ = "reminder_choices"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    active: Mapped[bool] = mapped_column(default=True)
    days: Mapped[list[int]] = mapped_column(JSON)
    lapsed: Mapped[bool] = mapped_column(default=True)
    digest_day: Mapped[int | None]
    since: Mapped[date]  # days before it are over: nothing is sent for them
    stop_key: Mapped[str] = mapped_column(String(32))  # a new one ends the links of earlier mails
    looked_on: Mapped[date | None]
    chosen_at: Mapped[datetime | None] = mapped_column(Moment)  # None: never changed by the person


class Reminder(Model):
    """One reminder, unique for its license, period and kind; made first and sent from here.

    Whoever sends it holds `claim` until `claimed_until`; after that the next run takes it over.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("user_id", "license_id", "period_end", "kind"),
        # NULL equals no NULL, so the digests, which belong to no license, need a key of their own.
        Index(
            "uq_reminders_of_no_license",
            "user_id",
            "period_end",
            "kind",
            unique=True,
            sqlite_where=text("license_id IS NULL"),
            postgresql_where=text("license_id IS NULL"),
        ),
        Index(None, "state", "next_try_at"),
        Index(None, "license_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    license_id: Mapped[int | None] = mapped_column(ForeignKey("licenses.id", ondelete="CASCADE"))
    period_end: Mapped[date]  # of a digest: the day it is for
    kind: Mapped[str] = mapped_column(String(20))
    message_id: Mapped[str] = mapped_column(String(255))
    state: Mapped[State] = mapped_column(String(10), default=State.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(Moment)
    claim: Mapped[str | None] = mapped_column(String(32))
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)
    made_at: Mapped[datetime] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)  # sent, or given up
    problem: Mapped[str] = mapped_column(String(300), default="")


class ReminderRun(Model):
    """One run over everybody; `finished_at` stays empty where it was cut short."""

    __tablename__ = "reminder_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[datetime] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    sent: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
