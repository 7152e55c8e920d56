"""Sections of the settings page that other features bring."""

from __future__ import annotations

from ceapp.accounts.sections import Section, register
from tests import pages


def test_a_registered_section_is_shown_with_its_sentence_for_this_person(app, signed_in, person):
    asked = []

    def says(user_id):
        asked.append(user_id)
        return "Three mails before a license <expires>."

    register(app, Section("Deleting", says, [("Delete the account", "library.index")], place=90))
    register(app, Section("Reminder mails", says, [("Change them", "reports.index")]))
    answer = signed_in.get("/settings")
    words = pages.text_of(answer)
    assert "Reminder mails Three mails before a license <expires>. Change them" in words
    assert words.index("Reminder mails") < words.index("Deleting")
    assert '<a class="btn alt" href="/reports">' in answer.get_data(as_text=True)
    assert set(asked) == {person.id}


def test_the_settings_say_where_mail_goes_without_a_mail_server(signed_in):
    words = pages.text_of(signed_in.get("/settings"))
    assert "Each mail becomes a file in the folder outbox of the instance" in words
