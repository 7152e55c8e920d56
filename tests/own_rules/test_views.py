"""The pages of one's own rules: made in a form, checked at the field, seen by nobody else."""

from datetime import date

import pytest

from ceapp.boards import catalog
from ceapp.db import db
from ceapp.own_rules import actions, queries
from ceapp.own_rules.models import OwnRules
from ceapp.rules.rule_text import parse
from tests import factories
from tests.own_rules.making import copied, started
from tests.own_rules.pages import LIMIT, RULE, WHOLE, message, mine, rules
from tests.pages import send, text_of


def test_rules_are_made_from_a_form(signed_in, person):
    answer = send(signed_in, "/own-rules/new", {**WHOLE, "why": "I moved."}, follow=True)

    assert "Ontario RP: 40 hours every two years" in text_of(answer)
    assert "I moved." in text_of(answer)
    assert queries.credential_of(person.id, mine(person).credential_id).total == "stated"


def test_a_state_and_a_profession_that_we_carry_are_recognized(signed_in, person):
    send(
        signed_in,
        "/own-rules/new",
        {**WHOLE, "jurisdiction": "new york", "profession": "Psychology"},
    )
    credential = queries.credential_of(person.id, mine(person).credential_id)

    assert (credential.jurisdiction, credential.jurisdiction_name) == ("us-ny", "New York")
    assert credential.profession == "psychology"
    page = signed_in.get(f"/own-rules/{mine(person).id}/whole").get_data(as_text=True)
    assert 'value="New York"' in page


def test_without_a_total_the_total_is_not_known(signed_in, person):
    send(signed_in, "/own-rules/new", {**WHOLE, "total_hours": ""})
    assert parse(mine(person).document)["total"] == "unknown"


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"title": ""}, "title", "Name of the license must be given"),
        ({"board": " "}, "board", "Board, council or college must be given"),
        ({"cycle__months": "3"}, "cycle__months", "It must be a whole number from 6 to 120."),
        ({"cycle__months": "two"}, "cycle__months", "must be a number, like 3 or 1.5"),
        ({"cycle__ends": "fixed"}, "cycle__fixed_date", "The fixed day must be given"),
        ({"cycle__fixed_date": "3/31"}, "cycle__fixed_date", "has no fixed date."),
        ({"cycle__fixed_date": "spring"}, "cycle__fixed_date", "must be a month and a day"),
        ({"cycle__ends": "never"}, "cycle__ends", "must be one of the list"),
        ({"board_url": "crpo"}, "board_url", "“crpo” has the wrong form."),
        ({"total_hours": "many"}, "total_hours", "Hours in all must be a number"),
    ],
)
def test_a_fault_of_the_whole_is_said_at_its_field_and_nothing_is_made(
    signed_in, person, changes, field, said
):
    answer = send(signed_in, "/own-rules/new", {**WHOLE, **changes})

    assert answer.status_code == 422
    assert said in message(answer, field)
    assert 'value="Ontario"' in answer.get_data(as_text=True), "what was typed stays"
    assert queries.own_rules(person.id) == []


