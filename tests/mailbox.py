"""A real mail server for tests, and reading what came to it."""

from __future__ import annotations

import queue
import re
import socket
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from ipaddress import ip_address

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

USER, PASSWORD = "good-standing", "a password for the mail server"


class Mailbox:
    """Takes every mail that comes, refuses what a test tells it to, and remembers its words."""

    def __init__(self):
        self.came = queue.Queue()
        self.refusal = None
        self.signed_in = []
        self.port = 0

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.refusal:
            return self.refusal
        self.came.put((envelope.rcpt_tos, envelope.content))
        return "250 OK"

    def next(self, seconds=10):
        """Give the next mail, waiting for it if need be."""
        _to, content = self.came.get(timeout=seconds)
        return message_from_bytes(content, policy=policy.default)

    def all(self):
        """Give every mail that has come by now."""
        found = []
        while not self.came.empty():
            found.append(self.next())
        return found


@contextmanager
def mail_server(**options):
    """Run a mail server on a free port of this machine."""
    box = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box.port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **options)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def mail_server_with_password(context, *, from_the_start):
    """Run one that asks for a sign-in, on a line that is encrypted."""
    tls = {"ssl_context": context} if from_the_start else {"tls_context": context}
    return mail_server(
        authenticator=checks_the_password,
        auth_required=True,
        auth_require_tls=not from_the_start,
        require_starttls=not from_the_start,
        **tls,
    )


def checks_the_password(server, _session, _envelope, _mechanism, data):
    """Say whether the password is right, and note that somebody tried."""
    right = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
    server.event_handler.signed_in.append(right)
    return AuthResult(success=right, handled=False)


def wait_for_threads():
    """Wait until all mail that is on its way has been tried."""
    for thread in threading.enumerate():
        if thread.name == "ceapp-mail":
            thread.join(timeout=20)


def text_of(message):
    """Give the plain words of a mail, with its line ends as Python writes them."""
    return message.get_body(("plain",)).get_content().replace("\r\n", "\n")


def link_in(message):
    """Give the path of the one link in a mail."""
    found = re.findall(r"https?://[^/\s]+(/\S+)", text_of(message))
    assert len(found) == 1, found
    return found[0]


def certificate(folder):
    """Make a certificate for 127.0.0.1 and localhost, and give its file with the key's."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = folder / "mail.crt", folder / "mail.key"
    cert_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return cert_file, key_file


def tls_context(folder):
    """Give the server's side of TLS, and the file a client must trust."""
    cert_file, key_file = certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert_file, key_file)
    return context, cert_file
