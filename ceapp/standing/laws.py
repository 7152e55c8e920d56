"""Where a rule is written, where it was read, and how sure that makes us."""

from __future__ import annotations

from dataclasses import dataclass

from ceapp.rules.requirement import Confidence, Credential, Requirement

_WHERE_READ = {
    "regulation": "read in the regulation",
    "statute": "read in the statute",
    "board": "read on the board’s page",
    "association": "read on an association’s page",
    "provider": "read on a course provider’s page",
    "news": "read in the news",
}
BY_YOUR_OWN = "by your own rules"
_WEAK = frozenset({"provider", "news"})
_LAW = frozenset({"regulation", "statute"})


@dataclass(frozen=True, slots=True)
class Law:
    """Where a rule is written, and how sure we are of it."""

    cite: str
    url: str
    level: str
    words: str


def law_of(rule: Requirement, credential: Credential) -> Law:
    """Give where `rule` is written; what was read on a weak page is never called sure.

    Of a person's own rules we have read nothing: they are as sure as the person says.
    """
    if credential.own:
        return Law(rule.citation.cite, rule.citation.url, credential.confidence, BY_YOUR_OWN)
    source = next((one for one in credential.sources if one.url == rule.citation.url), None)
    kind = source.kind if source else ""
    words = _WHERE_READ.get(kind, "")
    if source and words and source.as_of[:4].isdecimal():
        words = f"{words}, {source.as_of[:4]}"
    return Law(rule.citation.cite, rule.citation.url, _level(kind, credential.confidence), words)


def _level(kind: str, confidence: Confidence) -> str:
    if kind in _WEAK:
        return Confidence.LOW
    if confidence is Confidence.HIGH and kind not in _LAW:
        return Confidence.MEDIUM
    return confidence
