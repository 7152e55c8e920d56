"""The second step: setting it up, passing it, and the codes for when the app is lost."""

from __future__ import annotations

from datetime import datetime

from ceapp.accounts.codes import new_recovery_codes, new_secret, plain, step_of
from ceapp.accounts.events import Event, note
from ceapp.accounts.models import RecoveryCode, SecondStep
from ceapp.accounts.queries import hashed, second_step
from ceapp.accounts.whence import Whence
from ceapp.db import db, rows_changed


def begin_second_step(*, user_id: int) -> None:
    """Make a new secret to be added to an app; one that is in use stays as it is."""
    step = second_step(user_id)
    if step is None:
        db.session.add(SecondStep(user_id=user_id, secret=new_secret()))
    elif step.confirmed_at is None:
        step.secret = new_secret()
    db.session.commit()


def confirm_second_step(
    *, user_id: int, code: str, now: datetime, whence: Whence
) -> list[str] | None:
    """Turn the second step on if the app shows the right code; give the recovery codes.

    They can be read this once only. None: the code was wrong, or there was nothing to confirm.
    """
    step = second_step(user_id)
    if step is None or step.confirmed_at is not None or not _accept(user_id, code, now=now):
        db.session.rollback()
        return None
    step.confirmed_at = now
    codes = _put_recovery_codes(user_id)
    note(user_id, Event.SECOND_STEP_ON, whence=whence, now=now)
    db.session.commit()
    return codes


def pass_second_step(*, user_id: int, code: str, now: datetime) -> bool:
    """Say whether the code is right, and see to it that it is never right again."""
    right = _accept(user_id, code, now=now)
    db.session.commit()
    return right


def use_recovery_code(*, user_id: int, code: str, now: datetime, whence: Whence) -> bool:
    """Say whether this is one of the person's recovery codes, which is used up by it."""
    found = RecoveryCode.user_id == user_id, RecoveryCode.code_hash == hashed(plain(code))
    right = rows_changed(db.delete(RecoveryCode).where(*found)) == 1
    if right:
        note(user_id, Event.RECOVERY_CODE_USED, whence=whence, now=now)
    db.session.commit()
    return right


def renew_recovery_codes(*, user_id: int, now: datetime, whence: Whence) -> list[str]:
    """Make new recovery codes; the old ones end."""
    codes = _put_recovery_codes(user_id)
    note(user_id, Event.NEW_RECOVERY_CODES, whence=whence, now=now)
    db.session.commit()
    return codes


def end_second_step(*, user_id: int, now: datetime, whence: Whence) -> None:
    """Turn the second step off, and forget its secret and its recovery codes."""
    for table in (SecondStep, RecoveryCode):
        db.session.execute(db.delete(table).where(table.user_id == user_id))
    note(user_id, Event.SECOND_STEP_OFF, whence=whence, now=now)
    db.session.commit()


def _accept(user_id: int, code: str, *, now: datetime) -> bool:
    step = second_step(user_id)
    if step is None:
        return False
    found = step_of(step.secret, code, now=now)
    if found is None:
        return False
    # Only a later code than the last one; of two that bring the same at once, one is refused.
    later = SecondStep.user_id == user_id, SecondStep.last_step < found
    return rows_changed(db.update(SecondStep).where(*later).values(last_step=found)) == 1


def _put_recovery_codes(user_id: int) -> list[str]:
    codes = new_recovery_codes()
    db.session.execute(db.delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    for code in codes:
        db.session.add(RecoveryCode(user_id=user_id, code_hash=hashed(plain(code))))
    return codes
