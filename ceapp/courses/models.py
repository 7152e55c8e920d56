"""The tables of the course log: what was taken, on which topics, approved by whom."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ceapp.db import ExactHours, Model, Moment
from ceapp.rules.vocabulary import AcademicCredits, AcademicUnit, Activity, Format


class Course(Model):
    """One course or other activity, as the certificate says it.

    A `planned` one is not taken yet, or nobody has said so: it counts nowhere, whatever its date.
    """

    __tablename__ = "courses"
    __table_args__ = (
        CheckConstraint("hours > 0 AND hours <= 40000", name="hours_in_range"),
        CheckConstraint("cost_cents IS NULL OR cost_cents >= 0", name="cost_not_negative"),
        CheckConstraint(
            "(academic_amount IS NULL) = (academic_unit IS NULL)", name="academic_whole"
        ),
        Index(None, "user_id", "completed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(300))
    provider: Mapped[str] = mapped_column(String(200), default="")
    completed: Mapped[date]
    planned: Mapped[bool] = mapped_column(default=False)
    hours: Mapped[Decimal] = mapped_column(ExactHours)
    format: Mapped[Format | None] = mapped_column(String(20))
    activity: Mapped[Activity] = mapped_column(String(30), default=Activity.COURSE)
    academic_amount: Mapped[Decimal | None] = mapped_column(ExactHours)
    academic_unit: Mapped[AcademicUnit | None] = mapped_column(String(10))
    cost_cents: Mapped[int | None]
    notes: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)
    topics: Mapped[list[CourseTopic]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="CourseTopic.id"
    )
    approvals: Mapped[list[CourseApproval]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="CourseApproval.id"
    )

    @property
    def academic(self) -> AcademicCredits | None:
        """The academic credits as one value, None where it has none."""
        if self.academic_amount is None or self.academic_unit is None:
            return None
        return AcademicCredits(self.academic_amount, AcademicUnit(self.academic_unit))

    @academic.setter
    def academic(self, credits: AcademicCredits | None) -> None:
        self.academic_amount = credits.amount if credits else None
        self.academic_unit = credits.unit if credits else None


class CourseTopic(Model):
    """Hours of a course on one topic; an hour may be on two topics."""

    __tablename__ = "course_topics"
    __table_args__ = (
        UniqueConstraint("user_id", "course_id", "topic"),
        Index(None, "course_id"),
        Index(None, "user_id", "topic"),  # which older courses a one-time need looks back to
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    topic: Mapped[str] = mapped_column(String(60))
    hours: Mapped[Decimal] = mapped_column(ExactHours)


class CourseApproval(Model):
    """Who approved a course, with the number printed on the certificate."""

    __tablename__ = "course_approvals"
    __table_args__ = (
        UniqueConstraint("user_id", "course_id", "approval"),
        Index(None, "course_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    approval: Mapped[str] = mapped_column(String(60))
    number: Mapped[str] = mapped_column(String(60), default="")
