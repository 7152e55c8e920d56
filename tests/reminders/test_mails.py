"""What a reminder says: the home page's words, in text and HTML, with the headers that stop it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest

from ceapp.reminders import actions
from ceapp.reminders.bars import cells_of
from ceapp.reminders.stop_links import read_stop_token
from tests import factories, pages
from tests.mailbox import text_of
from tests.reminders.conftest import ENDS, MORNING, finished, remind


def html_of(mail):
    return mail.get_body(("html",)).get_content()


def words_of(mail):
    """Give the words of the HTML part as somebody reads them."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html_of(mail))))


def mail_on(app, mailbox, day):
    """Give the mail that is sent on a day as the latest one due."""
    assert remind(app, now=MORNING + (day - MORNING.date())).sent == 1
    return mailbox.next()


@pytest.fixture
def browser(app, alice):
    """Alice's browser; cookies of an https site want https here too."""
    app.config["PREFERRED_URL_SCHEME"] = "https"
    return factories.sign_in(app.test_client(), alice)


@pytest.fixture
def some_courses(alice):
    factories.course(user=alice, hours="4.5", topics={"law-and-ethics": "4.5"})
    factories.course(user=alice, title="Trauma", hours="22", completed=date(2026, 5, 2))


@pytest.mark.usefixtures("some_courses")
def test_it_says_what_is_missing_by_when_and_why_in_the_words_of_the_home_page(
    app, alice, mailbox, monkeypatch
):
    mail = mail_on(app, mailbox, ENDS - timedelta(days=90))
    monkeypatch.setattr("ceapp.clock.now", lambda: MORNING)
    app.config["PREFERRED_URL_SCHEME"] = "https"
    browser = factories.sign_in(app.test_client(), alice)
    page = pages.text_of(browser.get("/"))
    for words in (
        "California needs up to 10.5 more hours by March 31.",
        "if your board lets one hour serve two topics",
        "Take up to 1.5 hours of law and ethics",
        "3 hours of telehealth",
        "4.5 of 6",
        "90 days",
    ):
        assert words in page
        assert words in " ".join(text_of(mail).split())
        assert words in words_of(mail)


def test_its_two_parts_say_the_same(app, alice, some_courses, mailbox):
    mail = mail_on(app, mailbox, ENDS - timedelta(days=90))
    rich = re.sub(r" ([.,])", r"\1", words_of(mail))
    blocks = text_of(mail).partition("\n-- ")[0].split("\n\n")
    told = [block for block in blocks if not block.startswith(("  ", "See what", "To settle"))]
    assert len(told) > 4
    for block in told:
        words = " ".join(re.sub(r"\s<[^>]+>", "", block).split())
        assert words in rich
    assert set(re.findall(r"https://[^\s<>]+[^\s<>.]", text_of(mail))) == {
        unescape(url) for url in re.findall(r'href="([^"]+)"', html_of(mail))
    }


def test_every_link_begins_with_the_public_url_and_leads_somewhere(
    app, browser, some_courses, mailbox
):
    mail = mail_on(app, mailbox, ENDS - timedelta(days=90))
    links = [unescape(url) for url in re.findall(r'href="([^"]+)"', html_of(mail))]
    assert len(links) > 5
    for link in links:
        assert link.startswith("https://ce.example.org/")
        answer = browser.get(link.removeprefix("https://ce.example.org"))
        assert answer.status_code == 200, link


def test_it_says_both_figures_where_the_board_does_not_say_whether_an_hour_serves_twice(
    app, mailbox
):
    person = factories.person(email="dana@example.com")
    factories.license(user=person, credential_id="us-mo-lcsw", issued=date(2015, 1, 1))
    factories.course(user=person, hours="6", topics={"law-and-ethics": "6"})
    factories.course(user=person, title="Much else", hours="21", completed=date(2026, 5, 2))
    mail = mail_on(app, mailbox, ENDS - timedelta(days=30))
    assert ": up to " in mail["Subject"]
    assert re.search(
        r"\d hours if your board lets one hour serve two topics", " ".join(text_of(mail).split())
    )


