"""What two versions of a credential's rules say differently, in plain words; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ceapp.rules.plain_credential import about, to_check
from ceapp.rules.plain_words import Names, in_plain_words
from ceapp.rules.requirement import Credential, Requirement, Total

_TOTAL = {
    Total.STATED: "A rule states it.",
    Total.NONE: "The law sets none.",
    Total.UNKNOWN: "It is not known.",
}
_SURE = {"high": "Sure.", "medium": "Fairly sure.", "low": "Not sure."}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is said differently: "" before where it is new, "" now where it is gone."""

    about: str
    before: str
    now: str


def differences(before: Credential, now: Credential, names: Names) -> tuple[Difference, ...]:
    """Give what `now` says differently from `before`, the rules first."""
    was, says = _said(before, names), _said(now, names)
    keys = dict.fromkeys((*was, *says))
    found = []
    for key in keys:
        title, text = was.get(key, ("", ""))
        new_title, new_text = says.get(key, ("", ""))
        if (title, text) != (new_title, new_text):
            found.append(Difference(new_title or title, text, new_text))
    return tuple(found)


def _said(credential: Credential, names: Names) -> dict[str, tuple[str, str]]:
    """Give everything that is said, by a key that is the same in both versions."""
    said = {f"rule {rule.id}": _rule(rule, credential, names) for rule in credential.requirements}
    said |= {f"about {title}": (title, text) for title, text in _whole(credential)}
    said |= {f"about {title}": (title, text) for title, text in about(credential, names)}
    said |= {str(one): ("To check", str(one)) for one in to_check(credential, names)}
    return said


def _rule(rule: Requirement, credential: Credential, names: Names) -> tuple[str, str]:
    plain = in_plain_words(rule, credential, names)
    cite = f"({rule.citation.cite})"
    explained = rule.prorated if rule.shorter else ""  # else it is among the sentences
    return plain.name, " ".join(filter(None, (*plain.sentences, explained, rule.note, cite)))


def _whole(credential: Credential) -> Iterator[tuple[str, str]]:
    yield "License", f"{credential.title} ({credential.abbreviation or 'no letters'})"
    yield "Place", credential.jurisdiction_name
    yield "Who licenses", credential.board
    yield "Total of hours", _TOTAL[credential.total]
    yield "How sure", _SURE[credential.confidence]
