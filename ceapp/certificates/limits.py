"""How much may be stored, and how it is said when it is too much."""

from __future__ import annotations

MEGABYTE = 1_000_000
LARGEST_FILE = 15 * MEGABYTE
MOST_FILES = 20  # in one go
QUOTA = 500 * MEGABYTE  # of one person
MOST_STORED = 5_000  # files of one person
LARGEST_UPLOAD = MOST_FILES * LARGEST_FILE + MEGABYTE  # the files, and what is sent around them

NO_FILE = "Choose one or more files: PDFs or photos of certificates"
TOO_MANY = (
    f"At most {MOST_FILES} files can be sent at once; you chose {{count}}. Send the rest after"
)
EMPTY = "“{name}” is empty. Save it again from where it came, then choose it again"
TOO_LARGE = (
    f"“{{name}}” is larger than {LARGEST_FILE // MEGABYTE} MB. "
    "Save it smaller, or take a photo of the certificate"
)
NOT_ONE = (
    "“{name}” is neither a PDF nor a photo (JPEG, PNG, WebP or HEIC), whatever its name says. "
    "Save or print the certificate as a PDF and choose that"
)
NO_ROOM = (
    f"There is no room for “{{name}}”: your certificates fill the {QUOTA // MEGABYTE} MB "
    f"or {MOST_STORED:,} files that one person has here. Delete some that you set aside"
)


def megabytes(size: int) -> str:
    """Write 0.3 MB and 14 MB."""
    amount = size / MEGABYTE
    return f"{amount:.0f} MB" if amount >= 10 else f"{max(amount, 0.1):.1f} MB"
