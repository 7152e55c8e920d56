"""The home page and a license's page, on real boards' rules, as a browser gets them."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from ceapp.boards import catalog
from ceapp.clock import today_in
from ceapp.db import db
from ceapp.rules.period import months_before
from ceapp.rules.vocabulary import Activity, Format
from ceapp.standing.queries import standings_of
from tests import factories
from tests.pages import text_of

ANSWERED = {"suicide": "yes", "telehealth": "no"}


@pytest.fixture
def today(person):
    return today_in(person.time_zone)


@pytest.fixture
def expires(today):
    """The last day of a month about four months ahead."""
    return months_before(today.replace(day=1), -5) - timedelta(days=1)


@pytest.fixture
def california(person, expires):
    return factories.license(user=person, expires=expires, answers=ANSWERED)


@pytest.fixture
def log(person, today):
    """Log a course of Alice's, approved and recent unless told otherwise."""

    def logged(hours, topics=(), *, days_ago=60, **more):
        if isinstance(topics, str):
            topics = {topics: hours}
        completed = today - timedelta(days=days_ago)
        return factories.course(
            user=person, hours=hours, topics=topics, completed=completed, **more
        )

    return logged


@pytest.fixture
def complete(california, log):
    log("27", title="Everything else")
    log("6", "law-and-ethics", title="Law and ethics in full", days_ago=70)
    log("3", "telehealth", title="Telehealth in full", days_ago=80)
    return california


def home(browser):
    response = browser.get("/")
    assert response.status_code == 200
    return text_of(response)


def page_of(browser, row):
    response = browser.get(f"/licenses/{row.id}")
    assert response.status_code == 200
    return text_of(response)


def day(expires):
    return f"{expires:%B} {expires.day}"


def test_somebody_not_signed_in_is_told_what_this_is(client):
    response = client.get("/")
    assert response.status_code == 200
    assert "/sign-up" in response.get_data(as_text=True)


def test_without_a_license_the_page_asks_for_one(signed_in):
    said = home(signed_in)
    assert "First, which license do you hold?" in said
    assert 'href="/licenses/new"' in signed_in.get("/").get_data(as_text=True)


def test_with_nothing_logged_the_page_says_what_is_needed_and_how_to_begin(
    signed_in, california, expires
):
    said = home(signed_in)
    assert f"California needs 36 more hours by {day(expires)}." in said
    assert "Nothing logged yet" in said
    assert "Take 6 hours of law and ethics and 3 hours of telehealth." in said
    assert "Do next" not in said


def test_an_incomplete_license_leads_with_its_figure(signed_in, california, log, expires):
    log("20")
    log("3", "law-and-ethics", days_ago=90)
    said = home(signed_in)
    assert f"California needs 13 more hours by {day(expires)}." in said
    assert "23 of 36 hours" in said
    assert "3 of 6 · 3 to go" in said
    assert "Take 3 hours on law and ethics" in said


def test_a_complete_and_sure_license_is_called_complete(signed_in, complete):
    assert "California is complete." in home(signed_in)
    assert "Nothing is due now." in home(signed_in)
    assert "Complete Everything asked for by" in page_of(signed_in, complete)


def test_a_complete_license_that_is_not_sure_is_never_called_complete(signed_in, california, log):
    log("27", approvals=())
    log("6", "law-and-ethics", days_ago=70)
    log("3", "telehealth", days_ago=80)
    for said in (home(signed_in), page_of(signed_in, california)):
        assert "is complete" not in said
        assert "Complete " not in said
        assert "without an approval from this board's list" in said
    assert "California adds up, with 1 point to settle." in home(signed_in)
    assert "Before you call it complete" in home(signed_in)


