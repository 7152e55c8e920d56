"""The tables of people, of the ways they sign in, and of what keeps strangers out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from ceapp.db import Model, Moment


class User(Model):
    """A person with an account."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # lower case
    email_confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    name: Mapped[str] = mapped_column(String(120), default="")
    password_hash: Mapped[str] = mapped_column(String(255))
    password_changed_at: Mapped[datetime | None] = mapped_column(Moment)
    time_zone: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment)


class SignIn(Model):
    """One browser's sign-in; deleting the row ends it, so a copied cookie dies with it.

    `proved_at` is when the person last showed that it is them, by password or passkey. While
    `code_due`, the password was right and the second step is still to come: nobody is let in.
    """

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    proved_at: Mapped[datetime] = mapped_column(Moment)
    code_due: Mapped[bool] = mapped_column(default=False)
    device: Mapped[str] = mapped_column(String(60), default="")
    address: Mapped[str] = mapped_column(String(45), default="")


class MailLink(Model):
    """A link that was mailed: works once, for a while, for one purpose and one address."""

    __tablename__ = "mail_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    email: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class SecondStep(Model):
    """The secret that a person's authenticator app shares with us; in use once confirmed.

    `last_step` is the half minute of the last code that was accepted; only later ones are.
    """

    __tablename__ = "second_steps"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    secret: Mapped[str] = mapped_column(String(64))
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    last_step: Mapped[int] = mapped_column(default=0)


class RecoveryCode(Model):
    """A code that stands in for the authenticator app, once; using it deletes the row."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))


class Passkey(Model):
    """A key on a person's device; `asked_at` is when the last accepted question was asked."""

    __tablename__ = "passkeys"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    credential: Mapped[bytes] = mapped_column(LargeBinary(1023), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0)
    name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(Moment)
    asked_at: Mapped[datetime | None] = mapped_column(Moment)


class SecurityEvent(Model):
    """Something that happened to a person's account, for them to read."""

    __tablename__ = "security_events"
    __table_args__ = (Index(None, "user_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Moment)
    what: Mapped[str] = mapped_column(String(40))
    device: Mapped[str] = mapped_column(String(60), default="")
    address: Mapped[str] = mapped_column(String(45), default="")


class Tries(Model):
    """When something was tried lately, so that no process alone decides how often it may be.

    The key is a hash of what was tried, on what and from where: it belongs to no account, and
    guesses at an account that does not exist are counted like others.
    """

    __tablename__ = "tries"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    times: Mapped[list[float]] = mapped_column(JSON)
    kept_until: Mapped[datetime] = mapped_column(Moment, index=True)


class Invitation(Model):
    """A link for one person who has no account yet; signing up with it deletes the row."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)