def test_a_rule_is_added_changed_and_removed_with_undo(signed_in, person):
    row = started(person)
    page = f"/own-rules/{row.id}"
    limit = {
        "kind": "limit",
        "hours": "10",
        "formats": ["self-paced"],
        "often": "renewal",
        "in_total": "yes",
    }
    send(signed_in, f"{page}/add", limit)
    assert rules(person) == [("total", 40), ("rule-1", 6), ("rule-2", 10)]

    send(signed_in, f"{page}/rules/rule-2", {**LIMIT, "hours": "1.5"})
    assert "At most 1.5 hours taken self-paced count." in text_of(signed_in.get(page))

    answer = send(signed_in, f"{page}/rules/rule-2/remove", page=page, follow=True)
    assert "Self-paced is removed." in text_of(answer)
    assert rules(person) == [("total", 40), ("rule-1", 6)]
    send(signed_in, f"{page}/undo", page=page)
    assert len(rules(person)) == 3


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"hours": ""}, "hours", "Hours must be given as a number"),
        ({"hours": "0"}, "hours", "0 is too small. Give more than 0."),
        ({"hours": "50"}, "hours", "50 hours cannot lie in a total of 40."),
        (
            {"hours": "8", "part_of": "rule-1"},
            "hours",
            "8 hours cannot be part of the 6 of “Professional ethics”.",
        ),
        (
            {"formats": ["self-paced"], "hours": "12"},
            "hours",
            "It asks for 12 hours, but “Self-paced” lets 10 count.",
        ),
        ({"topics": ["astrology"]}, "topics", "There is no topic “astrology”."),
        (
            {"renewing_from": "3/31/2027", "renewing_until": "3/31/2026"},
            "renewing_until",
            "It ends on 2026-03-31, before it begins",
        ),
        ({"renewing_from": "soon"}, "renewing_from", "must be a date, like"),
        ({"often": "years"}, "often_number", "How many must be given, as in 3"),
        (
            {"often": "renewals", "often_number": "1"},
            "often_number",
            "It must be a whole number from 2 to 20.",
        ),
        ({"often_number": "3"}, "often_number", "goes with “Every so many renewals”"),
        ({"kind": "limit", "often": "once"}, "often", "A limit binds each renewal by itself"),
        ({"kind": "limit", "part_of": "rule-1"}, "part_of", "must stay at “No”"),
        ({"kind": "limit", "in_total": "no"}, "in_total", "must stay at “Yes”"),
        ({"kind": "limit", "topics": []}, "hours", "It limits hours of every kind."),
        ({"url": "law"}, "url", "“law” has the wrong form."),
        ({"kind": "limit", "due_months": "6"}, "due_months", "this must stay empty"),
        ({"kind": "limit", "single": "yes"}, "single", "this must stay at “No”"),
        ({"only_from": "3"}, "only_from", "This goes with “At most so many hours count” only"),
        ({"each": "course"}, "each", "Only a limit can hold for each single course"),
        ({"each": "year"}, "label", "A short name must be given"),
        ({"each": "year", "label": "x", "often": "once"}, "each", "due at each renewal"),
        ({"applies_if": "supervisor", "unless": "supervisor"}, "unless", "bind nobody"),
        ({"due_on": "3/31/2027", "due_months": "6"}, "due_on", "not both"),
        ({"due_months": "200"}, "due_months", "It must be a whole number from 1 to 120."),
        ({"replaces": "nothing"}, "replaces", "must be one of the list"),
        ({"share": "1/3"}, "share", "6 hours are not 1/3 of 40."),
        ({"share": "a lot"}, "share", "must be a part or a number, like 1/3, 50% or 1.5"),
        (
            {"periods_from": "3/31/2027", "periods_until": "3/31/2026"},
            "periods_until",
            "It ends on 2026-03-31, before it begins",
        ),
        ({"shorter__count": "started"}, "shorter__step", "for this to mean anything"),
        (
            {"shorter__step-0-under_months": "12"},
            "shorter__step-0-hours",
            "Hours must be given",
        ),
        (
            {
                "shorter__step-0-hours": "",
                "shorter__step-1-under_months": "x",
                "shorter__step-1-hours": "2",
            },
            "shorter__step-1-under_months",
            "Under so many months in row 2 must be a number",
        ),
        (
            {"shorter__step-1-under_months": "12", "shorter__step-1-hours": "8"},
            "shorter__step",
            "A shorter period cannot ask for 8 hours of the usual 6.",
        ),
        (
            {
                "shorter__step-0-under_months": "12",
                "shorter__step-0-hours": "3",
                "shorter__step-1-hours": "",
                "shorter__step-2-under_months": "9",
                "shorter__step-2-hours": "2",
            },
            "shorter__step-2-under_months",
            "It is not above the one before. Put the steps in order.",
        ),
        (
            {
                "shorter__step-0-under_months": "12",
                "shorter__step-0-hours": "3",
                "shorter__per_month": "1/4",
            },
            "shorter__step",
            "not both",
        ),
        ({"part_of": "nothing"}, "part_of", "must be one of the list"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused_at_its_field(
    signed_in, person, changes, field, said
):
    row = started(person)
    limit = {
        "kind": "limit",
        "hours": "10",
        "formats": ["self-paced"],
        "often": "renewal",
        "in_total": "yes",
    }
    send(signed_in, f"/own-rules/{row.id}/add", limit)
    before = mine(person).document

    answer = send(signed_in, f"/own-rules/{row.id}/add", {**RULE, **changes})

    assert answer.status_code == 422
    assert said in message(answer, field)
    assert mine(person).document == before


def test_a_rule_that_others_hang_on_stays_and_says_why(signed_in, person):
    row = started(person)
    page = f"/own-rules/{row.id}"
    send(
        signed_in,
        f"{page}/add",
        {**RULE, "hours": "2", "topics": ["boundaries"], "part_of": "rule-1"},
    )

    answer = send(signed_in, f"{page}/rules/rule-1/remove", page=page, follow=True)
    assert "Professional ethics cannot be removed." in text_of(answer)
    assert len(rules(person)) == 3

    answer = send(signed_in, f"{page}/rules/rule-1", {**RULE, "hours": "1"})
    assert "“Professional boundaries”: 2 hours cannot be part of the 1" in text_of(answer)


def test_removing_the_total_leaves_it_unknown_and_says_so(signed_in, person):
    row = started(person)
    page = f"/own-rules/{row.id}"
    answer = send(signed_in, f"{page}/rules/total/remove", page=page, follow=True)

    assert "No rule states a total of hours any more" in text_of(answer)
    assert parse(mine(person).document)["total"] == "unknown"


def test_a_copy_shows_what_differs_and_when_ours_changes(signed_in, person):
    row = copied(person)
    page = f"/own-rules/{row.id}"
    assert "They say the same so far." in text_of(signed_in.get(page))

    form = {
        "kind": "need",
        "hours": "8",
        "topics": ["law-and-ethics"],
        "often": "renewal",
        "in_total": "yes",
    }
    send(signed_in, f"{page}/rules/law-ethics", {**form, "cite": "A letter"})
    assert "Before: At least 6 hours on law and ethics." in text_of(signed_in.get(page))
    assert "Our rules have changed" not in text_of(signed_in.get(page))

    changed = db.session.get(OwnRules, row.id)
    changed.original = changed.original.replace("need = 36", "need = 30")
    db.session.commit()
    told = text_of(signed_in.get(page))
    assert "Our rules have changed since you copied them" in told
    assert "Now: At least 36 hours of continuing education in all." in told

    license = factories.license(user=person, credential_id=row.credential_id)
    assert "ours have changed since" in text_of(signed_in.get(f"/licenses/{license.id}"))
    assert "Ours have changed since." in text_of(signed_in.get("/own-rules"))

    send(signed_in, f"{page}/seen", page=page)
    assert "ours have changed since" not in text_of(signed_in.get(f"/licenses/{license.id}"))
    assert "Our rules have changed" not in text_of(signed_in.get(page))
    assert parse(mine(person).document)["requirement"][1]["need"] == 8


def test_a_copy_is_made_from_the_rules_page(signed_in, person):
    answer = send(signed_in, "/own-rules/copy/us-ny-lcsw", page="/rules/us-ny-lcsw", follow=True)

    assert "This is your own copy of the New York LCSW rules." in text_of(answer)
    assert mine(person).copied_from == "us-ny-lcsw"
    assert send(signed_in, "/own-rules/copy/us-zz-x", page="/rules/us-ny-lcsw").status_code == 404


def test_too_many_are_refused_with_a_sentence(signed_in, person, monkeypatch):
    monkeypatch.setattr(actions, "MOST_OWN", 1)
    started(person)
    copy = send(signed_in, "/own-rules/copy/us-ny-lcsw", page="/rules/us-ny-lcsw", follow=True)
    assert "You have 1 rules of your own already" in text_of(copy)
    answer = send(signed_in, "/own-rules/new", {**WHOLE, "title": "Another"})
    assert "You have 1 rules of your own already" in text_of(answer)


def test_the_whole_of_a_license_is_changed_and_keeps_why(signed_in, person):
    row = started(person)
    whole = {
        **WHOLE,
        "title": "Psychotherapist",
        "why": "A letter",
        "approvals_required": "no",
        "carryover__limit": "0",
    }
    send(signed_in, f"/own-rules/{row.id}/whole", whole)
    document = parse(mine(person).document)

    assert document["title"] == "Psychotherapist"
    assert document["carryover"] == {"limit": 0}
    assert mine(person).why == "A letter"
    answer = send(signed_in, f"/own-rules/{row.id}/whole", {**whole, "approvals_required": "yes"})
    assert "no course could count" in message(answer, "approvals_required")


def test_rules_in_use_are_not_deleted_others_are_with_undo(signed_in, person):
    row = started(person)
    page = f"/own-rules/{row.id}"
    license = factories.license(user=person, credential_id=row.credential_id)
    answer = send(signed_in, f"{page}/delete", page=page, follow=True)
    assert "Ontario RP still goes by these rules." in text_of(answer)

    license.credential_id = "us-ca-lcsw"
    db.session.commit()
    answer = send(signed_in, f"{page}/delete", page=page, follow=True)
    assert "Ontario RP: your own rules are deleted." in text_of(answer)
    assert signed_in.get(page).status_code == 404
    send(signed_in, f"{page}/restore", page="/own-rules")
    assert signed_in.get(page).status_code == 200


def test_the_rules_can_be_taken_away_as_a_file(signed_in, person):
    row = started(person)
    answer = signed_in.get(f"/own-rules/{row.id}/rules.toml")

    assert answer.get_data(as_text=True) == row.document
    assert "attachment" in answer.headers["Content-Disposition"]


def test_rules_that_cannot_be_read_any_more_lose_nothing(signed_in, person):
    row = started(person)
    row.document = 'title = "x"'
    db.session.commit()

    answer = signed_in.get(f"/own-rules/{row.id}", follow_redirects=True)
    assert "cannot be read by this version" in text_of(answer)
    assert signed_in.get(f"/own-rules/{row.id}/rules.toml").status_code == 200
    assert send(signed_in, f"/own-rules/{row.id}/delete", page="/own-rules").status_code == 302


def test_a_license_on_own_rules_has_a_standing(signed_in, person):
    row = started(person)
    new = f"/licenses/new/{row.credential_id}"
    assert "Ontario RP" in text_of(signed_in.get("/licenses/new"))
    answer = send(signed_in, new, {"expires": "3/31/2027", "issued": "5/20/2019"}, follow=True)
    page = text_of(answer)

    assert "Ontario RP" in page
    assert "By your own rules" in page
    assert "by your own rules" in page
    factories.course(user=person, hours="6", topics={"ethics": "6"}, completed=date(2026, 3, 14))
    assert "34 more hours" in text_of(signed_in.get("/"))
    for path in ("/courses", "/courses/new", "/licenses", "/reports", "/library/topics/ethics"):
        assert signed_in.get(path).status_code == 200, path
    assert "Ontario" in text_of(signed_in.get("/courses"))


def test_a_license_is_moved_to_a_copy_and_back(signed_in, person):
    license = factories.license(user=person)
    row = copied(person)
    page = f"/licenses/{license.id}/rules"
    assert "Your own copy" in text_of(signed_in.get(page))

    send(signed_in, page, {"rules": row.credential_id})
    db.session.rollback()
    assert license.credential_id == row.credential_id
    assert "By your own rules" in text_of(signed_in.get(f"/licenses/{license.id}"))
    assert license.number == "12345"

    send(signed_in, page, {"rules": "us-ca-lcsw"})
    db.session.rollback()
    assert license.credential_id == "us-ca-lcsw"


@pytest.mark.parametrize("other", ["us-ny-lcsw", "own-999", ""])
def test_a_license_is_not_moved_to_the_rules_of_another_credential(signed_in, person, other):
    license = factories.license(user=person)
    copied(person)
    answer = send(signed_in, f"/licenses/{license.id}/rules", {"rules": other})

    assert answer.status_code == 422
    db.session.rollback()
    assert license.credential_id == "us-ca-lcsw"


def test_another_persons_own_rules_answer_404(signed_in, stranger):
    row = started(stranger)
    before = row.document
    page = f"/own-rules/{row.id}"
    for path in ("", "/whole", "/add", "/rules/total", "/rules.toml"):
        assert signed_in.get(page + path).status_code == 404, path
    for path in (
        "/whole",
        "/add",
        "/rules/total",
        "/rules/total/remove",
        "/undo",
        "/seen",
        "/delete",
        "/restore",
    ):
        answer = send(signed_in, page + path, {**WHOLE, **RULE}, page="/own-rules")
        assert answer.status_code == 404, path
    new = f"/licenses/new/{row.credential_id}"
    assert signed_in.get(new).status_code == 404
    assert send(signed_in, new, {"expires": "3/31/2027"}, page="/own-rules").status_code == 404
    db.session.rollback()
    assert db.session.get(OwnRules, row.id).document == before
    assert "Ontario" not in text_of(signed_in.get("/own-rules"))


def test_a_license_cannot_be_moved_to_another_persons_copy(signed_in, person, stranger):
    license = factories.license(user=person)
    theirs = copied(stranger)
    answer = send(signed_in, f"/licenses/{license.id}/rules", {"rules": theirs.credential_id})
    assert answer.status_code == 422
    assert catalog.load("us-ca-lcsw").id == license.credential_id


def test_signed_out_people_are_sent_to_sign_in(client):
    assert client.get("/own-rules").status_code == 302
    assert "Make your own copy" not in text_of(client.get("/rules/us-ca-lcsw"))
