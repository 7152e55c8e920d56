"""The settings of the mail server: what is understood, and what stops the start."""

from __future__ import annotations

import pytest

from ceapp.config import from_environment
from ceapp.errors import SettingsError
from ceapp.mail.settings import Security, Smtp

GIVEN = {"CEAPP_SMTP_HOST": "mail.example.org", "CEAPP_MAIL_FROM": "ce@example.org"}


def smtp(tmp_path, **settings):
    return from_environment({"CEAPP_INSTANCE": str(tmp_path), **settings}).smtp


def test_without_a_host_there_is_no_mail_server(tmp_path):
    assert smtp(tmp_path) is None


@pytest.mark.parametrize(
    ("security", "port"), [(None, 587), ("starttls", 587), ("tls", 465), ("none", 25)]
)
def test_the_port_follows_from_how_the_way_is_protected(tmp_path, security, port):
    said = {"CEAPP_SMTP_SECURITY": security} if security else {}
    found = smtp(tmp_path, **GIVEN, **said)
    expected = Security(security or "starttls")
    assert found == Smtp("mail.example.org", "ce@example.org", port, expected)


def test_everything_can_be_said(tmp_path):
    found = smtp(
        tmp_path,
        **GIVEN,
        CEAPP_SMTP_PORT="2525",
        CEAPP_SMTP_SECURITY="tls",
        CEAPP_SMTP_USER="ce",
        CEAPP_SMTP_PASSWORD="secret words",
    )
    assert (found.port, found.user, found.password) == (2525, "ce", "secret words")
    assert "secret words" not in repr(found)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CEAPP_SMTP_PORT", "many"),
        ("CEAPP_SMTP_PORT", "0"),
        ("CEAPP_SMTP_PORT", "65536"),
        ("CEAPP_SMTP_SECURITY", "ssl"),
        ("CEAPP_SMTP_USER", "ce"),
        ("CEAPP_SMTP_PASSWORD", "secret"),
        ("CEAPP_MAIL_FROM", ""),
        ("CEAPP_MAIL_FROM", "Good Standing <ce@example.org>"),
        ("CEAPP_MAIL_FROM", "ce@example.org\nBcc: all@example.org"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, name, value):
    with pytest.raises(SettingsError, match=name):
        smtp(tmp_path, **{**GIVEN, name: value})


def test_a_setting_without_its_host_is_named(tmp_path):
    with pytest.raises(SettingsError, match="CEAPP_SMTP_HOST is not"):
        smtp(tmp_path, CEAPP_MAIL_FROM="ce@example.org")


def test_no_password_crosses_a_network_in_the_clear(tmp_path):
    said = {"CEAPP_SMTP_SECURITY": "none", "CEAPP_SMTP_USER": "a", "CEAPP_SMTP_PASSWORD": "b"}
    with pytest.raises(SettingsError, match="in the clear"):
        smtp(tmp_path, **GIVEN, **said)
    assert smtp(tmp_path, **{**GIVEN, **said, "CEAPP_SMTP_HOST": "127.0.0.1"}).user == "a"
