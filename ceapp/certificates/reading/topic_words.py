"""The words by which certificates name the topics that boards ask for."""

from __future__ import annotations

import re

# Narrow topics stand before broad ones: the first that fits a place takes it.
_TOPICS = {
    "supervision-ethics": r"ethics (?:in|of) (?:clinical )?supervision|supervision ethics",
    "law-and-ethics": r"law(?:s)? (?:and|&) (?:professional )?ethics|ethics (?:and|&) (?:the )?law"
    r"|legal (?:and|&) ethical(?: issues)?|ethical (?:and|&) legal(?: issues)?|legal/ethical",
    "jurisprudence": r"jurisprudence|(?:state )?laws? (?:and|&) (?:rules|regulations)",
    "boundaries": r"(?:professional |ethical )?boundar(?:y|ies)(?: (?:issues|training))?",
    "ethics": r"(?:professional |clinical |social work |counseling )?ethics|ethical (?:practice"
    r"|issues)",
    "suicide-prevention": r"suicid(?:e|ality)(?: (?:risk|prevention|assessment|intervention"
    r"|treatment|management|screening|and|&|postvention|,))*",
    "implicit[-]bias": r"implicit bias",
    "lgbtq": r"lgbtq?i?a?\+?(?: (?:issues|clients|affirmative|affirming|competenc[ey]|care"
    r"|cultural|health|specific))*",
    "health-equity": r"health (?:equity|disparities)",
    "anti-racism": r"anti-?racism",
    "anti-oppressive-practice": r"anti-?oppressive(?: social work)?(?: practice)?",
    "cultural-competence": r"cultural(?:ly)? (?:competen(?:ce|cy|t)|humility|diversity|awareness"
    r"|responsiveness|sensitivity)|diversity(?:,? (?:equity|inclusion|and|&|,))*|multicultural"
    r"(?:ism| (?:competence|counseling|issues))?",
    "telehealth": r"tele-?(?:health|therapy|mental health|medicine|practice|psychology)"
    r"|distance counseling|technology-assisted (?:practice|therapy)",
    "supervision": r"(?:clinical |counselor |supervisory |providing )?supervis(?:ion|ory|or)"
    r"(?: (?:training|skills|practice))?",
    "child-abuse": r"(?:suspected )?child (?:abuse|maltreatment)(?: (?:and neglect|identification"
    r"|recognition|assessment|and|reporting|mandated|&|neglect|,))*|mandat(?:ed|ory) report(?:er"
    r"|ing)",
    "elder-abuse": r"elder(?:ly)?(?: (?:and|&|or) dependent[- ]adult)? abuse"
    r"|dependent[- ]adult abuse",
    "domestic-violence": r"(?:domestic|intimate partner|spousal|family|sexual and domestic)"
    r"(?: (?:and|or|&|/) (?:domestic|sexual|intimate partner))? (?:violence|abuse)"
    r"|spousal or partner abuse",
    "human-trafficking": r"(?:human|sex) trafficking(?: (?:prevention|awareness|identification))*",
    "hiv-aids": r"hiv(?:\s?/\s?|\s(?:and|&)\s)aids|\bhiv\b",
    "opioids": r"opioids?(?: (?:use|prescribing|disorder|misuse|overdose|and pain management))*",
    "substance-use": r"substance[- ](?:use|abuse|misuse|related)(?: (?:disorders?|and|&|treatment"
    r"|dependency|addiction))*|addictions?(?: counseling)?|chemical dependency|alcoholism",
    "medical-errors": r"(?:prevention of |preventing )?medical errors?(?: prevention)?",
    "dementia": r"dementia|alzheimer['’]?s(?: disease)?(?: (?:and|&) (?:other "
    r"|related )?dementias?)?",
    "sexual-harassment": r"sexual harassment(?: prevention)?",
    "veterans": r"veterans?(?: (?:and|&) military(?: families)?)?|military (?:families|culture)",
    "pain-management": r"pain (?:and (?:pain )?symptom )?management",
    "pandemic": r"infection control|pandemic|covid-?19",
    "psychopharmacology": r"psycho-?pharmacology",
    "trauma-informed-care": r"trauma[- ]informed(?: (?:care|practice))?|trauma",
    "evidence-based-practice": r"evidence[- ]based(?: (?:practice|treatment)s?)?",
    "assessment-diagnosis": r"assessment (?:and|&|/) diagnosis|diagnos(?:is|tic) (?:and"
    r"|&) (?:assessment"
    r"|treatment)|diagnosis",
    "self-care": r"self[- ]care|burn-?out(?: prevention)?|professional wellness|clinician wellness",
    "therapeutic-relationship": r"therapeutic (?:relationship|alliance)",
    "risk-management": r"risk management",
    "research": r"research(?: methods)?",
    "documentation": r"documentation|record[- ]?keeping",
    "practice-management": r"practice management",
    "couples-families": r"couples? (?:and|&) famil(?:y|ies)(?: therapy)?",
    "clinical": r"clinical(?: practice| content| social work)?",
}
TOPICS = {
    slug.replace("[-]", "-"): re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)
    for slug, words in _TOPICS.items()
}
# Of these only a half of a topic's name is written, after "law and" or before it.
_FILLING = (
    r"(?:\W|\b(?:ce|ceus?|hours?|credits?|hrs?|of|in|on|the|and|for|training|content|continuing"
    r"|education|contact|clock|requirement|required|topic|subject|approved|professional|course"
    r"|state|board|portion|component|specific|credit|units?|to|toward|board-required"
    r"|live|practice|education|issues|mandatory|mandated|category|area|total|skills)\b)*"
)


def topic_named(text: str) -> str | None:
    """Give the topic that a text names and says nothing else; None where there is more."""
    for slug, shape in TOPICS.items():
        match = shape.search(text)
        if match and re.fullmatch(
            _FILLING, text[: match.start()] + " " + text[match.end() :], re.IGNORECASE
        ):
            return slug
    return None


def first_topic(text: str) -> str | None:
    """Give the topic with which a text begins, so that "ethics and 1 hour of …" is ethics."""
    text = re.sub(
        r"^(?:\W|\b(?:the|topic|area|subject|of|in|on|state|required|content)\b)*",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return next((slug for slug, shape in TOPICS.items() if shape.match(text)), None)


def topics_within(text: str) -> list[str]:
    """Give every topic that a text touches on."""
    return [slug for slug, shape in TOPICS.items() if shape.search(text)]
