"""A stream that only its passphrase opens, and that shows every change and every missing byte.

The file begins with MAGIC and 16 random bytes of salt. The key is scrypt(passphrase, salt). Then
come chunks of 64 KiB, each sealed by AES-256-GCM with 16 bytes more: the STREAM construction, as
in age. A chunk's nonce is its number (11 bytes) and a byte that is 1 for the last chunk, 0 for the
others; magic and salt are authenticated with each chunk. A key is used for one file only.
"""

from __future__ import annotations

import os
import unicodedata
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from ceapp.upkeep.faults import BrokenBackup

MAGIC = b"good-standing sealed 1\n"
CHUNK = 64 * 1024
_SALT, _TAG = 16, 16
WRONG = "The passphrase is wrong, or the backup was changed since it was made."
CUT = "The backup is cut short or was changed since it was made."


class SealingWriter:
    """Seals what is written to it; `close` must be called, since it seals the last chunk."""

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        salt = os.urandom(_SALT)
        self._file, self._head = file, MAGIC + salt
        self._cipher = AESGCM(_key(passphrase, salt))
        self._buffer, self._count, self._length = bytearray(), 0, 0
        file.write(self._head)

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self._buffer += data
        self._length += len(data)
        whole = 0
        # A full chunk waits until more comes: only then is it known not to be the last one.
        with memoryview(self._buffer) as view:
            while len(view) - whole > CHUNK:
                self._seal(view[whole : whole + CHUNK], last=False)
                whole += CHUNK
        del self._buffer[:whole]
        return len(data)

    def tell(self) -> int:
        """Say how much was written."""
        return self._length

    def close(self) -> None:
        """Seal what is left; the file beneath stays open."""
        self._seal(self._buffer, last=True)

    def _seal(self, chunk: bytes | bytearray | memoryview, *, last: bool) -> None:
        nonce = _nonce(self._count, last=last)
        self._file.write(self._cipher.encrypt(nonce, bytes(chunk), self._head))
        self._count += 1


class SealedReader:
    """Opens what a `SealingWriter` wrote; raises `BrokenBackup` at the first byte that is wrong."""

    def __init__(self, file: BinaryIO, passphrase: str) -> None:
        self._file, self._head = file, file.read(len(MAGIC) + _SALT)
        if len(self._head) != len(MAGIC) + _SALT:
            raise BrokenBackup(CUT)
        self._cipher = AESGCM(_key(passphrase, self._head[len(MAGIC) :]))
        self._sealed = file.read(CHUNK + _TAG)
        self._buffer, self._count, self._ended = b"", 0, False

    def read(self, size: int) -> bytes:
        """Give the next bytes, `size` at most; none at the end, once its mark was seen."""
        while not self._buffer and not self._ended:
            self._open_next()
        given, self._buffer = self._buffer[:size], self._buffer[size:]
        return given

    def _open_next(self) -> None:
        following = self._file.read(CHUNK + _TAG)
        nonce = _nonce(self._count, last=not following)
        try:
            self._buffer = self._cipher.decrypt(nonce, self._sealed, self._head)
        except InvalidTag:
            raise BrokenBackup(CUT if self._count else WRONG) from None
        self._sealed, self._ended = following, not following
        self._count += 1


def _key(passphrase: str, salt: bytes) -> bytes:
    # 128 MB and about half a second for each guess. The same letters typed on two keyboards can
    # be different code points.
    typed = unicodedata.normalize("NFKC", passphrase).encode()
    return Scrypt(salt=salt, length=32, n=2**17, r=8, p=1).derive(typed)


def _nonce(count: int, *, last: bool) -> bytes:
    return count.to_bytes(11) + bytes([last])
