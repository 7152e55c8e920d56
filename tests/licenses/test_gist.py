"""A credential's rules in two lines."""

from datetime import date
from decimal import Decimal

import pytest

from ceapp.boards import catalog
from ceapp.licenses.gist import amount, gist
from ceapp.rules.requirement import Citation, Kind, Requirement
from ceapp.rules.vocabulary import Activity, Format, Topics

TOPICS = Topics({"ethics": "Ethics", "law": "Law (with ethics)", "hiv": "HIV and AIDS"})
ON = date(2027, 3, 31)


def need(hours="3", **narrowed):
    narrowed = {
        name: frozenset(value) if isinstance(value, set) else value
        for name, value in narrowed.items()
    }
    return Requirement(
        id="one", kind=Kind.NEED, hours=Decimal(hours), citation=Citation("§ 1"), **narrowed
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (need(topics={"ethics"}), "3 hours on ethics"),
        (need("1", topics={"hiv"}), "1 hour on HIV and AIDS"),
        (need(topics={"ethics", "law"}), "3 hours on ethics or law"),
        (need(topics={"ethics"}, label="Values"), "3 hours on ethics"),
        (need(topics={"ethics", "law", "hiv"}, label="Any"), "3 hours under “Any”"),
        (need("36", label="Everything"), "36 hours in all"),
        (need(formats={Format.IN_PERSON, Format.LIVE_ONLINE}), "3 hours live"),
        (need(activities={Activity.TEACHING}), "3 hours teaching or presenting"),
        (need(approvals={"apa"}), "3 hours with certain approvals"),
        (need(topics={"ethics"}, in_total=False), "3 hours on ethics"),
    ],
)
def test_an_amount_is_named_by_its_topics_or_its_label(rule, words):
    assert amount(rule, TOPICS) == words


@pytest.mark.parametrize(
    ("credential_id", "main", "more"),
    [
        ("us-ca-lcsw", "36 hours every two years: 6 on law and ethics.", "Once in a career: 3 on"),
        ("us-ca-lcsw", "36 hours", "At the first renewal: 7 on HIV and AIDS."),
        ("us-ca-lcsw", "36 hours", "Some rules depend on your circumstances."),
        ("us-ny-lcsw", "36 hours every three years:", "At most 12 self-paced."),
        ("us-ny-lcsw", "36 hours", "mandated reporting, on top of the rest."),
        ("us-ct-lcsw", "15 hours every year: 5 live", "Every 6 years: 2 on"),
        ("us-ks-lcmft", "The total is not known to us:", ""),
        ("us-mi-lpc", "No fixed number of hours every three years:", ""),
    ],
)
def test_the_gist_gives_hours_cycle_and_named_topics(credential_id, main, more):
    said = gist(catalog.load(credential_id), catalog.topics(), on=ON)
    assert said.main.startswith(main)
    assert more in said.more


def test_a_rule_that_does_not_bind_that_day_is_left_out():
    before = gist(catalog.load("us-ca-lcsw"), catalog.topics(), on=date(2020, 12, 31))
    assert "suicide" not in before.more
    assert not before.main.startswith("36 hours")


def test_every_credential_has_a_gist_in_whole_sentences():
    for item in catalog.listing():
        said = gist(catalog.load(item.id), catalog.topics(), on=ON)
        assert said.main.endswith(".")
        assert said.more == "" or said.more.endswith(".")
