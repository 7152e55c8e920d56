"""The rule that a doubt is about, as text: once it changes, an answer is out of date."""

from __future__ import annotations

from ceapp.rules.doubt import Doubt
from ceapp.rules.requirement import Credential


def rule_behind(doubt: Doubt, subject: str, credential: Credential) -> str:
    """Give what the rules say now of a doubt's subject; equal texts mean an unchanged rule."""
    named = ", ".join(sorted(credential.accepted_approvals))
    kinds = {kind for rule in credential.requirements for kind in rule.activities}
    kinds |= {kind for rule in credential.conversions for kind in rule.activities}
    once = [rule for rule in credential.requirements if rule.every.once]
    behind = {
        Doubt.OVERLAP: f"One hour for two topics: {credential.topic_overlap}",
        Doubt.APPROVAL: f"Approvals on the list: {named or 'none'}"
        + ("; nothing else counts" if credential.approvals_required else ""),
        Doubt.ACTIVITY: f"Activities named in the rules: {', '.join(sorted(kinds)) or 'none'}",
        Doubt.EARLIER: "; ".join(
            f"{rule.id}, {rule.hours} ({rule.citation.cite})" for rule in once
        ),
        Doubt.TOTAL: f"Total: {credential.total}",
        Doubt.CONFIDENCE: f"Rules as reviewed on {credential.reviewed.isoformat()}",
    }
    return behind.get(doubt, subject)
