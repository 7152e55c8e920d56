"""What to do next."""

from datetime import date, timedelta

from ceapp.rules.requirement import Every, Overlap
from ceapp.rules.standing import Holding
from ceapp.rules.vocabulary import Activity, Format
from ceapp.standing.assemble import Held, assemble
from ceapp.standing.next_steps import next_steps
from tests.rules.making import EXPIRES, TODAY, TOPICS, course, credential, limit, need

APPROVALS = {"apa": "APA", "aswb-ace": "ASWB ACE", "nysed": "NYSED"}
ONCE = Every(once=True)


def steps(*rules, courses=(), expires=(EXPIRES, date(2028, 6, 30)), today=TODAY, asked=()):
    held = [
        Held(
            id=number,
            credential_id=one.id,
            holding=Holding(end, issued=date(2015, 1, 1), asked=frozenset(asked)),
            credential=one,
        )
        for number, (one, end) in enumerate(zip(rules, expires, strict=False), start=1)
    ]
    return next_steps(assemble(held, courses, TOPICS, today=today), TOPICS, APPROVALS)


def titles(*rules, **more):
    return [step.title for step in steps(*rules, **more)]


def test_topic_hours_come_before_hours_on_anything():
    rules = credential(need("total", 10), need("law-ethics", 6, "law-and-ethics"))
    assert titles(rules, courses=[course(3, "law-and-ethics")]) == [
        "Take 3 hours on law and ethics",
        "Take 4 other hours for Zeeland Licensed Tester",
    ]


def test_a_topic_step_says_what_counts_and_what_to_look_for():
    rules = credential(
        need("law-ethics", 6, "law-and-ethics"), accepted_approvals=["apa", "aswb-ace"]
    )
    (step,) = steps(rules, courses=[course(3, "law-and-ethics", approvals=["apa"])])
    assert step.text == (
        "Zeeland Licensed Tester asks for 6 by March 31, and 3 count so far. "
        "Look for approval by APA or ASWB ACE."
    )
    assert (step.endpoint, step.values) == (
        "standing.license_page",
        {"license_id": 1, "_anchor": "law-ethics"},
    )


def test_one_course_that_closes_gaps_of_two_licenses_is_one_step():
    california = credential(need("law", 6, "law-and-ethics"), accepted_approvals=["aswb-ace"])
    new_york = credential(need("boundaries", 3, "boundaries"), accepted_approvals=["nysed"])
    (step,) = steps(
        california, new_york, courses=[course(4, "law-and-ethics", approvals=APPROVALS)]
    )
    assert step.title == "Take 3 hours on boundaries"
    assert step.text.startswith("One course closes two gaps: 2 of law and ethics for Zeeland")
    assert step.text.endswith("Look for approval by ASWB ACE, and also by NYSED.")


def test_needs_without_a_common_topic_stay_two_steps():
    rules = credential(need("law", 6, "law-and-ethics"))
    other = credential(need("telehealth", 3, "telehealth"))
    assert titles(rules, other) == ["Take 6 hours on law and ethics", "Take 3 hours on telehealth"]


def test_a_limit_that_is_used_up_changes_how_to_take_the_rest():
    rules = credential(need("total", 20), limit("home", 12, formats=[Format.SELF_PACED]))
    (step,) = steps(rules, courses=[course(13, format=Format.SELF_PACED)])
    assert step.title == "Take 8 hours for Zeeland Licensed Tester"
    assert "No more self-paced hours count: 12 is the most." in step.text


def test_a_needs_own_formats_and_approvals_go_before_the_boards():
    rules = credential(
        need("law", 2, "ethics", formats=[Format.IN_PERSON], approvals=["nysed"]),
        accepted_approvals=["apa"],
    )
    (step,) = steps(rules)
    assert step.text.endswith("It must be in person. Look for approval by NYSED.")


def test_a_format_that_counts_nothing_is_said_so():
    rules = credential(need("total", 2), limit("home", 0, formats=[Format.SELF_PACED]))
    assert "No self-paced hours count. " in steps(rules)[0].text + " "


def test_a_need_that_hangs_on_the_overlap_is_up_to():
    rules = credential(
        need("ethics", 3, "ethics"), need("tele", 3, "telehealth"), overlap=Overlap.UNSTATED
    )
    (step,) = steps(rules, courses=[course(3, {"ethics": 3, "telehealth": 3})])
    assert step.title == "Take up to 3 hours on telehealth"
    assert "Ask your board first whether one hour may serve two topics" in step.text


def test_an_unsure_one_time_need_is_a_question_with_a_way_to_answer():
    rules = credential(need("suicide", 6, "suicide", every=ONCE))
    (step,) = steps(rules, asked=["suicide"])
    assert step.title == "Say whether you did suicide prevention before"
    assert (step.endpoint, step.values) == ("licenses.edit", {"license_id": 1})


def test_a_passed_date_is_the_only_step_of_its_license():
    rules = credential(need("total", 36))
    (step,) = steps(rules, today=EXPIRES + timedelta(days=1))
    assert step.title == "Say whether you renewed Zeeland Licensed Tester"
    assert step.endpoint == "renewals.new"


def test_courses_to_confirm_lead_to_the_course_or_its_reason():
    rules = credential(
        need("total", 9), limit("teaching", 3, activities=[Activity.TEACHING]),
        accepted_approvals=["apa"],
    )  # fmt: skip
    found = steps(
        rules,
        courses=[
            course(5, key="7", title="Summit"),
            course(4, key="8", title="Group", activity=Activity.PEER_CONSULTATION),
        ],
    )
    assert [(step.title, step.values) for step in found] == [
        ("Check who approved “Summit”", {"course_id": 7}),
        ("Ask your board about “Group”", {"license_id": 1, "_anchor": "course-8"}),
    ]


def test_two_courses_alike_are_worth_a_look():
    rules = credential(need("total", 6))
    twins = [course(3, key=key, provider="Harbor Lane") for key in ("1", "2")]
    assert titles(rules, courses=twins) == ["Look at two courses that seem alike"]


def test_nothing_is_to_do_when_everything_is_met():
    assert steps(credential(need("total", 3)), courses=[course(3)]) == ()


def test_each_of_several_licenses_has_its_turn():
    many = credential(*(need(f"n{n}", n + 1, approvals=[f"a{n}"]) for n in range(6)))
    other = credential(need("telehealth", 3, "telehealth"))
    found = titles(many, other)
    assert len(found) == 5
    assert found[-1] == "Take 3 hours on telehealth"
