"""The tables of a person's licenses and of what they answered about one-time requirements."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
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
