"""What few rules need has fields too, checked at the field; and a rule can be tried first."""

from datetime import date

import pytest

from ceapp.rules.rule_text import parse
from tests import factories
from tests.own_rules.making import started
from tests.own_rules.pages import LIMIT, RULE, WHOLE, message, mine, rules
from tests.pages import send, text_of


def test_everything_rare_can_be_said_of_a_rule(signed_in, person):
    row = started(person)
    rare = {
        "hours": "20",
        "single": "yes",
        "share": "50%",
        "unless": "supervisor",
        "replaces": "rule-1",
        "periods_from": "1/1/2026",
        "periods_until": "12/31/2029",
        "courses_from": "7/1/2025",
        "due_months": "6",
        "without_approvals": ["apa"],
        "shorter__step-0-under_months": "12",
        "shorter__step-0-hours": "0",
        "shorter__count": "started",
        "shorter__any_period": "yes",
    }
    send(signed_in, f"/own-rules/{row.id}/add", {**RULE, **rare, "topics": ["clinical"]})
    page = text_of(signed_in.get(f"/own-rules/{row.id}"))

    for said in (
        "One course must bring all of them",
        "That is 1/2 of the total",
        "Not if you supervise",
        "It takes the place of “Professional ethics”",
        "For periods that begin from January 1, 2026 to December 31, 2029.",
        "Only courses finished on July 1, 2025 or later serve it.",
        "It is due six months after the license was issued.",
        "not approved or given by",
        "A period of another length of under 12 months asks for none",
    ):
        assert said in page
    form = text_of(signed_in.get(f"/own-rules/{row.id}/rules/rule-2"))
    assert "Which hours (3 answered)" in form


def test_one_course_however_long_and_thresholds_of_a_limit(signed_in, person):
    row = started(person)
    page = f"/own-rules/{row.id}"
    send(signed_in, f"{page}/add", {**RULE, "kind": "course", "hours": ""})
    assert "One course on professional ethics, however long." in text_of(signed_in.get(page))
    send(signed_in, f"{page}/rules/rule-2", {**RULE, "hours": "2"})
    assert "completion" not in mine(person).document

    limit = {**LIMIT, "each": "course", "only_from": "2", "only_kinds": "3"}
    send(signed_in, f"{page}/add", limit)
    shown = text_of(signed_in.get(page))
    assert "Of each single course or piece of work." in shown
    assert "They count only from 2 hours up." in shown
    assert "three different kinds together" in shown


def test_everything_rare_can_be_said_of_the_whole(signed_in, person):
    row = started(person)
    send(signed_in, f"/own-rules/{row.id}/add", {**RULE, "topics": ["telehealth"]})
    whole = {
        **WHOLE,
        "window__ends": "December 31",
        "window__side": "after",
        "carryover__limit": "10",
        "carryover__last_months": "6",
        "carryover__toward": "topics",
        "conversion-1-activities": ["teaching"],
        "conversion-1-times": "2",
        "conversion-1-first_time": "yes",
        "repeats__most": "1",
        "topic_overlap": "forbidden",
        "overlap-0-needs": ["rule-1", "rule-2"],
    }
    send(signed_in, f"/own-rules/{row.id}/whole", whole)
    page = text_of(signed_in.get(f"/own-rules/{row.id}"))

    for said in (
        "Courses count up to December 31, the first one after",
        "Only hours of the last six months of a period.",
        "They serve their topics there too.",
        "One hour from teaching or presenting counts as 2 the first time.",
        "The same course counts once in one period.",
        "But one hour may serve Professional ethics and Telehealth together.",
    ):
        assert said in page
    document = parse(mine(person).document)
    assert document["overlap"] == [{"needs": ["rule-1", "rule-2"]}]
    assert document["conversion"] == [{"activities": ["teaching"], "times": 2, "first_time": True}]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"window__note": "x"}, "window__ends", "Say the day here"),
        ({"carryover__last_months": "6"}, "carryover__limit", "Extra hours that pass on must be"),
        ({"repeats__activities": ["course"]}, "repeats__most", "in one period must be given"),
        ({"overlap-0-needs": ["rule-1"]}, "overlap-0-needs", "Choose at least two rules"),
        ({"conversion-0-times": "2"}, "conversion-0-activities", "must be given"),
        ({"conversion-0-activities": ["course"]}, "conversion-0-times", "One hour counts as must"),
        ({"repeats__most": "99"}, "repeats__most", "It must be a whole number from 1 to 20."),
        ({"window__ends": "13/40"}, "window__ends", "must be a month and a day"),
    ],
)
def test_what_is_rare_is_refused_at_its_field_too(signed_in, person, changes, field, said):
    row = started(person)
    before = row.document
    answer = send(signed_in, f"/own-rules/{row.id}/whole", {**WHOLE, **changes})

    assert answer.status_code == 422
    assert said in message(answer, field)
    assert '<details class="more fold" open>' in answer.get_data(as_text=True)
    assert mine(person).document == before


def test_a_rule_that_may_share_an_hour_is_not_removed(signed_in, person):
    row = started(person)
    page = f"/own-rules/{row.id}"
    send(signed_in, f"{page}/add", {**RULE, "topics": ["telehealth"]})
    whole = {**WHOLE, "overlap-0-needs": ["rule-1", "rule-2"]}
    send(signed_in, f"{page}/whole", whole)
    answer = send(signed_in, f"{page}/rules/rule-2/remove", page=page, follow=True)
    assert "Telehealth cannot be removed." in text_of(answer)
    assert len(rules(person)) == 3


def test_a_rule_shows_what_it_does_to_each_license_before_it_is_saved(signed_in, person):
    row = started(person)
    license = factories.license(user=person, credential_id=row.credential_id)
    factories.license(user=person)
    factories.course(user=person, hours="6", topics={"ethics": "6"}, completed=date(2026, 3, 14))
    before, page = row.document, f"/own-rules/{row.id}/rules/rule-1"
    answer = send(signed_in, page, {**RULE, "hours": "10", "do": "try"})
    said = text_of(answer)

    assert answer.status_code == 200
    assert "What this does Nothing is saved yet." in said
    assert "Before Ontario RP needs 34 more hours by" in said
    assert "Take 4 hours of professional ethics." in said
    assert f'href="/licenses/{license.id}"' in answer.get_data(as_text=True)
    assert "California LCSW needs" not in said, "it does not go by these rules"
    assert 'value="10"' in answer.get_data(as_text=True)
    assert mine(person).document == before

    total = {**RULE, "hours": "50", "topics": [], "do": "try"}
    said = text_of(send(signed_in, f"/own-rules/{row.id}/rules/total", total))
    assert "After Ontario RP needs 44 more hours by" in said
    answer = send(signed_in, f"/own-rules/{row.id}/add", {**RULE, "hours": "60", "do": "try"})
    assert "60 hours cannot lie in a total of 40." in message(answer, "hours")
    assert mine(person).document == before


def test_what_a_new_rule_does_is_shown_where_no_license_goes_by_it(signed_in, person):
    row = started(person)
    answer = send(signed_in, f"/own-rules/{row.id}/add", {**RULE, "do": "try"})
    assert "No license of yours goes by these rules yet." in text_of(answer)
    assert "what else is asked?" in text_of(answer)
    assert len(rules(person)) == 2
