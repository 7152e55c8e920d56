"""The form that takes files: how many and that there are any, never what they hold."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField, ValidationError

from ceapp.certificates.limits import MOST_FILES, NO_FILE, TOO_MANY
from ceapp.web.forms import BaseForm


class UploadForm(BaseForm):
    """Some files, each of any kind; what they are is told from their content when stored."""

    files = MultipleFileField("Certificates")

    def validate_files(self, _field: Any) -> None:
        """Refuse none, and more than can be stored in one go."""
        chosen = len(self.chosen)
        if not chosen:
            raise ValidationError(NO_FILE)
        if chosen > MOST_FILES:
            raise ValidationError(TOO_MANY.format(count=chosen))

    @property
    def chosen(self) -> list[FileStorage]:
        """The files; a browser sends an empty part without a name where none was chosen."""
        sent = self.files.data or []
        return [file for file in sent if isinstance(file, FileStorage) and file.filename]
