"""Mail on its way: over SMTP to a real server, or into the outbox folder."""

from __future__ import annotations

import logging
from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from ceapp import create_app
from ceapp.mail.message import Mail, MailNotSent
from ceapp.mail.sending import link, outbox, send, send_soon
from ceapp.mail.settings import Security, Smtp
from tests import mailbox

# aiosmtpd knows of its own STARTTLS only; a line encrypted from the start looks plain to it.
IT_IS_ENCRYPTED = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
MAIL = Mail(
    to="alice@example.com",
    subject="9.5 hours to go – “California”",
    text="Hello Alice,\n\nyou need 9.5 more hours.\n",
    html="<p>Hello Alice,</p><p>you need 9.5 more hours.</p>",
    headers=(("List-Unsubscribe", "<https://ce.example.org/stop/1>"),),
    message_id="<reminder-7-90@ce.example.org>",
)


@pytest.fixture
def make(settings):
    """Give a function that opens an app with these settings."""
    opened = []

    def made(**changes):
        app = create_app(replace(settings, public_url="https://ce.example.org", **changes))
        opened.append(app.app_context())
        opened[-1].push()
        return app

    yield made
    for context in reversed(opened):
        context.pop()


def smtp(box, **changes):
    told = {"port": box.port, "security": Security.NONE, **changes}
    return Smtp("127.0.0.1", "ce@example.org", **told)


def test_a_mail_arrives_as_it_was_written(make):
    with mailbox.mail_server() as box:
        make(smtp=smtp(box))
        send(MAIL)
        came = box.next()
    assert came["From"] == "Good Standing <ce@example.org>"
    assert came["To"] == "alice@example.com"
    assert came["Subject"] == MAIL.subject
    assert came["Message-ID"] == "<reminder-7-90@ce.example.org>"
    assert came["List-Unsubscribe"] == "<https://ce.example.org/stop/1>"
    assert came["Auto-Submitted"] == "auto-generated"
    assert came["Date"]
    assert mailbox.text_of(came) == MAIL.text
    assert came.get_body(("html",)).get_content().strip() == MAIL.html
    assert came.get_content_type() == "multipart/alternative"


def test_the_message_id_is_made_where_none_is_given_and_names_our_host(make):
    with mailbox.mail_server() as box:
        make(smtp=smtp(box))
        send(replace(MAIL, message_id=""))
        send(replace(MAIL, message_id=""))
        first, second = box.next()["Message-ID"], box.next()["Message-ID"]
    assert first != second
    assert first.endswith("@ce.example.org>")


def test_a_subject_never_begins_a_header_of_its_own(make):
    with mailbox.mail_server() as box:
        make(smtp=smtp(box))
        send(replace(MAIL, subject="Ethics\r\nBcc: all@example.org\r\n\r\nbody" + " word" * 40))
        came = box.next()
    assert came["Bcc"] is None
    assert came["Subject"].startswith("Ethics Bcc: all@example.org body word")


@pytest.mark.parametrize(
    "change",
    [
        {"to": "alice@example.com\r\nBcc: all@example.org"},
        {"to": ""},
        {"headers": (("X-Note", "a\nBcc: all@example.org"),)},
        {"message_id": "<a@b>\r\nBcc: all@example.org"},
    ],
)
def test_what_cannot_stand_in_a_header_is_refused(make, change):
    with mailbox.mail_server() as box:
        make(smtp=smtp(box))
        with pytest.raises(MailNotSent):
            send(replace(MAIL, **change))
        assert box.all() == []


@IT_IS_ENCRYPTED
@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_over_tls_it_signs_in_and_sends(make, tmp_path, monkeypatch, security):
    context, trusted = mailbox.tls_context(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with tls_server(context, security) as box:
        make(smtp=smtp(box, security=security, user=mailbox.USER, password=mailbox.PASSWORD))
        send(MAIL)
        assert box.next()["Subject"] == MAIL.subject
        assert box.signed_in == [True]


@IT_IS_ENCRYPTED
@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_server_with_a_certificate_nobody_vouches_for_gets_nothing(make, tmp_path, security):
    context, _trusted = mailbox.tls_context(tmp_path)
    with tls_server(context, security) as box:
        make(smtp=smtp(box, security=security, user=mailbox.USER, password=mailbox.PASSWORD))
        with pytest.raises(MailNotSent, match="SSLCertVerificationError"):
            send(MAIL)
        assert (box.signed_in, box.all()) == ([], [])


def test_a_wrong_password_for_the_server_is_said_without_it(make, tmp_path, monkeypatch):
    context, trusted = mailbox.tls_context(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with tls_server(context, Security.STARTTLS) as box:
        make(smtp=smtp(box, security=Security.STARTTLS, user="a", password="not this one"))
        with pytest.raises(MailNotSent, match="SMTPAuthenticationError 535") as caught:
            send(MAIL)
    assert "not this one" not in str(caught.value)


def test_a_server_that_offers_no_starttls_gets_nothing(make):
    with mailbox.mail_server() as box:
        make(smtp=smtp(box, security=Security.STARTTLS))
        with pytest.raises(MailNotSent, match="SMTPNotSupportedError"):
            send(MAIL)
        assert box.all() == []


def test_a_refusal_is_said_without_naming_the_person(make):
    with mailbox.mail_server() as box:
        box.refusal = "550 alice@example.com is unknown here"
        make(smtp=smtp(box))
        with pytest.raises(MailNotSent, match="SMTPDataError 550") as caught:
            send(MAIL)
    assert "alice" not in str(caught.value)


def test_a_server_that_is_away_is_said(make):
    with mailbox.mail_server() as box:
        gone = smtp(box)
    make(smtp=gone)
    with pytest.raises(MailNotSent, match=", port "):
        send(MAIL)


def test_without_a_server_a_mail_becomes_a_file_for_its_owner_only(make, settings):
    make()
    send(MAIL)
    (file,) = outbox(settings).iterdir()
    assert file.suffix == ".eml"
    assert "alice" not in file.name
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0
    kept = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert kept["From"] == "Good Standing <good-standing@ce.example.org>"
    assert kept["Message-ID"] == MAIL.message_id
    assert mailbox.text_of(kept) == MAIL.text


def test_a_folder_that_cannot_be_made_is_said_and_leaves_nothing(make, settings):
    outbox(settings).write_text("a file stands in the way")
    make()
    with pytest.raises(MailNotSent, match="could not be put into"):
        send(MAIL)


def test_links_are_made_of_the_public_url(make):
    app = make()
    assert link("/reset/abc") == "https://ce.example.org/reset/abc"
    with app.test_request_context("/", headers={"Host": "evil.example"}):
        assert link("/reset/abc") == "https://ce.example.org/reset/abc"


def test_mail_that_nobody_waits_for_is_sent_from_a_thread(make):
    with mailbox.mail_server() as box:
        make(smtp=smtp(box))
        send_soon(MAIL, replace(MAIL, to="charlie@example.com"))
        assert [box.next()["To"], box.next()["To"]] == ["alice@example.com", "charlie@example.com"]
        mailbox.wait_for_threads()


def test_one_that_does_not_leave_is_logged_without_naming_anybody(make, caplog):
    with mailbox.mail_server() as box:
        gone = smtp(box)
    make(smtp=gone)
    with caplog.at_level(logging.ERROR):
        send_soon(MAIL)
        mailbox.wait_for_threads()
    assert "did not take a mail" in caplog.text
    assert "alice" not in caplog.text


def tls_server(context, security):
    """Run a server that speaks TLS at once, or after STARTTLS."""
    return mailbox.mail_server_with_password(context, from_the_start=security is Security.TLS)
