"""Finds the rule files and loads them on demand; a broken one is named, the others still load."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from ceapp.boards import lists
from ceapp.errors import CeappError
from ceapp.rules.requirement import Confidence, Credential
from ceapp.rules.rule_fields import Mistake, RuleMistakes
from ceapp.rules.rule_text import read_credential
from ceapp.rules.vocabulary import Profession, Topics

_ID = re.compile(r"(us-[a-z]{2})-([a-z0-9-]+)")
_TABLE = re.compile(r"^\[", re.MULTILINE)
_LISTS = ("jurisdictions", "topics", "circumstances", "approvals")
_CHANGES = "changes"  # no rule needs it to be read, and a folder of rules may have none
_PROFESSIONS = list(Profession)
List = TypeVar("List")


class UnknownCredential(CeappError):  # noqa: N818 - said to a person, who only mistyped
    """There is no credential of this id; `near` are ids that look like it."""

    def __init__(self, credential_id: str, near: Iterable[str] = ()) -> None:
        self.credential_id = credential_id
        self.near = tuple(near)
        hint = f" Did you mean {' or '.join(self.near)}?" if self.near else ""
        super().__init__(f"There is no credential “{credential_id}”.{hint}")


class BrokenRuleFile(CeappError):  # noqa: N818 - the file is at fault
    """A rule file that cannot be used; `mistakes` say where and what to do."""

    def __init__(self, path: Path, mistakes: tuple[Mistake, ...]) -> None:
        self.path = path
        self.mistakes = mistakes
        super().__init__("\n".join(f"{path}: {mistake}" for mistake in mistakes))


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list of credentials shows of one; read from the head of its file only."""

    id: str
    title: str
    abbreviation: str
    also: tuple[str, ...]
    profession: Profession
    jurisdiction: str
    jurisdiction_name: str
    board: str
    confidence: Confidence

    @property
    def name(self) -> str:
        """The short name that people use: California LCSW."""
        return f"{self.jurisdiction_name} {self.abbreviation or self.title}"


