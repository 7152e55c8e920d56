"""Tells a certificate from the other papers that come with a course."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ceapp.certificates.reading.layout import Document
from ceapp.certificates.reading.values import Kind


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE | re.MULTILINE)


_COMPLETED = _any(
    r"\b(?:has|have|had)\s+(?:\w+\s+){0,2}"
    r"(?:completed|attended|participated|finished|earned|fulfilled)",
    r"certif(?:y|ies)\s+that|this certifies|confirms? that|affirm that|verification that",
    r"certificate of (?:\w+\s+){0,3}(?:completion|attendance|achievement|participation|training"
    r"|credit|continuing education|education|recognition|accomplishment)",
    r"certificate of|certificate (?:for|no|#)|certificate$|your certificate$",
    r"(?:date|completion)\W{0,3}(?:of )?complet|completed (?:on|the)|date (?:completed|attended)",
    r"awarded to\b|in recognition of|(?:took part|participated) in|attended live",
    r"proof of (?:continuing|completion|attendance)",
    r"(?:statement|letter|record) of (?:credit|attendance|completion|participation)",
    r"verification of (?:attendance|completion|continuing)",
    r"attendance (?:certificate|verification|record)|training record|course completion",
    r"(?:continuing education|CE) "
    r"(?:verification|record of completion|certificate|credit certificate)",
    r"you (?:have )?(?:successfully )?(?:passed|finished|completed|earned|attended)",
    r"attended the (?:full|entire)|successfully (?:completed|attended|participated)",
    r"(?:credits?|hours?|units?) (?:earned|awarded)",
    r"for (?:completing|attending|participating)|upon completing",
)
_CERTIFIES = _any(r"certif(?:y|ies) that|this certifies")
_REGISTERED = _any(
    r"registration (?:confirm|is confirmed|receipt)|registration confirmed",
    r"(?:you are|you['’]re|you have been) (?:now )?registered",
    r"thank you for (?:registering|your (?:order|purchase|registration))",
)
# What will be is not yet: the certificate is still to come.
_PROMISED = _any(
    r"certificates? (?:will|can) be|certificate is (?:almost|not yet)",
    r"to (?:download|receive|print|get|claim|access|obtain) (?:your|the|a) certificate",
    r"after you (?:attend|complete)|once you (?:have )?(?:attend|complete)",
    r"join (?:link|the webinar|us)|add to calendar|we look forward|see you (?:there|on)",
)
_RECEIPT = (
    _any(r"\breceipt\b", r"\binvoice\b"),
    _any(
        r"amount (?:paid|due|charged)|total (?:paid|due|charged)|grand total|balance due|subtotal",
        r"payment method|paid (?:by|with|via)|payment received",
    ),
    _any(
        r"\border (?:#|no|number|date|confirmation|summary)|order\s+#|transaction (?:id|#)",
        r"confirmation (?:#|number|code)",
    ),
    _any(
        r"\b(?:visa|mastercard|amex|american express|paypal)\b",
        r"card ending|\bending (?:in )?\d{4}",
    ),
    _any(r"\$\s?\d+(?:\.\d\d)?"),
    _REGISTERED,
    _PROMISED,
)
_CLOCK = r"\d{1,2}:\d\d\s*(?:am|pm|a\.m\.)?\s*[-–]\s*\d{1,2}:\d\d"
_SYLLABUS = (
    _any(
        r"\bsyllabus\b|course outline|(?:course|program|workshop) description",
        r"about this (?:course|webinar|training)",
    ),
    _any(
        r"learning objectives|course objectives|objectives:",
        r"(?:will|able to) be able to:?|participants will",
    ),
    _any(r"target audience|who should attend|intended audience|prerequisites?"),
    _any(
        r"\bagenda\b|schedule of|program schedule",
        rf"{_CLOCK}.*(?:\n.*){{0,3}}{_CLOCK}",
    ),
    _any(
        r"register (?:now|today|at|by|online)|registration (?:fee|opens|closes|deadline)",
        r"early bird|tuition|cancellation policy|refund",
    ),
    _any(r"required (?:text|reading)|grading|office hours|references\s*$|bibliography|week \d+"),
    _any(
        r"to receive (?:a |your |CE )?(?:certificate|credit)",
        r"(?:certificates?|credit) (?:will be|is|are) (?:awarded|available|issued|provided)",
        r"(?:must|are required to) (?:attend|complete|sign)",
    ),
)
_NOT_DONE = _any(
    r"not (?:yet )?(?:completed?|passed|eligible)|did not (?:pass|complete|meet)|in progress",
    r"\bincomplete\b|\bfailed\b|\bprogress:?\s*\d{1,2}\s*%|void\b|preview only",
    r"status:?\s*(?:registered|enrolled|pending|in progress|not started)",
    r"does not (?:constitute|serve as|represent) (?:a |proof|an? )?"
    r"(?:certificate|proof|evidence|verification)|not a certificate",
    r"\bSAMPLE\b|specimen|\[(?:name|participant|date)[^\]]*\]|<name>",
    r"no credit (?:has been |was |is )?(?:awarded|given|earned)",
)
# Hours of teaching count by rules of their own; the paper says for whom, not how many.
_TAUGHT = _any(
    r"certificate of appreciation|for (?:presenting|teaching|facilitating)\b",
    r"served as (?:an? )?(?:presenter|faculty|speaker|instructor)",
)
_OTHER = _any(
    r"certificate of (?:insurance|liability|licensure|approval|registration|incorporation"
    r"|good standing)",
    r"license (?:certificate|verification|lookup)|is (?:hereby |duly )?licensed (?:as|to practice)",
    r"wallet card|renewal (?:notice|reminder|application)|evaluation form|please rate",
    r"strongly (?:agree|disagree)|sign-?in sheet|membership (?:card|certificate)",
    r"policy (?:number|period)|dear (?:provider|sponsor|applicant)",
    r"provider approval (?:letter|notice)|has been approved as an? (?:provider|sponsor)",
    r"answer key|quiz (?:questions|results)|multiple choice",
)
_TRANSCRIPT = _any(
    r"\btranscript\b|courses completed|completed courses|credits? earned report",
    r"(?:course|CE|training|learning|education|credit|learner|activity) (?:history|log|report)",
    r"(?:list|summary|record) of (?:completed |continuing education |CE )?"
    r"(?:courses|credits|activities|trainings)",
    r"(?:CE|credit|education|training) (?:summary|tracker)",
    r"continuing education record|CE record\b(?! of)",
)


def kind_of(document: Document) -> Kind:
    """Say what a document seems to be; a certificate says that somebody completed a course."""
    text = document.text
    if not re.search(r"[^\W\d]{3}", text):
        return "unreadable"
    if _TRANSCRIPT.search(text):
        return "transcript"
    if _NOT_DONE.search(text):
        return "receipt" if _count(_RECEIPT, text) > 1 else "other"
    if _TAUGHT.search(text):
        return "other"
    return _by_weight(text)


def _by_weight(text: str) -> Kind:
    done = len({match.group().lower() for match in _COMPLETED.finditer(text)})
    receipt, syllabus = _count(_RECEIPT, text), _count(_SYLLABUS, text)
    promised = bool(_PROMISED.search(text) or _REGISTERED.search(text))
    paid = receipt >= 2 and (done <= 1 or promised) and not _CERTIFIES.search(text)
    if paid or (receipt >= 3 and done <= 2) or (promised and done <= 1 and syllabus < 2):
        return "receipt"
    if done <= 1 and _OTHER.search(text):
        return "other"
    if syllabus >= 2 and done < syllabus:
        return "syllabus"
    if done:
        return "certificate"
    return "syllabus" if syllabus else "other"


def _count(shapes: Iterable[re.Pattern[str]], text: str) -> int:
    return sum(bool(shape.search(text)) for shape in shapes)
