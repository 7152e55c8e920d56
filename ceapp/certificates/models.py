"""The tables of certificates: the file, its bytes, and the courses that it proves."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ceapp.courses.models import Course
from ceapp.db import Model, Moment


class State(StrEnum):
    """How far a certificate has come."""

    WAITING = "waiting"  # stored, not read yet
    READ = "read"  # read; its courses are still to be confirmed
    CONFIRMED = "confirmed"  # the person has said what it proves
    SET_ASIDE = "set-aside"  # the person has said that it proves nothing


class Certificate(Model):
    """One file of a person, known by the hash of its bytes."""

    __tablename__ = "certificates"
    __table_args__ = (UniqueConstraint("user_id", "sha256"), Index(None, "user_id", "state"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    sha256: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))  # as uploaded, cleaned
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    pages: Mapped[int] = mapped_column(default=0)  # 0: not read, or not to be read
    state: Mapped[State] = mapped_column(String(20), default=State.WAITING)
    reading: Mapped[str | None] = mapped_column(Text)  # what `Reading.to_json` wrote
    passed_over: Mapped[list[int]] = mapped_column(JSON, default=list)  # courses left out, by place
    uploaded_at: Mapped[datetime] = mapped_column(Moment)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)
    proofs: Mapped[list[CourseCertificate]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="selectin",
        order_by="CourseCertificate.id",
    )


class CertificateContent(Model):
    """The bytes of a certificate, apart from it so that no list of certificates loads them."""

    __tablename__ = "certificate_contents"
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "sha256"],
            ["certificates.user_id", "certificates.sha256"],
            ondelete="CASCADE",
        ),
    )

    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class CourseCertificate(Model):
    """That a certificate proves a course: a transcript proves several, a course may have two."""

    __tablename__ = "course_certificates"
    __table_args__ = (
        UniqueConstraint("user_id", "course_id", "certificate_id"),
        Index(None, "course_id"),
        Index(None, "certificate_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificates.id", ondelete="CASCADE"))
    place: Mapped[int | None]  # which of the courses that were read on it; None: attached by hand
    attached_at: Mapped[datetime] = mapped_column(Moment)
    course: Mapped[Course] = relationship(lazy="joined")
