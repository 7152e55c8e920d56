"""Tells what a file is from its first bytes, never from its name."""

from __future__ import annotations

PDF = "application/pdf"
HEIC = "image/heic"

_STARTS = {
    b"%PDF-": PDF,
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}


def media_type(content: bytes) -> str | None:
    """Give the media type of a PDF, JPEG, PNG, WebP or HEIC file; None for anything else."""
    for start, kind in _STARTS.items():
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    return None
