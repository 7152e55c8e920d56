"""Nobody reaches another person's certificates, by any route."""

from __future__ import annotations

import pytest

from ceapp.certificates import actions, queries
from ceapp.db import db
from tests import factories, pages
from tests.certificates.making import certificate, draft, reading
from tests.factories import NOW

GETS = [
    "/certificates/{certificate}/check",
    "/certificates/{certificate}/check/1",
    "/certificates/{certificate}/file",
    "/certificates/{certificate}/pages/0.png",
    "/courses/{course}/certificates",
]
POSTS = [
    "/certificates/{certificate}/read",
    "/certificates/{certificate}/set-aside",
    "/certificates/{certificate}/take-up",
    "/certificates/{certificate}/delete",
    "/certificates/{certificate}/restore",
    "/certificates/{certificate}/check/1",
    "/certificates/{certificate}/check/1/pass-over",
    "/certificates/{certificate}/check/1/attach",
    "/courses/{course}/certificates",
    "/courses/{course}/certificates/{certificate}/remove",
    "/courses/{course}/certificates/{certificate}/give-back",
]


@pytest.fixture
def hers(person):
    """Alice's certificate, kept with a course of hers."""
    course = factories.course(user=person)
    row = certificate(user=person, read=reading(draft()))
    actions.attach(row, course, 0, now=NOW)
    return {"certificate": row.id, "course": course.id}


def snapshot():
    db.session.rollback()
    tables = reversed(db.metadata.sorted_tables)
    return [db.session.execute(db.select(table)).all() for table in tables]


def test_every_route_of_certificates_is_tried_here(app):
    tried = {path.replace("/1", "/<int:number>") for path in GETS + POSTS}
    tried = {path.replace("/0.png", "/<int:page>.png") for path in tried}
    known = {
        rule.rule.replace("<int:certificate_id>", "{certificate}").replace(
            "<int:course_id>", "{course}"
        )
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("certificates.") and rule.rule != "/certificates"
    }
    assert tried == known


@pytest.mark.parametrize("path", GETS)
def test_what_another_person_keeps_answers_404(signed_in_stranger, hers, path):
    assert signed_in_stranger.get(path.format(**hers)).status_code == 404


@pytest.mark.parametrize("path", POSTS)
def test_what_another_person_keeps_cannot_be_changed(signed_in_stranger, hers, path):
    data = {"csrf_token": pages.token(signed_in_stranger, "/certificates")}
    before = snapshot()
    answer = signed_in_stranger.post(path.format(**hers), data=data)
    assert answer.status_code == 404
    assert snapshot() == before


@pytest.mark.parametrize("path", POSTS)
def test_a_deleted_file_of_another_person_cannot_be_reached_either(
    signed_in_stranger, person, hers, path
):
    actions.delete(queries.certificate(person.id, hers["certificate"]), now=NOW)
    data = {"csrf_token": pages.token(signed_in_stranger, "/certificates")}
    before = snapshot()
    assert signed_in_stranger.post(path.format(**hers), data=data).status_code == 404
    assert snapshot() == before


@pytest.mark.parametrize("path", ["/certificates", *GETS])
def test_a_signed_out_person_is_sent_to_sign_in(client, hers, path):
    answer = client.get(path.format(**hers))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")


def test_an_own_certificate_cannot_be_tied_to_a_course_of_another_person(
    signed_in_stranger, stranger, hers
):
    own = certificate(user=stranger, name="own", read=reading(draft()))
    address = f"/certificates/{own.id}/check/1"
    before = queries.certificate(stranger.id, own.id).state
    for url in (f"{address}/attach", f"/courses/{hers['course']}/certificates/{own.id}/give-back"):
        data = {"course_id": hers["course"]}
        assert pages.send(signed_in_stranger, url, data, page=address).status_code == 404
    assert queries.certificate(stranger.id, own.id).state == before
    assert queries.certificates_of_courses(stranger.id, [hers["course"]]) == {}


def test_the_inbox_names_nothing_of_another_person(signed_in_stranger, person):
    certificate(user=person, name="hers.pdf")
    page = pages.text_of(signed_in_stranger.get("/certificates"))
    assert "hers.pdf" not in page
    assert "to confirm:" not in page


def test_the_contents_of_another_person_are_not_found(person, stranger, hers):
    from sqlalchemy.exc import NoResultFound

    with pytest.raises(NoResultFound):
        queries.content(stranger.id, hers["certificate"])
    assert queries.certificates_of_courses(stranger.id, [hers["course"]]) == {}
