"""What a token may be allowed, by kind of record: to read, and to change."""

from __future__ import annotations

from collections.abc import Mapping

SCOPES: Mapping[str, str] = {
    "licenses:read": "Read your licenses",
    "licenses:write": "Add, change and delete licenses",
    "courses:read": "Read your courses",
    "courses:write": "Log, change and delete courses",
    "standings:read": "Read what your licenses still need",
    "certificates:read": "Read and download certificates",
    "certificates:write": "Upload and delete certificates",
}
