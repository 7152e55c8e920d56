"""Reading and changing records by script: the page's own rules and sentences."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from ceapp.api.models import Creation
from ceapp.clock import now
from ceapp.courses.models import Course
from ceapp.db import db
from tests import factories
from tests.certificates.making import certificate, pdf
from tests.own_rules.making import copied
from tests.transfer.filling import fill_licenses

ASKS = "us-az-lcsw"  # its period begins with the last application
COURSE = {
    "title": "Ethics in Everyday Practice",
    "provider": "Harbor Lane Institute",
    "completed": "2026-03-14",
    "hours": 3.5,
    "topics": [{"topic": "law-and-ethics", "hours": 1.25}, {"topic": "telehealth", "hours": None}],
    "format": "live-online",
    "approvals": [{"approval": "aswb-ace", "number": "1234"}],
    "cost": 49.5,
    "notes": "Certificate in the blue folder 🌿",
}
LICENSE = {
    "credential": "us-ca-lcsw",
    "number": "12345",
    "issued": "2019-05-20",
    "expires": "2027-03-31",
    "facts": {"supervisor": True},
    "one_time": {"telehealth": {"answer": "yes", "year": 2022}},
}


def problems(answer):
    assert answer.mimetype == "application/problem+json"
    return {one["pointer"]: one["detail"] for one in answer.json["errors"]}


def count(model):
    return db.session.scalar(db.select(db.func.count()).select_from(model))


def test_a_course_is_logged_read_changed_and_deleted(script):
    made = script("POST", "/courses", json=COURSE)
    assert made.status_code == 201, made.text
    address = made.headers["Location"].removeprefix("/api/v1")
    read = script("GET", address)
    assert read.json == made.json
    assert {name: read.json[name] for name in ("title", "hours", "cost", "notes")} == {
        name: COURSE[name] for name in ("title", "hours", "cost", "notes")
    }
    assert read.json["topics"][1] == {"topic": "telehealth", "hours": 3.5}
    changed = script("PATCH", address, etag=read.headers["ETag"], json={"hours": "1 h 30"})
    assert changed.status_code == 422
    assert "more than the whole course" in problems(changed)["/topics/1/hours"]
    topics = [{"topic": "telehealth", "hours": 1}]
    sent = {"hours": "1 h 30", "topics": topics}
    changed = script("PATCH", address, etag=read.headers["ETag"], json=sent)
    assert changed.status_code == 200, changed.text
    assert (changed.json["hours"], changed.json["topics"]) == (1.5, topics)
    assert changed.json["approvals"] == read.json["approvals"]
    assert script("DELETE", address, etag=changed.headers["ETag"]).status_code == 204
    assert script("GET", address).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "  ", "Course title must be given"),
        ("completed", "2099-01-01", "is in the future"),
        ("completed", "31/31/2026", "Completion date must"),
        ("hours", 0, "must be more than 0"),
        ("hours", 1.234, "CE hours must"),
        ("hours", "many", "CE hours must"),
        ("format", None, "Choose how you took the course"),
        ("cost", -1, "Cost must be an amount"),
        ("title", True, "must be text"),
        ("topics", "ethics", "must be a list"),
        ("tittle", "x", "no field of this name"),
        ("provider", "x" * 201, "201 characters"),
    ],
)
def test_a_fault_is_said_in_the_words_of_the_page(script, field, value, words):
    answer = script("POST", "/courses", json={**COURSE, field: value})
    assert answer.status_code == 422
    assert words in problems(answer)[f"/{field}"]
    assert count(Course) == 0


def test_hours_are_exact_whatever_a_float_would_make_of_them(script):
    sent = json.dumps({**COURSE, "topics": []}).replace("3.5", "0.29")
    made = script("POST", "/courses", data=sent, content_type="application/json")
    assert made.json["hours"] == 0.29
    assert db.session.scalars(db.select(Course)).one().hours * 100 == 29


def test_a_license_is_added_changed_retired_and_deleted(script):
    made = script("POST", "/licenses", json=LICENSE)
    assert made.status_code == 201, made.text
    address = f"/licenses/{made.json['id']}"
    assert made.json["facts"] == {"supervisor": True}
    assert made.json["one_time"]["telehealth"] == {"answer": "yes", "year": 2022}
    etag = made.headers["ETag"]
    changed = script("PATCH", address, etag=etag, json={"number": "9", "retired": True})
    assert changed.status_code == 200, changed.text
    assert (changed.json["number"], changed.json["retired"]) == ("9", True)
    assert changed.json["facts"] == {"supervisor": True}
    assert changed.json["one_time"]["telehealth"]["year"] == 2022
    standing = script("GET", f"{address}/standing").json
    assert standing["license"] == made.json["id"]
    assert standing["requirements"]
    assert script("GET", "/standings").json == {"items": [], "next": None}  # it is retired
    assert script("DELETE", address, etag=changed.headers["ETag"]).status_code == 204
    assert script("GET", "/licenses").json["items"] == []


@pytest.mark.parametrize(
    ("field", "value", "pointer"),
    [
        ("credential", "us-xx-none", "/credential"),
        ("expires", "", "/expires"),
        ("expires", "2018-01-01", "/expires"),
        ("facts", {"juggler": True}, "/facts/juggler"),
        ("facts", {"supervisor": "yes"}, "/facts/supervisor"),
        ("one_time", {"telehealth": {"answer": "perhaps"}}, "/one_time/telehealth/answer"),
        ("one_time", {"telehealth": {"answer": "no", "year": 2020}}, "/one_time/telehealth/year"),
    ],
)
def test_a_fault_of_a_license_is_said_at_its_field(script, field, value, pointer):
    answer = script("POST", "/licenses", json={**LICENSE, field: value})
    assert answer.status_code == 422
    assert pointer in problems(answer)


def test_a_standing_names_each_course_with_its_reasons(script, person):
    factories.license(user=person)
    course = factories.course(user=person)
    (standing,) = script("GET", "/standings").json["items"]
    assert [one["id"] for one in standing["courses"]] == [course.id]
    assert standing["courses"][0]["reasons"][0]["text"]


def test_a_certificate_is_stored_once_downloaded_and_deleted(script, person):
    course, content = factories.course(user=person), pdf("Certificate")
    sent = {"data": content, "content_type": "application/octet-stream"}
    made = script("POST", f"/certificates?name=ethics.pdf&course={course.id}", **sent)
    assert made.status_code == 201, made.text
    assert made.json["courses"] == [course.id]
    assert script("POST", "/certificates?name=again.pdf", **sent).status_code == 200
    address = f"/certificates/{made.json['id']}"
    file = script("GET", f"{address}/file")
    assert file.data == content
    assert file.mimetype == "application/pdf"
    assert "sandbox" in file.headers["Content-Security-Policy"]
    etag = script("GET", address).headers["ETag"]
    assert script("DELETE", address, etag=etag).status_code == 204
    assert script("GET", address).status_code == 404


@pytest.mark.parametrize("content", [b"", b"MZ not a certificate", b"<html>"])
def test_a_file_that_is_no_certificate_is_refused_in_the_words_of_the_page(script, content):
    answer = script("POST", "/certificates?name=a.pdf", data=content)
    assert answer.status_code == 422
    assert "“a.pdf”" in answer.json["detail"]


def test_what_is_too_large_is_refused(script):
    assert script("POST", "/certificates", data=b"%PDF" + b"x" * 15_000_001).status_code == 413
    assert script("POST", "/courses", data=b"x" * 1_100_000).status_code in {413, 415}


def test_another_persons_record_answers_404_whatever_is_done_with_it(script, stranger):
    course, held = factories.course(user=stranger), factories.license(user=stranger)
    file = certificate(user=stranger)
    for path in (
        f"/courses/{course.id}",
        f"/licenses/{held.id}",
        f"/licenses/{held.id}/standing",
        f"/certificates/{file.id}",
        f"/certificates/{file.id}/file",
    ):
        assert script("GET", path).status_code == 404
    for path in (f"/courses/{course.id}", f"/licenses/{held.id}", f"/certificates/{file.id}"):
        assert script("DELETE", path, etag="*").status_code == 404
    for path in (f"/courses/{course.id}", f"/licenses/{held.id}"):
        assert script("PATCH", path, etag="*", json={"notes": "x"}).status_code == 404
    sent = script("POST", f"/certificates?course={course.id}", data=pdf("x"))
    assert sent.status_code == 404
    for kind in ("courses", "licenses", "certificates", "standings"):
        assert script("GET", f"/{kind}").json["items"] == []
    assert script("GET", f"/courses/{2**31}").status_code == 404
    assert script("GET", f"/courses/{10**30}").status_code == 404


def test_a_list_comes_in_parts_that_hold_each_record_once(script, person):
    wanted = [factories.course(user=person, title=f"Course {n}").id for n in range(7)]
    found, cursor = [], ""
    while cursor is not None:
        part = script("GET", f"/courses?limit=3{cursor and f'&cursor={cursor}'}").json
        found += [one["id"] for one in part["items"]]
        cursor = part["next"]
    assert found == wanted
    for wrong in ("limit=0", "limit=201", "limit=x", "cursor=²", f"cursor={10**20}"):
        assert script("GET", f"/courses?{wrong}").status_code == 400


def test_a_record_that_was_changed_meanwhile_is_not_overwritten(script, person):
    course = factories.course(user=person)
    address = f"/courses/{course.id}"
    seen = script("GET", address).headers["ETag"]
    assert script("PATCH", address, json={"notes": "a"}).status_code == 428
    assert script("PATCH", address, etag=seen, json={"notes": "a"}).status_code == 200
    assert script("PATCH", address, etag=seen, json={"notes": "b"}).status_code == 412
    assert script("DELETE", address, etag=seen).status_code == 412
    assert script("GET", address).json["notes"] == "a"


def test_what_a_script_has_already_is_not_sent_again(script, person):
    address = f"/courses/{factories.course(user=person).id}"
    etag = script("GET", address).headers["ETag"]
    headers = {"Authorization": f"Bearer {script.token}", "If-None-Match": etag}
    answer = script.client.get(f"/api/v1{address}", headers=headers)
    assert (answer.status_code, answer.data) == (304, b"")


def test_a_creation_that_is_sent_again_with_its_key_happens_once(script, strangers_script):
    sent = [script("POST", "/courses", key="k1", json=COURSE) for _ in range(3)]
    assert {one.status_code for one in sent} == {201}
    assert sent[0].json == sent[1].json == sent[2].json
    assert sent[1].headers["Idempotency-Replayed"] == "true"
    assert sent[1].headers["Location"] == sent[0].headers["Location"]
    assert count(Course) == 1
    other = script("POST", "/courses", key="k1", json={**COURSE, "title": "Another"})
    assert other.status_code == 422
    assert strangers_script("POST", "/courses", key="k1", json=COURSE).status_code == 201
    assert count(Course) == 2


def test_a_creation_that_failed_leaves_its_key_free(script):
    assert script("POST", "/courses", key="k", json={**COURSE, "hours": 0}).status_code == 422
    assert count(Creation) == 0
    assert script("POST", "/courses", key="k", json=COURSE).status_code == 201


def test_a_key_is_forgotten_after_a_day(script):
    script("POST", "/courses", key="k", json=COURSE)
    row = db.session.scalars(db.select(Creation)).one()
    row.created_at = now() - timedelta(hours=25)
    db.session.commit()
    assert script("POST", "/courses", key="k", json={**COURSE, "title": "B"}).status_code == 201
    assert count(Creation) == 1


@pytest.mark.parametrize(
    "sent", ["", "[]", "7", '{"a": NaN}', "{", "[" * 100_000, '{"a": 1e999999}']
)
def test_what_is_no_object_of_json_is_refused(script, sent):
    answer = script("POST", "/courses", data=sent, content_type="application/json")
    assert answer.status_code in {400, 422}
    assert answer.mimetype == "application/problem+json"
    assert script("POST", "/courses", data="title=x").status_code == 415


def test_a_planned_course_stays_planned_until_somebody_says_otherwise(script):
    future = {**COURSE, "completed": "2027-11-01"}
    refused = script("POST", "/courses", json=future)
    assert "/completed" in problems(refused)
    made = script("POST", "/courses", json={**future, "planned": True})
    assert made.json["planned"] is True
    address = f"/courses/{made.json['id']}"
    kept = script("PATCH", address, etag=made.headers["ETag"], json={"notes": "With Ana"})
    assert kept.json["planned"] is True
    past = {"completed": "2026-03-14", "planned": False}
    taken = script("PATCH", address, etag=kept.headers["ETag"], json=past)
    assert taken.json["planned"] is False
    wrong = script("POST", "/courses", json={**COURSE, "planned": "yes"})
    assert "/planned" in problems(wrong)


def test_academic_credits_are_logged_kept_and_taken_away(script):
    sent = {**COURSE, "activity": "academic-course", "academic": {"amount": 4.5, "unit": "quarter"}}
    made = script("POST", "/courses", json=sent)
    assert made.json["academic"] == {"amount": 4.5, "unit": "quarter"}
    address = f"/courses/{made.json['id']}"
    kept = script("PATCH", address, etag=made.headers["ETag"], json={"notes": ""})
    assert kept.json["academic"] == made.json["academic"]
    typed = script("PATCH", address, etag=kept.headers["ETag"], json={"academic": "3 sem"})
    assert typed.json["academic"] == {"amount": 3, "unit": "semester"}
    wrong = script("PATCH", address, etag=typed.headers["ETag"], json={"activity": "course"})
    assert "go with an academic course" in problems(wrong)["/academic"]
    gone = script("PATCH", address, etag=typed.headers["ETag"], json={"academic": None})
    assert gone.json["academic"] is None


@pytest.mark.parametrize(
    ("academic", "pointer"),
    [
        ({"amount": 3, "unit": "year"}, "/academic"),
        ({"amount": 3, "unit": "quarter", "x": 1}, "/academic/x"),
        ({"amount": [3], "unit": "quarter"}, "/academic/amount"),
        ("many", "/academic"),
        ([], "/academic"),
    ],
)
def test_academic_credits_that_are_none_are_refused(script, academic, pointer):
    sent = {**COURSE, "activity": "academic-course", "academic": academic}
    answer = script("POST", "/courses", json=sent)
    assert answer.status_code == 422, answer.text
    assert pointer in problems(answer)


def test_the_day_of_the_application_is_kept_where_the_rules_ask_for_it(script):
    own = {**LICENSE, "credential": ASKS, "facts": {}, "one_time": {}}
    made = script("POST", "/licenses", json={**own, "applied": "2026-01-05"})
    assert made.json["applied"] == "2026-01-05", made.text
    address = f"/licenses/{made.json['id']}"
    changed = script("PATCH", address, etag=made.headers["ETag"], json={"number": "9"})
    assert changed.json["applied"] == "2026-01-05"
    refused = script("POST", "/licenses", json={**LICENSE, "applied": "2026-01-05"})
    assert "do not ask" in problems(refused)["/applied"]


def test_own_rules_are_a_credential_of_their_owner_only(script, strangers_script, person):
    rules = copied(person)
    sent = {**LICENSE, "credential": rules.credential_id}
    made = script("POST", "/licenses", json=sent)
    assert made.json["credential"] == rules.credential_id
    assert script("GET", f"/licenses/{made.json['id']}/standing").json["requirements"]
    refused = strangers_script("POST", "/licenses", json=sent)
    assert "/credential" in problems(refused)


def test_what_a_board_answered_and_closed_periods_are_read(script, strangers_script, person):
    fill_licenses(person)
    texas = script("GET", "/licenses").json["items"][0]
    assert [one["doubt"] for one in texas["board_answers"]] == [
        "approval-unconfirmed",
        "overlap-unstated",
    ]
    address = f"/licenses/{texas['id']}/renewals"
    (period,) = script("GET", address).json["items"]
    assert period["expires"] == "2026-10-31"
    assert period["evidence"]["name"]
    assert period["rules"].startswith("#") or "id = " in period["rules"]
    assert period["carried"][0]["hours"] > 0
    assert strangers_script("GET", address).status_code == 404
    refused = script(
        "PATCH",
        f"/licenses/{texas['id']}",
        etag=script("GET", f"/licenses/{texas['id']}").headers["ETag"],
        json={"board_answers": []},
    )
    assert "/board_answers" in problems(refused)
