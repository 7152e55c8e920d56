"""Passkeys: the questions a browser's key is asked, and what is made of its answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import webauthn
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ceapp.accounts.events import Event, note
from ceapp.accounts.models import Passkey
from ceapp.accounts.queries import hashed, passkey_of_credential, passkeys_of, person
from ceapp.accounts.whence import Whence
from ceapp.db import db, rows_changed

SITE_NAME = "Good Standing"
ANSWER_WITHIN = timedelta(minutes=10)
LONGEST_ANSWER = 20_000
# What a made-up answer can make the reading of it raise; the library names only its own.
_NOT_AN_ANSWER = (WebAuthnException, ValueError, KeyError, TypeError, IndexError, OverflowError)


@dataclass(frozen=True, slots=True)
class Site:
    """The site that keys are for: its name in the network, and its whole address."""

    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class Question:
    """A random challenge, and when it was asked; kept in the session until it is answered."""

    challenge: str
    asked: float

    def live(self, now: datetime) -> bool:
        """Say whether it may still be answered."""
        return now.timestamp() - self.asked < ANSWER_WITHIN.total_seconds()

    @property
    def asked_at(self) -> datetime:
        """The moment it was asked."""
        return datetime.fromtimestamp(self.asked, UTC)


def options_to_add(user_id: int, question: Question, site: Site) -> str:
    """Give the options, as JSON, with which a browser makes a new key for this person."""
    owner = person(user_id)
    made = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=SITE_NAME,
        user_id=bytes.fromhex(hashed(f"passkeys of {owner.id}, {owner.created_at}")),
        user_name=owner.email,
        user_display_name=owner.name,
        challenge=question.challenge.encode(),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=key.credential) for key in passkeys_of(user_id)
        ],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return webauthn.options_to_json(made)


def options_to_sign_in(question: Question, site: Site) -> str:
    """Give the options, as JSON, with which a browser asks for any key of this site."""
    made = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=question.challenge.encode(),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(made)


def add_passkey(
    *,
    user_id: int,
    answer: str,
    question: Question,
    site: Site,
    name: str,
    now: datetime,
    whence: Whence,
) -> bool:
    """Keep a new key if the browser's answer is sound; say whether it was."""
    try:
        made = webauthn.verify_registration_response(
            credential=_read(answer),
            expected_challenge=question.challenge.encode(),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except _NOT_AN_ANSWER:
        return False
    if passkey_of_credential(made.credential_id):
        return False
    db.session.add(
        Passkey(
            user_id=user_id,
            credential=made.credential_id,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            name=name,
            created_at=now,
        )
    )
    note(user_id, Event.PASSKEY_ADDED, whence=whence, now=now)
    db.session.commit()
    return True


def check_passkey(*, answer: str, question: Question, site: Site) -> int | None:
    """Give the id of the person whose key answered the question soundly, or None.

    An answer is taken once: of the questions to one key only later ones are heard.
    """
    try:
        read = _read(answer)
        key = passkey_of_credential(webauthn.base64url_to_bytes(read["rawId"]))
        if key is None:
            return None
        found = webauthn.verify_authentication_response(
            credential=read,
            expected_challenge=question.challenge.encode(),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except _NOT_AN_ANSWER:
        return None
    later = db.or_(Passkey.asked_at.is_(None), Passkey.asked_at < question.asked_at)
    values = {"sign_count": found.new_sign_count, "asked_at": question.asked_at}
    taken = rows_changed(db.update(Passkey).where(Passkey.id == key.id, later).values(**values))
    user_id = key.user_id if taken == 1 else None
    db.session.commit()
    return user_id


def remove_passkey(*, user_id: int, passkey_id: int, now: datetime, whence: Whence) -> None:
    """Forget one of the person's keys; it signs in no more."""
    mine = Passkey.user_id == user_id, Passkey.id == passkey_id
    db.session.execute(db.delete(Passkey).where(*mine))
    note(user_id, Event.PASSKEY_REMOVED, whence=whence, now=now)
    db.session.commit()


def new_question(random: bytes, now: datetime) -> Question:
    """Make a question of random bytes."""
    return Question(bytes_to_base64url(random), now.timestamp())


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > LONGEST_ANSWER:
        raise ValueError("too long")
    read = json.loads(answer)
    if not isinstance(read, dict):
        raise TypeError("no object")
    return read