def test_an_overlap_that_the_board_leaves_open_is_shown_as_a_pair(signed_in, california, log):
    log("28.5")
    log("4.5", "law-and-ethics", days_ago=70)
    log("1.5", {"law-and-ethics": "1.5", "telehealth": "1.5"}, days_ago=80)
    log("1.5", "telehealth", days_ago=90)
    for said in (home(signed_in), page_of(signed_in, california)):
        assert "one if" not in said.replace("None if", "").replace("none if", "")
        assert "none if your board lets one hour serve two topics" in said.lower()
        assert "p to 1.5 hours" in said
    assert "California may need up to 1.5 more hours by" in home(signed_in)


def test_a_one_time_need_the_person_is_unsure_about_is_a_question(signed_in, person, expires, log):
    row = factories.license(
        user=person, expires=expires, answers={"suicide": "unsure", "telehealth": "yes"}
    )
    log("30")
    log("6", "law-and-ethics", days_ago=70)
    said = home(signed_in)
    assert "California adds up" in said
    assert "Have you done this already?" in said
    assert "Say whether you did suicide" in said
    assert f'href="/licenses/{row.id}/edit"' in signed_in.get("/").get_data(as_text=True)
    assert "Until then it is a question, not hours to go." in page_of(signed_in, row)


def test_a_passed_expiration_date_is_said_and_can_be_changed(signed_in, person, today):
    past = today - timedelta(days=9)
    row = factories.license(user=person, expires=past, answers=ANSWERED)
    said = home(signed_in)
    assert f"California was due on {past:%B} {past.day}, {past.year}." in said
    assert "Say whether you renewed California LCSW" in said
    assert "The renewal date passed on" in page_of(signed_in, row)
    assert f'href="/licenses/{row.id}/renew"' in signed_in.get("/").get_data(as_text=True)


def test_a_retired_license_is_off_the_home_page_and_still_has_its_own(signed_in, california):
    california.retired_at = factories.NOW
    db.session.commit()
    assert "California" not in home(signed_in)
    assert "This license is retired." in page_of(signed_in, california)


def test_a_deleted_license_and_a_deleted_course_are_gone(signed_in, california, log):
    course = log("5", title="Taken back")
    course.deleted_at = factories.NOW
    db.session.commit()
    assert "Taken back" not in page_of(signed_in, california)
    california.deleted_at = factories.NOW
    db.session.commit()
    assert signed_in.get(f"/licenses/{california.id}").status_code == 404
    assert "California" not in home(signed_in)


def test_a_license_of_another_person_answers_404(signed_in_stranger, california):
    assert signed_in_stranger.get(f"/licenses/{california.id}").status_code == 404


def test_a_license_page_is_for_people_who_are_signed_in(client, california):
    response = client.get(f"/licenses/{california.id}")
    assert response.status_code == 302
    assert response.location.startswith("/sign-in")


def test_courses_of_another_person_count_for_nobody_else(signed_in, california, stranger, today):
    factories.course(user=stranger, hours="30", completed=today, title="Not hers")
    assert "California needs 36 more hours" in home(signed_in)
    assert "Not hers" not in page_of(signed_in, california)


def test_a_credential_without_rules_is_said_and_the_others_still_work(
    signed_in, person, california, log
):
    gone = factories.license(user=person, credential_id="us-zz-gone", expires=date(2040, 1, 1))
    log("20")
    said = home(signed_in)
    assert "The rules of us-zz-gone cannot be read." in said
    assert "California needs 16 more hours" in said
    assert "There is no rule file for this credential here." in page_of(signed_in, gone)


def test_a_broken_rule_file_is_said_without_naming_our_folders(
    signed_in, california, tmp_path, monkeypatch
):
    folder = tmp_path / "boards"
    shutil.copytree(Path(catalog.__file__).parent, folder)
    (folder / "us_ca" / "lcsw.toml").write_text("id = 3")
    monkeypatch.setattr(catalog, "load", catalog.Catalog(folder).load)
    for said in (home(signed_in), page_of(signed_in, california)):
        assert "Its rule file has a mistake in it." in said
        assert str(tmp_path) not in said


