"""An instance as a whole: its database, the key, and the folder of articles that were added."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ceapp.config import Settings
from ceapp.upkeep.faults import BrokenBackup
from ceapp.upkeep.homes import PostgresqlHome, SqliteHome, home_of
from ceapp.upkeep.new_file import beside, sync, write_whole

KEY, LIBRARY = "secret-key", "library"
STRANGE = "The backup holds a file that it cannot have: {name}"


@dataclass(frozen=True, slots=True)
class Instance:
    """What a host has; `key` is the one in the settings, "" where the folder's own is used."""

    folder: Path
    home: SqliteHome | PostgresqlHome
    key: str

    def holds_data(self) -> bool:
        """Say whether anything would be lost if another instance took this one's place."""
        return bool(self.home.rows() or any(self.kept_articles()))

    def kept_files(self) -> Iterator[tuple[str, bytes]]:
        """Give the files beside the database, by name."""
        file = self.folder / KEY
        key = self.key.encode() if self.key or not file.exists() else file.read_bytes()
        if key:
            yield KEY, key
        for article in self.kept_articles():
            yield f"{LIBRARY}/{article.relative_to(self.folder / LIBRARY)}", article.read_bytes()

    def kept_articles(self) -> list[Path]:
        """Give the files of the articles that were added."""
        return sorted(file for file in (self.folder / LIBRARY).rglob("*") if file.is_file())

    @contextmanager
    def staging(self, files: Mapping[str, bytes]) -> Iterator[Path]:
        """Write kept files into a folder beside their places, so that only names remain to change.

        The folder is gone when the block ends.
        """
        staged = beside(self.folder / KEY, "restoring")
        staged.mkdir(mode=0o700)
        try:
            for name, content in files.items():
                (staged / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                write_whole(staged / name, content)
            yield staged
        finally:
            shutil.rmtree(staged)

    def put_back(self, staged: Path, stamp: str) -> None:
        """Let the folder hold what was staged; articles that it has now are set aside."""
        if any(self.kept_articles()):
            (self.folder / LIBRARY).rename(self.folder / f"{LIBRARY}.replaced-{stamp}")
        if (staged / LIBRARY).exists():
            (staged / LIBRARY).rename(self.folder / LIBRARY)
        if (staged / KEY).exists() and not self.key:  # else the settings name another
            (staged / KEY).replace(self.folder / KEY)
        sync(self.folder)


def instance_of(settings: Settings) -> Instance:
    """Give the instance that the settings name."""
    home = home_of(settings.database_url)
    return Instance(settings.instance, home, settings.secret_key or "")


def checked_name(name: str) -> str:
    """Give a kept file's name back; raise `BrokenBackup` where it would lie anywhere else."""
    path = PurePosixPath(name)
    inside = name == KEY or (path.parts[:1] == (LIBRARY,) and len(path.parts) > 1)
    if path.is_absolute() or ".." in path.parts or not inside:
        raise BrokenBackup(STRANGE.format(name=name))
    return name
