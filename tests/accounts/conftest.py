"""What tests of accounts share: a real mail server, and an authenticator app."""

from __future__ import annotations

from dataclasses import replace

import pyotp
import pytest

from ceapp.accounts import second_step
from ceapp.accounts.models import SecondStep
from ceapp.accounts.whence import Whence
from ceapp.clock import now
from ceapp.db import db
from ceapp.mail.settings import Security, Smtp
from tests import mailbox


@pytest.fixture
def box(app):
    """The mailbox of a server that the app sends its mail to."""
    with mailbox.mail_server() as found:
        smtp = Smtp("127.0.0.1", "ce@example.org", found.port, Security.NONE)
        settings = replace(app.extensions["ceapp.settings"], smtp=smtp)
        app.extensions["ceapp.settings"] = settings
        yield found
        mailbox.wait_for_threads()


class Authenticator:
    """Alice's app: it shows codes, each of a later half minute than the one before."""

    def __init__(self, secret, recovery_codes):
        self.totp = pyotp.TOTP(secret)
        self.recovery_codes = recovery_codes
        self.step = int(now().timestamp()) // 30 - 1  # what it showed when it was set up

    def next(self):
        self.step += 1
        return self.totp.generate_otp(self.step)


@pytest.fixture
def authenticator(person):
    """Alice's authenticator app, with her second step turned on."""
    second_step.begin_second_step(user_id=person.id)
    secret = db.session.get(SecondStep, person.id).secret
    step = int(now().timestamp()) // 30
    codes = second_step.confirm_second_step(
        user_id=person.id,
        code=pyotp.TOTP(secret).generate_otp(step - 1),
        now=now(),
        whence=Whence(),
    )
    return Authenticator(secret, codes)
