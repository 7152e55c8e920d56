"""The pages of the course log, as a browser sees them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event
from werkzeug.datastructures import MultiDict

from ceapp.clock import today_in
from ceapp.courses.models import Course
from ceapp.courses.where_counts import Chip, register
from ceapp.db import db
from ceapp.rules.vocabulary import AcademicCredits, AcademicUnit, Activity, Format
from tests import factories, pages

VALID = {
    "title": "Boundaries and Dual Relationships",
    "provider": "Harbor Lane Institute",
    "completed": "3/14/2026",
    "hours": "3",
    "topics-0-topic": "boundaries",
    "topics-0-hours": "2.5",
    "topics-1-topic": "",
    "topics-1-hours": "",
    "format": "live-online",
    "activity": "course",
    "approvals": "aswb-ace",
    "approvals-aswb-ace": "1234",
    "cost": "75",
    "notes": "Bring the checklist.",
}


def logged():
    return db.session.scalars(db.select(Course)).all()


def posted(client, url="/courses/new", *, follow=False, **changes):
    return pages.send(client, url, {**VALID, **changes}, page="/courses/new", follow=follow)


def test_a_logged_course_is_kept_as_it_was_typed(signed_in):
    response = posted(signed_in)
    assert response.status_code == 302
    assert response.location == "/courses"
    (course,) = logged()
    assert course.title == "Boundaries and Dual Relationships"
    assert course.provider == "Harbor Lane Institute"
    assert course.completed == date(2026, 3, 14)
    assert course.hours == Decimal(3)
    assert [(part.topic, part.hours) for part in course.topics] == [("boundaries", Decimal("2.5"))]
    assert course.format == Format.LIVE_ONLINE
    assert course.activity == Activity.COURSE
    assert [(one.approval, one.number) for one in course.approvals] == [("aswb-ace", "1234")]
    assert course.cost_cents == 7500
    assert course.notes == "Bring the checklist."


def test_after_saving_the_log_says_how_the_hours_were_read(signed_in):
    page = pages.text_of(posted(signed_in, follow=True, hours="0.6 CEU"))
    assert (
        "Saved: Boundaries and Dual Relationships, "
        "6 hours, read from 0.6 CEU; 1 CEU is 10 hours." in page
    )


def test_what_is_said_after_saving_fits_into_a_cookie_however_long_the_title(signed_in):
    title = "".join(chr(0x1F300 + number) for number in range(300))
    slugs = ["boundaries", "telehealth", "dementia", "veterans", "opioids", "lgbtq", "hiv-aids"]
    rows = {f"topics-{row}-topic": slug for row, slug in enumerate(slugs)}
    rows |= {f"topics-{row}-hours": f"{row + 11} minutes" for row in range(len(slugs))}
    posted(signed_in, title=title, **rows)
    response = posted(signed_in, title=title, notes="Another one.", **rows)
    assert len(response.headers["Set-Cookie"]) < 4000
    page = pages.text_of(signed_in.get("/courses"))
    assert f"Saved: {title[:79]}…" in page
    assert "This may be a duplicate" in page


def test_save_and_log_another_goes_back_to_an_empty_form(signed_in):
    response = posted(signed_in, do="another", follow=True)
    assert response.request.path == "/courses/new"
    assert "Saved: Boundaries" in pages.text_of(response)
    assert "Harbor Lane" not in response.get_data(as_text=True).split("<form", 2)[-1]
    assert len(logged()) == 1


def test_a_faulty_form_saves_nothing_and_keeps_every_typed_word(signed_in):
    response = posted(
        signed_in,
        completed="Feb 30, 2026",
        hours="three",
        cost="plenty",
        **{"topics-0-hours": "2,5", "topics-1-topic": "telehealth", "topics-1-hours": "0.5"},
    )
    html = response.get_data(as_text=True)
    assert response.status_code == 422
    assert logged() == []
    for typed in (
        'value="Boundaries and Dual Relationships"',
        'value="Harbor Lane Institute"',
        'value="Feb 30, 2026"',
        'value="three"',
        'value="2,5"',
        'value="0.5"',
        'value="1234"',
        'value="plenty"',
        "Bring the checklist.",
        '<option selected value="boundaries">',
        '<option selected value="telehealth">',
        '<option selected value="course">',
    ):
        assert typed in html
    assert 'checked id="format-1"' in html
    assert 'value="aswb-ace" checked' in html
    assert "<title>Error: " in html


@pytest.mark.parametrize(
    ("changes", "anchor", "says"),
    [
        ({"title": " "}, "title", "Course title must be given, as it stands on the certificate"),
        ({"title": "x" * 301}, "title", "Course title has 301 characters; 300 is the most"),
        ({"provider": "x" * 201}, "provider", "Provider has 201 characters"),
        ({"completed": ""}, "completed", "Completion date must be given"),
        ({"completed": "Nov 20"}, "completed", "Completion date must include the year"),
        ({"completed": "1/1/1949"}, "completed", "Completion date is before 1950"),
        ({"hours": ""}, "hours", "CE hours must be given as a number"),
        ({"hours": "0"}, "hours", "CE hours must be more than 0"),
        ({"hours": "401"}, "hours", "CE hours must be 400 or less"),
        (
            {"topics-0-hours": "4"},
            "topics-0-hours",
            "Professional boundaries has 4 hours, more than the whole course (3)",
        ),
        ({"topics-0-hours": "0"}, "topics-0-hours", "Hours of topic 1 must be more than 0"),
        (
            {"topics-1-topic": "boundaries"},
            "topics-1-topic",
            "Professional boundaries is listed twice",
        ),
        ({"topics-1-hours": "1"}, "topics-1-topic", "Topic 2 must be chosen, or its hours emptied"),
        ({"topics-1-topic": "juggling"}, "topics-1-topic", "Topic 2 must be one of the list"),
        ({"format": ""}, "format-0", "How you took it must be one of the choices shown"),
        ({"format": "none"}, "format-0", "Choose how you took the course"),
        ({"format": "by-mail"}, "format-0", "How you took it must be one of the choices shown"),
        ({"activity": "juggling"}, "activity", "Kind of activity must be one of the list"),
        ({"approvals": "juggling"}, "approvals", "One of the approvals is not in our list"),
        ({"approvals-aswb-ace": "9" * 61}, "approvals", "has 61 characters; 60 is the most"),
        ({"cost": "-5"}, "cost", "Cost must be an amount in dollars"),
        ({"cost": "1000000"}, "cost", "Cost must be $100,000 or less"),
        ({"notes": "x" * 5001}, "notes", "Note to yourself has 5001 characters"),
    ],
)
def test_each_fault_is_named_at_the_top_and_beside_its_field(signed_in, changes, anchor, says):
    response = posted(signed_in, **changes)
    html = response.get_data(as_text=True)
    assert response.status_code == 422
    assert f'href="#{anchor}"' in html
    assert f'id="{anchor}"' in html
    assert pages.text_of(response).count(says) == 2
    assert logged() == []


def test_a_course_of_tomorrow_is_refused_with_a_sentence_that_offers_to_plan_it(signed_in, person):
    tomorrow = today_in(person.time_zone) + timedelta(days=1)
    response = posted(signed_in, completed=tomorrow.isoformat())
    assert response.status_code == 422
    assert "check “I have not taken it yet” below the date" in pages.text_of(response)
    assert logged() == []


def test_a_course_of_today_can_be_logged(signed_in):
    assert posted(signed_in, completed="today").status_code == 302


def test_a_format_must_be_chosen_for_a_course_only(signed_in):
    without = {name: text for name, text in VALID.items() if name != "format"}
    assert pages.send(signed_in, "/courses/new", without).status_code == 422
    publication = {**without, "activity": "publication"}
    assert pages.send(signed_in, "/courses/new", publication).status_code == 302
    assert logged()[0].format is None


def test_academic_credits_are_kept_and_shown_again(signed_in):
    posted(signed_in, activity="academic-course", academic="4.5 quarter units")
    course = logged()[0]
    assert course.academic == AcademicCredits(Decimal("4.5"), AcademicUnit.QUARTER)
    assert 'value="4.5 quarter"' in signed_in.get(f"/courses/{course.id}").get_data(as_text=True)


def test_academic_credits_go_with_an_academic_course_only(signed_in):
    page = posted(signed_in, academic="3 semester").get_data(as_text=True)
    assert "Academic credits go with an academic course for credit" in page
    assert 'value="3 semester"' in page
    assert not logged()


def test_a_topic_without_hours_has_all_the_courses_hours(signed_in):
    posted(signed_in, **{"topics-0-hours": ""})
    assert logged()[0].topics[0].hours == Decimal(3)


def test_topics_may_overlap(signed_in):
    response = posted(signed_in, **{"topics-1-topic": "telehealth", "topics-1-hours": "3"})
    assert response.status_code == 302


@pytest.mark.parametrize("index", ["\u00b2", "9" * 5000, "x", ""])
def test_a_strange_row_number_is_passed_over(signed_in, index):
    response = posted(signed_in, **{f"topics-{index}-topic": "telehealth"})
    assert response.status_code == 302


def test_adding_a_topic_keeps_everything_and_checks_nothing(signed_in):
    response = posted(signed_in, do="add-topic", completed="Feb 30", hours="three")
    html = response.get_data(as_text=True)
    assert response.status_code == 200
    assert 'name="topics-2-topic"' in html
    assert 'name="topics-3-topic"' not in html
    assert 'value="Feb 30"' in html
    assert 'value="three"' in html
    assert 'value="2.5"' in html
    assert "There is a problem" not in html
    assert logged() == []


def test_removing_a_topic_moves_the_others_up(signed_in):
    rows = {"topics-1-topic": "telehealth", "topics-1-hours": "0.5"}
    html = posted(signed_in, do="remove-topic-1", **rows).get_data(as_text=True)
    assert '<option selected value="telehealth">' in html
    assert (
        'id="topics-0-hours" inputmode="decimal" name="topics-0-hours" type="text" value="0.5"'
        in html
    )
    assert '<option selected value="boundaries">' not in html
    assert 'name="topics-1-topic"' not in html


def test_a_possible_duplicate_is_saved_and_said(signed_in):
    posted(signed_in)
    page = pages.text_of(posted(signed_in, title="The same again", follow=True))
    assert len(logged()) == 2
    assert "“Boundaries and Dual Relationships” has the same provider, date and hours" in page


def test_a_form_sent_twice_by_a_double_click_logs_one_course(signed_in):
    assert posted(signed_in).status_code == posted(signed_in).status_code == 302
    assert len(logged()) == 1
    assert "may be a duplicate" not in pages.text_of(signed_in.get("/courses"))


def test_the_edit_form_shows_what_the_course_says(signed_in, person):
    course = factories.course(user=person, topics={"ethics": "1.5"}, notes="Room 4")
    html = signed_in.get(f"/courses/{course.id}").get_data(as_text=True)
    for shown in (
        'value="Ethics in Everyday Practice"',
        'value="Mar 14, 2026"',
        'value="1.5"',
        "Room 4",
        '<option selected value="ethics">',
        'value="aswb-ace" checked',
    ):
        assert shown in html


def test_a_changed_course_says_what_the_form_said(signed_in, person):
    course = factories.course(user=person, topics={"ethics": "1", "telehealth": "2"})
    url = f"/courses/{course.id}"
    changes = {"topics-0-topic": "telehealth", "topics-0-hours": "1", "approvals": "apa"}
    response = pages.send(signed_in, url, {**VALID, **changes})
    assert response.status_code == 302
    db.session.expire_all()
    (course,) = logged()
    assert course.title == VALID["title"]
    assert [(part.topic, part.hours) for part in course.topics] == [("telehealth", Decimal(1))]
    assert [one.approval for one in course.approvals] == ["apa"]


def test_two_topics_can_change_places(signed_in, person):
    course = factories.course(user=person, topics={"ethics": "1", "telehealth": "2"})
    changes = {"topics-0-topic": "telehealth", "topics-1-topic": "ethics", "topics-1-hours": "3"}
    assert pages.send(signed_in, f"/courses/{course.id}", {**VALID, **changes}).status_code == 302
    db.session.expire_all()
    hours = {part.topic: part.hours for part in logged()[0].topics}
    assert hours == {"telehealth": Decimal("2.5"), "ethics": Decimal(3)}


def test_a_faulty_change_changes_nothing(signed_in, person):
    course = factories.course(user=person)
    response = pages.send(signed_in, f"/courses/{course.id}", {**VALID, "hours": "three"})
    assert response.status_code == 422
    db.session.expire_all()
    assert logged()[0].title == "Ethics in Everyday Practice"


def test_a_deleted_course_shows_nowhere_and_can_be_brought_back(signed_in, person):
    course = factories.course(user=person)
    url = f"/courses/{course.id}"
    page = pages.send(signed_in, f"{url}/delete", page=url, follow=True)
    assert "Deleted: Ethics in Everyday Practice." in pages.text_of(page)
    assert f'action="{url}/restore"' in page.get_data(as_text=True)
    assert signed_in.get(url).status_code == 404
    assert "No courses yet" in pages.text_of(signed_in.get("/courses"))
    again = pages.send(signed_in, f"{url}/restore", page="/courses/new", follow=True)
    assert "Ethics in Everyday Practice is back in your log." in pages.text_of(again)
    assert signed_in.get(url).status_code == 200


def test_a_course_of_another_person_answers_404(signed_in_stranger, person):
    course = factories.course(user=person)
    url = f"/courses/{course.id}"
    assert signed_in_stranger.get(url).status_code == 404
    for target in (url, f"{url}/delete", f"{url}/restore"):
        response = pages.send(signed_in_stranger, target, VALID, page="/courses/new")
        assert response.status_code == 404
    db.session.expire_all()
    assert logged()[0].title == "Ethics in Everyday Practice"
    assert logged()[0].deleted_at is None
    assert "Ethics" not in pages.text_of(signed_in_stranger.get("/courses"))


def test_a_deleted_course_of_another_person_cannot_be_brought_back(signed_in_stranger, person):
    course = factories.course(user=person)
    course.deleted_at = factories.NOW
    db.session.commit()
    url = f"/courses/{course.id}/restore"
    assert pages.send(signed_in_stranger, url, page="/courses/new").status_code == 404
    db.session.expire_all()
    assert logged()[0].deleted_at is not None


@pytest.mark.parametrize("url", ["/courses/99", "/courses/99999999999999999999999"])
def test_a_course_that_does_not_exist_answers_404(signed_in, url):
    assert signed_in.get(url).status_code == 404


@pytest.mark.parametrize("url", ["/courses", "/courses/new", "/courses/1"])
def test_the_log_asks_who_is_there(client, url):
    response = client.get(url)
    assert response.status_code == 302
    assert response.location.startswith("/sign-in")


def test_no_course_is_logged_without_the_forms_token(signed_in):
    assert signed_in.post("/courses/new", data=VALID).status_code == 400
    assert logged() == []


def test_the_log_can_be_searched_filtered_and_emptied(signed_in, person):
    factories.course(user=person, title="Grief Work", topics={"telehealth": "3"})
    factories.course(user=person, title="Family Systems", completed=date(2025, 5, 1))
    page = pages.text_of(signed_in.get("/courses?q=grief"))
    assert "Grief Work" in page
    assert "Family Systems" not in page
    assert "1 course 3" in page
    page = pages.text_of(signed_in.get("/courses?year=2025"))
    assert "Family Systems" in page
    assert "Grief Work" not in page
    nothing = pages.text_of(signed_in.get("/courses?q=nowhere"))
    assert "No course matches this. Show all courses" in nothing


def test_the_second_page_keeps_the_search(signed_in, person):
    for number in range(41):
        factories.course(user=person, title=f"Course {number:02}", hours="1.5")
    first = signed_in.get("/courses?sort=title&q=course").get_data(as_text=True)
    assert 'href="/courses?q=course&amp;sort=title&amp;page=2"' in first
    assert "Course 39" in first
    assert "Course 40" not in first
    second = pages.text_of(signed_in.get("/courses?q=course&sort=title&page=2"))
    assert "Course 40" in second
    assert "Page 2 of 2" in second
    assert "41 courses on 2 pages 61.5" in second


def test_the_log_says_where_each_course_counts_once_somebody_knows(app, signed_in, person):
    course = factories.course(user=person)
    assert "Counts for" not in pages.text_of(signed_in.get("/courses"))
    chips = [
        Chip("CA", Decimal("1.5"), "yes"),
        Chip("NY", Decimal(0), "no", "before the period", "/licenses/7"),
        Chip("TX", Decimal(0), "ask", "ask your board"),
    ]
    register(app, lambda user_id, courses, today: {course.id: chips})
    response = signed_in.get("/courses")
    page = pages.text_of(response)
    assert "CA 1.5" in page
    assert "NY 0 before the period" in page
    assert "TX ? ask your board" in page
    assert 'href="/licenses/7"' in response.get_data(as_text=True)


def test_a_long_log_takes_no_more_queries_than_a_short_one(signed_in, person):
    asked = []
    event.listen(db.engine, "before_cursor_execute", lambda *_args: asked.append(1))

    def queries_of(url):
        asked.clear()
        assert signed_in.get(url).status_code == 200
        return len(asked)

    factories.course(user=person, topics={"ethics": "1"})
    short = queries_of("/courses")
    for _ in range(20):
        factories.course(user=person, topics={"ethics": "1", "telehealth": "1"})
    assert queries_of("/courses") == short


@pytest.mark.parametrize("held", ["us-ca-lcsw", "us-xx-gone"])
def test_the_form_opens_whatever_license_is_held(signed_in, person, held):
    factories.license(user=person, credential_id=held)
    assert signed_in.get("/courses/new").status_code == 200


def test_what_the_licenses_ask_for_comes_first(signed_in, person):
    factories.license(user=person, credential_id="us-ca-lcsw")
    html = signed_in.get("/courses/new").get_data(as_text=True)
    asked = html.split('<optgroup label="Your licenses ask for these">')[1].split("</optgroup>")[0]
    assert 'value="law-and-ethics"' in asked
    assert 'value="dementia"' not in asked
    at_a_glance = html.split('id="approvals"')[1].split("<details")[0]
    assert 'value="aswb-ace"' in at_a_glance
    assert 'value="wvpa"' not in at_a_glance


def test_several_approvals_are_kept_with_their_numbers(signed_in):
    fields = MultiDict(VALID)
    fields.setlist("approvals", ["aswb-ace", "wvpa"])
    fields["approvals-wvpa"] = " 77 "
    fields["csrf_token"] = pages.token(signed_in, "/courses/new")
    assert signed_in.post("/courses/new", data=fields).status_code == 302
    kept = {one.approval: one.number for one in logged()[0].approvals}
    assert kept == {"aswb-ace": "1234", "wvpa": "77"}


def test_a_number_too_long_is_marked_where_it_stands(signed_in):
    html = posted(signed_in, **{"approvals-aswb-ace": "9" * 61}).get_data(as_text=True)
    control = html.split('id="approvals-aswb-ace"')[1].split(">")[0]
    assert 'aria-invalid="true"' in control
    assert html.count('aria-invalid="true"') == 1
