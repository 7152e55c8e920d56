"""The pages of a person's licenses, as a browser meets them."""

import re
from datetime import date

import pytest

from ceapp.db import db
from ceapp.licenses import queries
from ceapp.licenses.models import License
from tests import factories, pages

SAID = {
    "number": "LCSW 12345",
    "issued": "5/20/2019",
    "expires": "3/31/2027",
    "done-telehealth": "yes",
    "year-telehealth": "2023",
    "done-suicide": "unsure",
    "done-hiv-aids": "no",
}
NEW = "/licenses/new/us-ca-lcsw"


def mine(person):
    db.session.expire_all()
    return list(queries.licenses(person.id))


def post(client, url, page="/licenses", follow=False):
    return pages.send(client, url, page=page, follow=follow)


def test_a_state_and_a_profession_list_what_fits_with_its_rules_in_short(signed_in):
    page = signed_in.get("/licenses/new?state=us-ca&profession=social-work")
    words = pages.text_of(page)
    assert page.status_code == 200
    assert "36 hours every two years: 6 on law and ethics." in words
    html = page.get_data(as_text=True)
    assert 'href="/licenses/new/us-ca-lcsw"' in html
    assert 'href="/rules/us-ca-lcsw"' in html
    assert "us-ca-lmft" not in html
    assert "us-ny-lcsw" not in html


def test_a_state_alone_lists_all_its_professions(signed_in):
    html = signed_in.get("/licenses/new?state=us-ca").get_data(as_text=True)
    for name in ("lcsw", "lmft", "lpcc", "psychologist"):
        assert f'href="/licenses/new/us-ca-{name}"' in html


def test_before_anything_is_chosen_no_fault_is_found(signed_in):
    page = signed_in.get("/licenses/new")
    assert page.status_code == 200
    assert "There is a problem" not in pages.text_of(page)


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("state=&profession=psychology", "Choose a state from the list"),
        ("state=us-zz", "Choose a state from the list"),
        ("profession=psychology", "Choose a state from the list"),
        ("state=us-ca&profession=dentistry", "Choose a profession from the list"),
    ],
)
def test_a_choice_that_is_not_in_the_lists_is_refused(signed_in, query, fault):
    page = signed_in.get(f"/licenses/new?{query}")
    assert page.status_code == 422
    assert "There is a problem" in pages.text_of(page)
    assert pages.text_of(page).count(fault) == 2  # in the summary and at the field
    assert "/licenses/new/us-" not in page.get_data(as_text=True)


def test_the_form_asks_only_what_these_rules_need(signed_in):
    california = pages.text_of(signed_in.get(NEW))
    assert "Have you already done 3 hours on telehealth?" in california
    assert "Do you supervise others" in california
    ohio = pages.text_of(signed_in.get("/licenses/new/us-oh-psychologist"))
    assert "Have you already done" not in ohio
    assert "What is true for you?" not in ohio


def test_the_plausible_expiration_is_a_hint_and_never_filled_in(signed_in):
    page = signed_in.get("/licenses/new/us-fl-lcsw")
    assert "the next one should be March 31, 20" in pages.text_of(page)
    (field,) = re.findall(r'<input[^>]* name="expires"[^>]*>', page.get_data(as_text=True))
    assert 'value=""' in field


def test_a_license_is_added_and_its_page_opens(signed_in, person):
    answer = pages.send(signed_in, NEW, {**SAID, "fact-supervisor": "y"})
    (row,) = mine(person)
    assert answer.status_code == 302
    assert answer.location == f"/licenses/{row.id}"
    assert (row.number, row.issued, row.expires) == (
        "LCSW 12345",
        date(2019, 5, 20),
        date(2027, 3, 31),
    )
    assert row.facts == ["supervisor"]
    assert {a.requirement_id: (a.answer, a.year) for a in row.answers} == {
        "telehealth": ("yes", 2023),
        "suicide": ("unsure", None),
        "hiv-aids": ("no", None),
    }


def test_a_second_license_of_the_same_kind_is_taken_with_a_warning(signed_in, person):
    factories.license(user=person)
    pages.send(signed_in, NEW, SAID)
    assert len(mine(person)) == 2
    words = pages.text_of(signed_in.get("/licenses"))
    assert "You now have more than one entry for California LCSW." in words


def test_the_first_license_of_a_kind_brings_no_warning(signed_in, person):
    factories.license(user=person, credential_id="us-ny-lcsw")
    pages.send(signed_in, NEW, SAID)
    assert "more than one entry" not in pages.text_of(signed_in.get("/licenses"))


