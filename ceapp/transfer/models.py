"""The tables of imports and their drafts, and of calendar feeds."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ceapp.db import Model, Moment


class DraftKind(StrEnum):
    """What a draft was made of."""

    SHEET = "sheet"
    ARCHIVE = "archive"  # everything of a person, as this app exports it


class ImportDraft(Model):
    """What a person has uploaded and not confirmed yet; one at a time, erased after a day."""

    __tablename__ = "import_drafts"

    # Random, so that a page of a draft that is gone never confirms the one that followed it.
    key: Mapped[str] = mapped_column(String(22), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    kind: Mapped[DraftKind] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    content: Mapped[str] = mapped_column(Text)  # sheets or document as JSON
    answers: Mapped[str] = mapped_column(Text)  # what `Answers.to_json` wrote
    refused: Mapped[list[str]] = mapped_column(JSON, default=list)  # files that are none, in words
    made_at: Mapped[datetime] = mapped_column(Moment, index=True)


class ImportDraftFile(Model):
    """A certificate that came with a draft."""

    __tablename__ = "import_draft_files"
    __table_args__ = (Index(None, "draft_key"), Index(None, "user_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    draft_key: Mapped[str] = mapped_column(ForeignKey("import_drafts.key", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Import(Model):
    """One import that was confirmed; undone as a whole, and brought back as a whole."""

    __tablename__ = "imports"
    __table_args__ = (UniqueConstraint("user_id", "draft_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    draft_key: Mapped[str] = mapped_column(
        String(22)
    )  # so that confirming the same draft twice finds what the first did
    name: Mapped[str] = mapped_column(String(200))
    repeated: Mapped[int] = mapped_column(default=0)  # rows that were here already
    left_out: Mapped[int] = mapped_column(default=0)  # rows that were no courses or not readable
    imported_at: Mapped[datetime] = mapped_column(Moment)
    undone_at: Mapped[datetime | None] = mapped_column(Moment)


class ImportedCourse(Model):
    """That a course came with an import, and from which row."""

    __tablename__ = "imported_courses"
    __table_args__ = (UniqueConstraint("user_id", "course_id"), Index(None, "import_id"),
                      Index(None, "course_id"))  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"))
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    row_number: Mapped[int]


class ImportedCertificate(Model):
    """That a certificate was stored by an import."""

    __tablename__ = "imported_certificates"
    __table_args__ = (UniqueConstraint("user_id", "certificate_id"), Index(None, "import_id"),
                      Index(None, "certificate_id"))  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"))
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificates.id", ondelete="CASCADE"))


class ImportedLicense(Model):
    """That a license came with an import."""

    __tablename__ = "imported_licenses"
    __table_args__ = (UniqueConstraint("user_id", "license_id"), Index(None, "import_id"),
                      Index(None, "license_id"))  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"))
    license_id: Mapped[int] = mapped_column(ForeignKey("licenses.id", ondelete="CASCADE"))


class CalendarFeed(Model):
    """A person's calendar feed; whoever knows its token reads it, so only a hash is stored."""

    __tablename__ = "calendar_feeds"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    names_courses: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(Moment)
