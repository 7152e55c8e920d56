"""Changing one's name, time zone and password."""

from __future__ import annotations

from ceapp.accounts import actions, forms, passwords
from ceapp.accounts.models import SignIn
from ceapp.clock import now
from ceapp.db import db
from tests import factories, mailbox, pages

NEW = "a lamp on the stairs"


def change(client, *, current=factories.PASSWORD, new=NEW):
    data = {"current_password": current, "new_password": new}
    return pages.send(client, "/settings/password", data, page="/settings")


def test_name_and_time_zone_are_saved_and_shown_back(signed_in, person):
    data = {"name": "Alice Stone", "time_zone": "Pacific/Honolulu"}
    response = pages.send(signed_in, "/settings", data, follow=True)
    assert "Saved." in pages.text_of(response)
    db.session.refresh(person)
    assert (person.name, person.time_zone) == ("Alice Stone", "Pacific/Honolulu")
    page = signed_in.get("/settings").get_data(as_text=True)
    assert 'value="Alice Stone"' in page
    assert '<option selected value="Pacific/Honolulu">' in page


def test_a_wrong_profile_is_named_and_kept_on_the_page_but_not_saved(signed_in, person):
    response = pages.send(signed_in, "/settings", {"name": "", "time_zone": "America/Denver"})
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert page.count(forms.NAME_MISSING) == 2
    assert "<title>Error: Settings" in page
    assert '<option selected value="America/Denver">' in page
    db.session.refresh(person)
    assert person.time_zone == "America/New_York"


def test_the_profile_of_another_person_stays_as_it_is(signed_in, stranger):
    pages.send(signed_in, "/settings", {"name": "Mine", "time_zone": "America/Denver"})
    db.session.refresh(stranger)
    assert stranger.name == "Charlie Stone"


def test_a_changed_password_signs_in_and_the_old_one_does_not(signed_in, app, person):
    response = change(signed_in)
    assert response.location == "/settings"
    assert "Your password is changed" in pages.text_of(signed_in.get("/settings"))
    other = app.test_client()
    data = {"email": person.email, "password": factories.PASSWORD}
    assert pages.send(other, "/sign-in", data).status_code == 422
    assert pages.send(other, "/sign-in", {**data, "password": NEW}).status_code == 302


def test_the_person_is_told_by_mail_and_in_the_log_that_the_password_changed(signed_in, box):
    change(signed_in)
    told = box.next()
    assert told["To"] == "alice@example.com"
    assert told["Subject"] == "Good Standing: password changed"
    assert "from Unknown device. If it was you, all is well." in mailbox.text_of(told)
    assert mailbox.link_in(told) == "/reset"
    assert "Password changed" in pages.text_of(signed_in.get("/settings"))


def test_changing_the_password_ends_every_other_sign_in_and_copied_cookie(
    signed_in, app, person, stranger
):
    elsewhere = factories.sign_in(app.test_client(), person)
    theirs = factories.sign_in(app.test_client(), stranger)
    thief = app.test_client()
    thief.set_cookie("ceapp", signed_in.get_cookie("ceapp").value)
    change(signed_in)
    assert signed_in.get("/settings").status_code == 200
    assert elsewhere.get("/settings").status_code == 302
    assert thief.get("/settings").status_code == 302
    assert theirs.get("/settings").status_code == 200


def test_the_wrong_current_password_changes_nothing(signed_in, person):
    before = person.password_hash
    response = change(signed_in, current="not this one")
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert page.count(forms.PASSWORD_WRONG) == 2
    assert 'href="#current_password"' in page
    db.session.refresh(person)
    assert person.password_hash == before
    assert len(db.session.scalars(db.select(SignIn)).all()) == 1


def test_a_weak_new_password_is_refused(signed_in):
    response = change(signed_in, new="password1234")
    assert response.status_code == 422
    assert passwords.TOO_COMMON in response.get_data(as_text=True)
    assert change(signed_in, new="").status_code == 422


def test_no_password_comes_back_on_the_page(signed_in):
    page = change(signed_in, current="my wrong secret", new=NEW).get_data(as_text=True)
    assert "my wrong secret" not in page
    assert NEW not in page


def test_no_transaction_is_open_while_passwords_are_hashed(person, monkeypatch):
    def closed(password):
        assert not db.session().in_transaction()
        return passwords._hasher.hash(password)

    monkeypatch.setattr(actions, "hash_password", closed)
    token = actions.change_password(
        user_id=person.id, current=factories.PASSWORD, new=NEW, now=now()
    )
    assert token
    opened = actions.open_account(
        name="Bea", email="bea@example.com", password=NEW, time_zone="America/Denver", now=now()
    )
    assert opened