def test_a_faulty_form_keeps_what_was_typed_and_adds_nothing(signed_in, person):
    typed = {**SAID, "expires": "May 1, 2019", "fact-supervisor": "y", "starts": "4/1/25"}
    page = pages.send(signed_in, NEW, typed)
    html = page.get_data(as_text=True)
    fault = "Expiration date must be after the issue date, May 20, 2019"
    assert page.status_code == 422
    assert mine(person) == []
    assert "<title>Error: " in html
    assert f'<a href="#expires">{fault}</a>' in html
    assert pages.text_of(page).count(fault) == 2
    for kept in (
        'value="LCSW 12345"',
        'value="5/20/2019"',
        'value="May 1, 2019"',
        'value="4/1/25"',
    ):
        assert kept in html
    assert 'value="2023"' in html
    assert html.count(" checked") == 4  # the circumstance and three answers


def test_a_license_is_shown_as_said_and_changed(signed_in, person):
    row = factories.license(user=person, answers={"telehealth": "yes"}, facts=["supervisor"])
    url = f"/licenses/{row.id}/edit"
    html = signed_in.get(url).get_data(as_text=True)
    assert 'value="Mar 31, 2027"' in html
    assert 'value="May 20, 2019"' in html
    assert 'href="/rules/us-ca-lcsw"' in html
    assert "Leave it empty for April 1, 2025" in html
    answer = pages.send(signed_in, url, {**SAID, "expires": "3/31/2029", "starts": "6/1/2027"})
    assert answer.location == f"/licenses/{row.id}"
    (changed,) = mine(person)
    assert (changed.expires, changed.starts) == (date(2029, 3, 31), date(2027, 6, 1))
    assert changed.facts == []


def test_a_faulty_change_changes_nothing(signed_in, person):
    row = factories.license(user=person)
    page = pages.send(signed_in, f"/licenses/{row.id}/edit", {**SAID, "expires": "tomorrow-ish"})
    assert page.status_code == 422
    assert 'value="tomorrow-ish"' in page.get_data(as_text=True)
    assert mine(person)[0].expires == date(2027, 3, 31)


def test_a_retired_license_is_listed_apart_and_can_be_used_again(signed_in, person):
    row = factories.license(user=person)
    words = pages.text_of(post(signed_in, f"/licenses/{row.id}/retire", follow=True))
    assert "California LCSW is retired" in words
    assert "No license in use" in words
    assert mine(person) == []
    words = pages.text_of(post(signed_in, f"/licenses/{row.id}/unretire", follow=True))
    assert "California LCSW is in use again" in words
    assert mine(person) == [row]


def test_a_deletion_can_be_undone(signed_in, person):
    row = factories.license(user=person)
    page = post(signed_in, f"/licenses/{row.id}/delete", follow=True)
    assert "California LCSW is deleted." in pages.text_of(page)
    assert f'action="/licenses/{row.id}/restore"' in page.get_data(as_text=True)
    assert mine(person) == []
    assert signed_in.get(f"/licenses/{row.id}/edit").status_code == 404
    words = pages.text_of(post(signed_in, f"/licenses/{row.id}/restore", follow=True))
    assert "California LCSW is back." in words
    assert mine(person) == [row]


@pytest.mark.parametrize("verb", ["edit", "retire", "unretire", "delete", "restore"])
def test_a_license_of_another_person_answers_404(signed_in_stranger, person, verb):
    row = factories.license(user=person)
    if verb == "restore":
        row.deleted_at = factories.NOW
        db.session.commit()
    before = (row.expires, row.retired_at, row.deleted_at)
    url = f"/licenses/{row.id}/{verb}"
    answer = pages.send(signed_in_stranger, url, SAID, page="/licenses")
    assert answer.status_code == 404
    if verb == "edit":
        assert signed_in_stranger.get(url).status_code == 404
    db.session.expire_all()
    after = db.session.get(License, row.id)
    assert (after.expires, after.retired_at, after.deleted_at) == before


def test_the_list_shows_no_license_of_another_person(signed_in_stranger, person):
    factories.license(user=person)
    assert "No licenses yet" in pages.text_of(signed_in_stranger.get("/licenses"))


@pytest.mark.parametrize("credential_id", ["us-ca-nobody", "..", "us-ca-lcsw.toml"])
def test_an_unknown_credential_answers_404(signed_in, credential_id):
    url = f"/licenses/new/{credential_id}"
    assert signed_in.get(url).status_code == 404
    assert pages.send(signed_in, url, SAID, page=NEW).status_code == 404


def test_a_license_whose_rules_are_gone_can_still_be_seen_and_deleted(signed_in, person):
    row = factories.license(user=person, credential_id="us-ca-gone")
    page = signed_in.get(f"/licenses/{row.id}/edit", follow_redirects=True)
    words = pages.text_of(page)
    assert "cannot be read at the moment" in words
    assert "us-ca-gone" in words
    post(signed_in, f"/licenses/{row.id}/delete")
    assert mine(person) == []


@pytest.mark.parametrize("url", ["/licenses", "/licenses/new", NEW, "/licenses/1/edit"])
def test_nobody_sees_these_pages_signed_out(client, url):
    answer = client.get(url)
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")
