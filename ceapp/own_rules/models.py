"""The table of a person's own rules: each row is one document, in the shape of a rule file."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from ceapp.db import Model, Moment


class OwnRules(Model):
    """One credential's rules as this person wrote them; licenses name it as own-<id>.

    `previous` is the document before the last change, for the way back. `original` is our rule
    file as it read when it was copied, or when its later changes were last seen.
    """

    __tablename__ = "own_rules"
    __table_args__ = (Index(None, "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    document: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(Text, default="")
    copied_from: Mapped[str] = mapped_column(String(80), default="")  # us-ca-lcsw; "" for none
    original: Mapped[str] = mapped_column(Text, default="")
    why: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def credential_id(self) -> str:
        """The id under which licenses name these rules."""
        return f"own-{self.id}"