def test_it_suggests_something_to_read_and_says_that_reading_counts_for_nothing(
    app, alice, some_courses, mailbox
):
    text = text_of(mail_on(app, mailbox, ENDS - timedelta(days=90)))
    assert "Worth reading. " in text
    assert "Reading never counts as CE hours." in " ".join(text.split())


def test_after_it_expired_it_says_what_to_do_and_suggests_nothing_to_read(app, alice, mailbox):
    mail = mail_on(app, mailbox, ENDS + timedelta(days=7))
    assert mail["Subject"] == "California LCSW: expired 7 days ago with 36 hours missing"
    text = " ".join(text_of(mail).split())
    assert "Took a course by March 31, 2027?" in text
    assert "https://ce.example.org/licenses/1/renew" in text
    assert "before you see clients" in text
    assert "Worth reading" not in text


def test_a_summary_says_of_a_complete_license_that_expired_that_nothing_is_missing(
    app, alice, mailbox
):
    finished(alice)
    factories.license(user=alice, credential_id="us-ny-lcsw", expires=date(2028, 6, 30))
    actions.save_choice(
        alice.id,
        active=True,
        days=frozenset(),
        lapsed=False,
        digest_day=2,
        today=ENDS,
        now=factories.NOW,
    )
    text = " ".join(text_of(mail_on(app, mailbox, ENDS + timedelta(days=2))).split())
    assert "The period ended on March 31, 2027 with nothing missing." in text


def test_complete_is_confirmed_with_what_is_left_to_do(app, alice, mailbox):
    finished(alice)
    mail = mail_on(app, mailbox, date(2026, 12, 1))
    assert mail["Subject"] == "California LCSW: complete, 36 of 36"
    text = text_of(mail)
    assert text.startswith("California is complete.\n")
    assert "keep the certificates" in " ".join(text.split())
    assert "to go" not in text


def test_it_can_be_stopped_by_a_mail_program_with_one_click(app, alice, mailbox):
    mail = mail_on(app, mailbox, ENDS - timedelta(days=90))
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    found = re.fullmatch(
        r"<https://ce\.example\.org/reminders/stop/(\S+)>", mail["List-Unsubscribe"]
    )
    assert read_stop_token(found[1])[0] == alice.id
    assert found[1] in text_of(mail)


def test_the_address_that_stops_it_stands_on_one_line_as_it_is(app, alice, mailbox):
    remind(app)
    _to, content = mailbox.came.get()
    assert re.search(rb"^List-Unsubscribe: <https://\S+>\r$", content, re.MULTILINE)


def test_what_people_typed_stays_words(app, alice, mailbox):
    factories.course(user=alice, title="<b>Ethics</b> & “law”", hours="3", approvals=())
    mail = mail_on(app, mailbox, ENDS - timedelta(days=90))
    assert "&lt;b&gt;Ethics&lt;/b&gt; &amp; “law”" in html_of(mail)
    assert "<b>Ethics</b> & “law”" in " ".join(text_of(mail).split())


def test_nothing_in_it_is_fetched_from_anywhere(app, alice, mailbox):
    html = html_of(mail_on(app, mailbox, ENDS - timedelta(days=90)))
    assert not re.search(r"<(img|link|script|iframe)|url\(|src=", html)


def test_lines_of_the_text_are_short_but_for_addresses(app, alice, some_courses, mailbox):
    text = text_of(mail_on(app, mailbox, ENDS - timedelta(days=90)))
    assert [line for line in text.splitlines() if len(line) > 72 and "http" not in line] == []


def test_hours_to_go_are_drawn_one_by_one_but_many_in_one_piece():
    assert cells_of(Decimal("9.5")) == [Decimal("0.5"), *[1] * 9]
    assert cells_of(Decimal(12)) == [1] * 12
    assert cells_of(Decimal(36)) == [36]
    assert cells_of(Decimal(0)) == []