class Catalog:
    """The rule files of one folder; what was read once is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loaded: dict[str, Credential] = {}
        self._broken: dict[str, BrokenRuleFile] = {}

    def listing(self) -> tuple[Listing, ...]:
        """Give every credential by jurisdiction, profession and title, but those known broken."""
        return tuple(item for item in self._heads if item.id not in self._broken)

    def load(self, credential_id: str) -> Credential:
        """Give one credential; raises `UnknownCredential` or `BrokenRuleFile`."""
        if credential_id in self._loaded:
            return self._loaded[credential_id]
        path = self.path_of(credential_id)
        try:
            credential = self._loaded[credential_id] = self.read(path)
        except BrokenRuleFile as broken:
            self._broken[credential_id] = broken
            raise
        return credential

    def path_of(self, credential_id: str) -> Path:
        """Give the file of a credential; raises `UnknownCredential` when there is none."""
        found = _ID.fullmatch(credential_id)
        if found:
            path = self.folder / found[1].replace("-", "_") / f"{found[2]}.toml"
            if path.is_file():
                return path
        ids = [_id_of(path) for path in self.paths()]
        raise UnknownCredential(credential_id, difflib.get_close_matches(credential_id, ids, 3))

    def text_of(self, credential_id: str) -> str:
        """Give the text of a credential's file as it is now; raises `UnknownCredential`."""
        return self.path_of(credential_id).read_text(encoding="utf-8")

    def paths(self) -> Iterator[Path]:
        """Give every credential's file, by jurisdiction and name."""
        return iter(sorted(self.folder.glob("us_??/*.toml")))

    def read(self, path: Path) -> Credential:
        """Read one file, of this folder or another; raises `BrokenRuleFile`."""
        try:
            credential = self.read_text(path.read_text(encoding="utf-8"))
        except RuleMistakes as wrong:
            raise BrokenRuleFile(path, wrong.mistakes) from wrong
        except (OSError, UnicodeDecodeError) as unreadable:
            cure = "Save it as a plain text file in UTF-8 that may be read."
            mistake = Mistake("the whole file", f"It cannot be read ({unreadable}).", cure)
            raise BrokenRuleFile(path, (mistake,)) from unreadable
        if path.is_relative_to(self.folder) and credential.id != _id_of(path):
            fault = f"“{credential.id}” does not belong in this file."
            cure = f"Write {_id_of(path)}, or move the file."
            raise BrokenRuleFile(path, (Mistake("id", fault, cure),))
        return credential

    def read_text(self, text: str, *, own: bool = False) -> Credential:
        """Read the text of a rule file, or of a person's own rules; raises `RuleMistakes`."""
        return read_credential(
            text,
            known_topics=self.topics.labels,
            known_circumstances=self.circumstances,
            known_approvals=self.approvals,
            jurisdiction_names=self.jurisdictions,
            own=own,
        )

    def check(self, path: Path) -> BrokenRuleFile | None:
        """Read a rule file, or one of the lists, and give what is wrong with it."""
        try:
            if path.parent == self.folder and path.stem in {*_LISTS, _CHANGES}:
                getattr(self, path.stem)
            else:
                self.read(path)
        except BrokenRuleFile as broken:
            return broken
        return None

    def mistakes(self) -> tuple[BrokenRuleFile, ...]:
        """Read every file and give those that are broken; without the lists none can be read."""
        broken_lists = [self.check(self.folder / f"{name}.toml") for name in _LISTS]
        if any(broken_lists):
            return tuple(broken for broken in broken_lists if broken)
        for path in self.paths():
            try:
                self.load(_id_of(path))
            except BrokenRuleFile:
                continue
        changes = self.check(self.folder / f"{_CHANGES}.toml")
        broken = [self._broken[key] for key in sorted(self._broken)]
        return (*broken, changes) if changes else tuple(broken)

    @cached_property
    def topics(self) -> Topics:
        """The topic tree."""
        return self._list("topics.toml", lists.read_topics)

    @cached_property
    def circumstances(self) -> Mapping[str, lists.Circumstance]:
        """The facts about a person that rules depend on, by slug."""
        return self._list("circumstances.toml", lists.read_circumstances)

    @cached_property
    def approvals(self) -> Mapping[str, lists.Approval]:
        """Who approves or gives courses, by slug."""
        return self._list("approvals.toml", lists.read_approvals)

    @cached_property
    def jurisdictions(self) -> Mapping[str, str]:
        """The jurisdictions' names by slug, in the order of the names."""
        return self._list("jurisdictions.toml", lists.read_jurisdictions)

    @cached_property
    def changes(self) -> tuple[lists.Change, ...]:
        """What was corrected in the rules since they were collected, newest first."""
        if not (self.folder / f"{_CHANGES}.toml").is_file():
            return ()
        return self._list(f"{_CHANGES}.toml", lists.read_changes)

    @cached_property
    def _heads(self) -> tuple[Listing, ...]:
        found = [head for head in map(self._head, self.paths()) if head]
        found.sort(key=lambda it: (it.jurisdiction_name, _PROFESSIONS.index(it.profession), it.id))
        return tuple(found)

    def _head(self, path: Path) -> Listing | None:
        """Read the head of one file, None when it is broken: `mistakes` then says why."""
        try:
            text = path.read_text(encoding="utf-8")
            return _first(text.split("\n\n", 1)[0], path, self.jurisdictions) or _first(
                _TABLE.split(text, 1)[0], path, self.jurisdictions
            )
        except (OSError, UnicodeDecodeError):
            return None

    def _list(self, name: str, read: Callable[[str], List]) -> List:
        path = self.folder / name
        try:
            return read(path.read_text(encoding="utf-8"))
        except RuleMistakes as wrong:
            raise BrokenRuleFile(path, wrong.mistakes) from wrong


def _id_of(path: Path) -> str:
    return f"{path.parent.name.replace('_', '-')}-{path.stem}"


def _first(head: str, path: Path, names: Mapping[str, str]) -> Listing | None:
    """Make a listing of the first lines of a file, None when they do not say enough."""
    try:
        values = tomllib.loads(head)
        if values["id"] != _id_of(path):
            return None
        return Listing(
            id=values["id"],
            title=values["title"],
            abbreviation=values.get("abbreviation", ""),
            also=tuple(values.get("also", ())),
            profession=Profession(values["profession"]),
            jurisdiction=values["jurisdiction"],
            jurisdiction_name=names[values["jurisdiction"]],
            board=values["board"],
            confidence=Confidence(values["confidence"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError):
        return None


_ours = Catalog(Path(__file__).resolve().parent)

listing = _ours.listing
load = _ours.load
read_text = _ours.read_text
check = _ours.check
mistakes = _ours.mistakes
path_of = _ours.path_of
text_of = _ours.text_of
paths = _ours.paths


def topics() -> Topics:
    """Give the topic tree."""
    return _ours.topics


def circumstances() -> Mapping[str, lists.Circumstance]:
    """Give the facts about a person that rules depend on, by slug."""
    return _ours.circumstances


def approvals() -> Mapping[str, lists.Approval]:
    """Give who approves or gives courses, by slug."""
    return _ours.approvals


def jurisdictions() -> Mapping[str, str]:
    """Give the jurisdictions' names by slug, in the order of the names."""
    return _ours.jurisdictions


def changes() -> tuple[lists.Change, ...]:
    """Give what was corrected in the rules since they were collected, newest first."""
    return _ours.changes
