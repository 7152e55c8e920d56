"""Making the demo account, or making it anew."""

from __future__ import annotations

from datetime import date, datetime

from ceapp.accounts.actions import open_account
from ceapp.accounts.models import User
from ceapp.courses.actions import log_course
from ceapp.db import db
from ceapp.demo import records
from ceapp.errors import BadInput
from ceapp.licenses.actions import add_license

OTHER_ACCOUNTS = (
    "This instance holds other accounts, so no demo account is made in it. "
    "Name an empty folder with CEAPP_INSTANCE and run this again."
)


def make_demo(*, password: str, today: date, now: datetime) -> None:
    """Fill the database with the demo account and no other.

    An earlier demo account is replaced, since its records were dated from an earlier day. Raises
    `BadInput` where there are accounts of other people.
    """
    if db.session.scalar(db.select(db.func.count(User.id)).where(User.email != records.EMAIL)):
        raise BadInput(OTHER_ACCOUNTS)
    db.session.execute(db.delete(User).where(User.email == records.EMAIL))
    db.session.commit()
    user_id = open_account(
        name=records.NAME,
        email=records.EMAIL,
        password=password,
        time_zone=records.TIME_ZONE,
        now=now,
        confirmed=False,  # nobody reads mail there, so no reminder is sent to it
    )
    if user_id is None:
        raise BadInput("Another process is making the demo account at this moment. Try again.")
    for credential_id, details in records.licenses(today):
        add_license(credential_id, details, actor=user_id, now=now)
    for entry in records.courses(today):
        log_course(user_id, entry, now=now)
