"""The tables of a person's licenses, their answers about one-time requirements, their renewals."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ceapp.db import Model, Moment


class Answer(StrEnum):
    """What a person said to "Have you already done this?"."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class License(Model):
    """One person's credential: until when, since when, and the circumstances true of them."""

    __tablename__ = "licenses"
    __table_args__ = (
        CheckConstraint("issued IS NULL OR issued <= expires", name="issued_before_expires"),
        CheckConstraint("starts IS NULL OR starts <= expires", name="starts_before_expires"),
        Index(None, "user_id", "expires"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    credential_id: Mapped[str] = mapped_column(String(80))
    number: Mapped[str] = mapped_column(String(60), default="")
    issued: Mapped[date | None]
    expires: Mapped[date]
    starts: Mapped[date | None]  # the period's first day, where the person corrected it
    applied: Mapped[date | None]  # when the board received the last renewal application
    facts: Mapped[list[str]] = mapped_column(JSON, default=list)
    # What the board said: doubt, subject, accepted, answered_on, words, and the rule behind it.
    board_answers: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(Moment)
    retired_at: Mapped[datetime | None] = mapped_column(Moment)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)
    answers: Mapped[list[OneTimeAnswer]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="OneTimeAnswer.requirement_id"
    )


class OneTimeAnswer(Model):
    """Whether the person met a one-time requirement before, and in which year."""

    __tablename__ = "one_time_answers"
    __table_args__ = (UniqueConstraint("user_id", "license_id", "requirement_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    license_id: Mapped[int] = mapped_column(ForeignKey("licenses.id", ondelete="CASCADE"))
    requirement_id: Mapped[str] = mapped_column(String(80))
    answer: Mapped[Answer] = mapped_column(String(10))
    year: Mapped[int | None]
    answered_at: Mapped[datetime] = mapped_column(Moment)


class Renewal(Model):
    """A period that the person closed with "I renewed", kept as it was on that day.

    `starts` and `ends` are the days that counted, `expires` the expiration that was renewed.
    `evidence` is the standing in words and figures, `rules` the text of the rules it rests on;
    neither changes when courses or rules do. `carried` are the hours that pass into the next
    period, by course; `before` is what the license said until then, to open the period again.
    """

    __tablename__ = "renewals"
    __table_args__ = (
        CheckConstraint("expires < next_expires", name="renewed_for_later"),
        UniqueConstraint("user_id", "license_id", "expires"),
        Index(None, "license_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    license_id: Mapped[int] = mapped_column(ForeignKey("licenses.id", ondelete="CASCADE"))
    credential_id: Mapped[str] = mapped_column(String(80))
    starts: Mapped[date]
    ends: Mapped[date]
    expires: Mapped[date]
    next_expires: Mapped[date]
    renewed_on: Mapped[date]
    carried: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    evidence: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    rules: Mapped[str] = mapped_column(Text, deferred=True)
    closed_at: Mapped[datetime] = mapped_column(Moment)