def test_a_license_page_shows_each_rule_with_its_law_and_its_courses(signed_in, california, log):
    course = log("4", {"law-and-ethics": "3"}, title="Records and access")
    said = page_of(signed_in, california)
    assert "16 CCR § 1887.3(c)" in said
    assert "Sure: read in the regulation, 2024" in said
    assert "Records and access" in said
    assert "3 of its 4 hours" in said
    assert "You said that you met this earlier." in said
    assert "Logging here does not report them to the board." in said
    html = signed_in.get(f"/licenses/{california.id}").get_data(as_text=True)
    assert f'href="/courses/{course.id}"' in html
    assert 'href="/rules/us-ca-lcsw"' in html


def test_hours_that_do_not_count_say_why(signed_in, person, today, log):
    expires = months_before(today.replace(day=1), -20) - timedelta(days=1)
    row = factories.license(user=person, credential_id="us-ny-lcsw", expires=expires)
    for number in range(3):
        log(
            "5", title=f"At home {number}", format=Format.SELF_PACED, approvals=("nysed",),
            days_ago=30 + number,
        )  # fmt: skip
    log("4", title="Consultation group", activity=Activity.PEER_CONSULTATION, approvals=())
    log("2", title="Long before", days_ago=900, approvals=("nysed",))
    said = page_of(signed_in, row)
    assert "3 hours are over the limit: Self-study, at most 12 hours." in said
    assert "Can’t tell: To confirm." in said
    assert "From other periods" in said
    assert "New York counts no more self-paced hours. All 12 that it allows are used" in home(
        signed_in
    )


def test_a_first_registration_that_asks_nothing_is_not_a_debt(signed_in, person, expires):
    issued = expires - timedelta(days=400)
    row = factories.license(
        user=person, credential_id="us-ny-lcsw", expires=expires, issued=issued,
        answers={"child-abuse-reporting": "yes"},
    )  # fmt: skip
    assert "hours to go" not in page_of(signed_in, row)


def test_the_course_log_says_where_each_course_counts(signed_in, california, log):
    log("5", title="Counts in full")
    log("5", title="No approval", approvals=(), days_ago=90)
    said = text_of(signed_in.get("/courses"))
    assert "CA 5" in said
    assert "approval to confirm" in said


@pytest.fixture
def queries(app):
    asked = []
    engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    return asked


@pytest.fixture(params=[1, 6])
def licenses_held(request, person, expires, log):
    for number in range(request.param):
        row = factories.license(
            user=person, expires=expires + timedelta(days=number), answers=ANSWERED
        )
        log("2", "law-and-ethics", days_ago=30 + number)
    return row


def test_the_number_of_queries_does_not_grow(signed_in, licenses_held, queries):
    # Six for the standing and one for the certificates to confirm; at home one for planned courses
    # whose day has passed and one for whether reminders arrive; on a license's own page one for the
    # certificates behind it and one for its earlier renewals.
    for url, most in (("/", 9), (f"/licenses/{licenses_held.id}", 9)):
        queries.clear()
        signed_in.get(url)
        asked = [one for one in queries if one.startswith("SELECT")]
        assert len(asked) <= most, asked


def test_a_long_log_is_not_read_whole(signed_in, california, log, person, today):
    california.answers[0].answer = "no"
    db.session.commit()
    for number in range(30):
        log("6", "suicide-prevention", days_ago=1500 + number)
        log("6", days_ago=1500 + number)
    (found,) = standings_of(person.id, today)
    assert 2 <= len(found.standing.courses) <= 4
    suicide = next(row for row in found.standing.requirements if row.requirement.id == "suicide")
    assert suicide.remaining == 0


def test_planned_courses_of_long_ago_do_not_crowd_out_what_was_taken(
    california, log, person, today
):
    california.answers[0].answer = "no"
    db.session.commit()
    log("6", "suicide-prevention", days_ago=1600)
    for number in range(9):
        log("6", "suicide-prevention", days_ago=1500 + number, planned=True)
    (found,) = standings_of(person.id, today)
    suicide = next(row for row in found.standing.requirements if row.requirement.id == "suicide")
    assert suicide.remaining == 0
