"""Tells a certificate from the other papers that come with a course."""

from __future__ import annotations

import re

from ceapp.certificates.reading.layout import Document
from ceapp.certificates.reading.values import Kind

_COMPLETED = re.compile(
    r"\b(?:has|have|had)\s+(?:\w+\s+){0,2}(?:completed|attended|participated|finished|earned|fulfilled)|certif(?:y|ies)\s+that|this certifies"
    r"|certificate of (?:\w+\s+){0,3}(?:completion|attendance|achievement|participation|training|credit|continuing education|education|recognition|accomplishment)"
    r"|(?:date|completion)\W{0,3}(?:of )?complet|completed (?:on|the)|\bawarded to\b|in recognition of|proof of (?:continuing|completion|attendance)"
    r"|statement of (?:credit|attendance|completion|participation)|letter of (?:attendance|completion)|course completion|you (?:have )?(?:successfully )?(?:passed|finished|completed|earned|attended)|training record|verification that|attended the (?:full|entire)|attendance (?:certificate|verification|record)"
    r"|(?:continuing education|CE) (?:verification|record of completion|certificate|credit certificate)|(?:took part|participated) in|your certificate$"
    r"|record of (?:completion|attendance)|verification of (?:attendance|completion|continuing)|certificate of|certificate (?:for|no|#)|attended live|date (?:completed|attended)|certificate$"
    r"|(?:credits?|hours?|units?) (?:earned|awarded)|successfully (?:completed|attended|participated)|confirms? that|affirm that|for (?:completing|attending|participating)|upon completing",
    re.IGNORECASE | re.MULTILINE,
)
_RECEIPT = [
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\breceipt\b|\binvoice\b|tax invoice", r"amount (?:paid|due|charged)|total (?:paid|due|charged)|grand total|balance due|subtotal|payment method|paid (?:by|with|via)|payment received",
        r"\border (?:#|no|number|date|confirmation|summary)|order\s+#|transaction (?:id|#)|confirmation (?:#|number|code)",
        r"\b(?:visa|mastercard|amex|american express|paypal)\b|card ending|ending in \d{4}|\bending \d{4}",
        r"registration (?:confirm|is confirmed|receipt)|(?:you are|you['’]re|you have been) (?:now )?registered|thank you for (?:registering|your (?:order|purchase|registration))|registration confirmed",
        r"certificate(?:s)? (?:will|can) be|certificate is (?:almost|not yet)|to (?:download|receive|print|get|claim|access|obtain) (?:your|the|a) certificate|after you (?:attend|complete)|once you (?:have )?(?:attend|complete)|join (?:link|the webinar|us)|add to calendar|we look forward|see you (?:there|on)",
        r"\$\s?\d+(?:\.\d\d)?",
    )
]  # fmt: skip
_SYLLABUS = [
    re.compile(words, re.IGNORECASE | re.MULTILINE)
    for words in (
        r"\bsyllabus\b|course outline|course description|program description|workshop description|about this (?:course|webinar|training)", r"learning objectives|course objectives|objectives:|(?:will|able to) be able to:?|participants will",
        r"target audience|who should attend|intended audience|prerequisites?", r"\bagenda\b|schedule of|program schedule|\d{1,2}:\d\d\s*(?:am|pm|a\.m\.)?\s*[-–]\s*\d{1,2}:\d\d.*(?:\n.*){0,3}\d{1,2}:\d\d\s*(?:am|pm)?\s*[-–]\s*\d{1,2}:\d\d",
        r"register (?:now|today|at|by|online)|registration (?:fee|opens|closes|deadline)|early bird|tuition|cancellation policy|refund", r"required (?:text|reading)|grading|office hours|references\s*$|bibliography|week \d+",
        r"to receive (?:a |your |CE )?(?:certificate|credit)|(?:certificates?|credit) (?:will be|is|are) (?:awarded|available|issued|provided)|(?:must|are required to) (?:attend|complete|sign)",
    )
]  # fmt: skip
_NOT_DONE = re.compile(
    r"not (?:yet )?(?:completed?|passed|eligible)|did not (?:pass|complete|meet)|in progress|\bincomplete\b|\bfailed\b|not passed|status:?\s*(?:registered|enrolled|pending|in progress|not started)|\bprogress:?\s*\d{1,2}\s*%"
    r"|does not (?:constitute|serve as|represent) (?:a |proof|an? )?(?:certificate|proof|evidence|verification)|(?:this is )?not a certificate|\bSAMPLE\b|specimen|\[(?:name|participant|date)[^\]]*\]|<name>|void\b|preview only|no credit (?:has been |was |is )?(?:awarded|given|earned)",
    re.IGNORECASE,
)
_TAUGHT = re.compile(
    r"certificate of appreciation|for (?:presenting|teaching|facilitating)\b|(?:has )?served as (?:an? )?(?:presenter|faculty|speaker|instructor)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"certificate of (?:insurance|liability|licensure|approval|registration|incorporation|good standing)|license (?:certificate|verification|lookup)|is (?:hereby |duly )?licensed (?:as|to practice)|wallet card|renewal (?:notice|reminder|application)"
    r"|evaluation form|please rate|strongly (?:agree|disagree)|sign-?in sheet|membership (?:card|certificate)|policy (?:number|period)|dear (?:provider|sponsor|applicant)|provider approval (?:letter|notice)|has been approved as an? (?:provider|sponsor)"
    r"|answer key|quiz (?:questions|results)|multiple choice",
    re.IGNORECASE,
)
_TRANSCRIPT = re.compile(
    r"\btranscript\b|(?:course|CE|training|learning|education|credit|learner|activity) (?:history|log|report)|(?:list|summary|record) of (?:completed |continuing education |CE )?(?:courses|credits|activities|trainings)|courses completed|completed courses"
    r"|(?:CE|credit|education|training) (?:summary|tracker)|continuing education record|CE record\b(?! of)|credits? earned report", re.IGNORECASE,
)  # fmt: skip


def kind_of(document: Document) -> Kind:
    """Say what a document seems to be; `certificate` where it says that somebody completed a course."""
    text = document.text
    if not re.search(r"[^\W\d]{3}", text):
        return "unreadable"
    done = len({match.group().lower() for match in _COMPLETED.finditer(text)})
    receipt = sum(bool(shape.search(text)) for shape in _RECEIPT)
    syllabus = sum(bool(shape.search(text)) for shape in _SYLLABUS)
    if _TRANSCRIPT.search(text):
        return "transcript"
    if _NOT_DONE.search(text):
        return "receipt" if receipt > 1 else "other"
    if _TAUGHT.search(text):
        return "other"
    # "Your certificate will be e-mailed" is a promise, however much else is said.
    promised = bool(_RECEIPT[5].search(text) or _RECEIPT[4].search(text))
    if receipt >= 2 and (done <= 1 or promised) and not re.search(r"certif(?:y|ies) that|this certifies", text, re.IGNORECASE):
        return "receipt"
    if receipt >= 3 and done <= 2:
        return "receipt"
    if _OTHER.search(text) and done <= 1:
        return "other"
    if syllabus >= 2 and done <= syllabus - 1:
        return "syllabus"
    if promised and done <= 1:
        return "receipt"
    return "certificate" if done else "syllabus" if syllabus else "other"


def is_transcript(document: Document) -> bool:
    """Say whether a document calls itself a list of courses."""
    return bool(_TRANSCRIPT.search(document.text))
