"""The rules' pages: public, complete, each rule with its law."""

import re
from datetime import date

import pytest
from markupsafe import escape

from ceapp.boards import catalog
from ceapp.boards.catalog import BrokenRuleFile
from ceapp.boards.lists import Change
from ceapp.rulebook.history import history
from ceapp.rulebook.page import as_of, rules_page, source_name
from ceapp.rules.requirement import Source
from tests.pages import text_of

IDS = [item.id for item in catalog.listing()]


def test_every_credential_is_linked_from_the_list(client):
    page = client.get("/rules").get_data(as_text=True)

    assert set(re.findall(r'href="/rules/(us-[a-z0-9-]+)"', page)) == set(IDS)


def test_the_list_can_be_narrowed_by_state_profession_and_words(client):
    page = client.get("/rules?state=us-ny&profession=psychology&q=education")

    assert "1 license in New York" in text_of(page)
    assert 'href="/rules/us-ny-psychologist"' in page.get_data(as_text=True)
    assert "/rules/us-ny-lcsw" not in page.get_data(as_text=True)


def test_what_was_looked_for_stays_in_the_form_and_is_escaped(client):
    page = client.get('/rules?q="><b>&state=us-zz').get_data(as_text=True)

    assert 'value="&#34;&gt;&lt;b&gt;"' in page
    assert "0 licenses found" in page
    assert "No license matches this" in page


def test_a_credentials_page_answers_in_its_heading(client):
    page = client.get("/rules/us-ca-lcsw").get_data(as_text=True)

    assert "<h1>California LCSW: 36 hours every two years, 6 of them on law and ethics</h1>" in page


def test_a_credentials_page_shows_law_sureness_doubts_and_the_file_to_mend(client):
    page = text_of(client.get("/rules/us-ca-lcsw"))

    for words in (
        "Once, in your first renewal period.",
        "16 CCR § 1887.3(b) Sure: read in the regulation, 2024",
        "Not sure: read on a course provider’s page",
        "Only if you supervise others for their license.",
        "semester and quarter units convert comes from an older provider page",
        "American Psychological Association (APA), approved sponsor",
        "Keep certificates for 4 years.",
        "16 CCR § 1887.3 regulation, March 22, 2024",
        "November 22, 2026",
        "ceapp/boards/us_ca/lcsw.toml",
    ):
        assert words in page


def test_links_to_other_sites_say_nothing_of_where_the_reader_was(client):
    page = client.get("/rules/us-ca-lcsw").get_data(as_text=True)
    links = re.findall(r'<a [^>]*href="https?://[^>]*>', page)

    assert len(links) > 15
    assert all('rel="noreferrer"' in link for link in links)


@pytest.mark.parametrize(
    ("credential_id", "heading", "words"),
    [
        ("us-ks-lcmft", "the total is not known to us", "We could not read the total."),
        ("us-mi-lpc", "the law sets no total", "The law sets no total of hours"),
        ("us-hi-lmhc", "no hours that we know of", "The law sets no total of hours"),
    ],
)
def test_a_total_that_is_not_stated_is_never_passed_over(client, credential_id, heading, words):
    page = text_of(client.get(f"/rules/{credential_id}"))

    assert heading in page
    assert words in page


def test_a_rule_that_is_not_counted_says_so(client):
    page = text_of(client.get("/rules/us-vt-psychologist"))

    assert "We do not count this rule yet. An old page says that CE is due by December 31" in page
    assert "Not evaluated" not in page


def test_a_rule_that_is_not_counted_says_whom_it_may_concern(client):
    page = text_of(client.get("/rules/us-dc-lmft"))

    assert "What we do not count, could not read, or found said in two ways." in page
    assert (
        "We do not count this rule yet. For “In person or live online”, only if you count "
        "hours taken live online: The 15 live hours must be"
    ) in page


def test_every_credentials_page_renders_with_everything_its_file_says(client):
    for credential_id in IDS:
        credential = catalog.load(credential_id)
        answer = client.get(f"/rules/{credential_id}")
        assert answer.status_code == 200, credential_id
        page = text_of(answer)
        for rule in credential.requirements:
            assert tidy(rule.citation.cite) in page, (credential_id, rule.id)
            assert tidy(rule.note) in page, (credential_id, rule.id)
        for text in (credential.reporting, credential.exemptions, credential.cycle.note):
            assert tidy(text) in page, credential_id
        for doubt in credential.doubts:
            assert tidy(doubt.removeprefix("Not evaluated:"))[1:] in page, credential_id
        for rule in credential.not_evaluated:
            assert tidy(rule.rule) in page, credential_id


def tidy(text):
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("wrong", ["us-ca-lcws", "us-xx-lcsw", "lcsw", "..", "us-ca-LCSW"])
def test_an_unknown_credential_answers_404(client, wrong):
    assert client.get(f"/rules/{wrong}").status_code == 404


def test_a_broken_file_is_said_to_be_broken_and_the_others_still_show(client, monkeypatch):
    load = catalog.load

    def one_broken(credential_id):
        if credential_id == "us-ca-lmft":
            raise BrokenRuleFile(catalog.path_of(credential_id), ())
        return load(credential_id)

    monkeypatch.setattr(catalog, "load", one_broken)
    broken = client.get("/rules/us-ca-lmft")

    assert broken.status_code == 503
    assert "Their file, lmft.toml, holds a mistake." in text_of(broken)
    assert client.get("/rules/us-ca-lcsw").status_code == 200


def test_the_rules_are_readable_signed_in_too(signed_in):
    assert "California LCSW: 36 hours" in text_of(signed_in.get("/rules/us-ca-lcsw"))


def test_a_rule_that_has_ended_is_not_in_the_heading():
    page = rules_page(catalog.load("us-ks-lscsw"), date(2026, 11, 22))

    assert page.heading == (
        "Kansas LSCSW: 40 hours every two years, 3 of them on professional ethics "
        "and 3 on assessment and diagnosis"
    )


def test_a_source_without_a_title_is_named_by_its_site():
    source = Source("https://www.example.org/a/b", "provider", "undated")
    assert source_name(source) == "example.org"


@pytest.mark.parametrize(
    ("written", "shown"),
    [("2024-03-22", "March 22, 2024"), ("2023", "2023"), ("2024-05", "2024-05")],
)
def test_when_a_source_was_current_is_written_out_where_it_is_a_date(written, shown):
    assert as_of(Source("https://example.org", "board", written)) == shown


def test_every_credentials_page_names_its_sources_and_the_line_of_each_rule(client):
    for credential_id in IDS:
        credential = catalog.load(credential_id)
        page = client.get(f"/rules/{credential_id}").get_data(as_text=True)
        lines = catalog.path_of(credential_id).read_text(encoding="utf-8").splitlines()
        for source in credential.sources:
            assert f'href="{escape(source.url)}"' in page, (credential_id, source.url)
            assert str(escape(as_of(source))) in page, (credential_id, source.url)
        for rule in credential.requirements:
            row = page.partition(f'<tr id="rule-{rule.id}">')[2].partition("</tr>")[0]
            line = int(re.search(r"<span>Line (\d+)</span>", row)[1])
            block = "\n".join(lines[line - 1 :]).split("[[requirement]]")[1]
            assert f'id = "{rule.id}"' in block, (credential_id, rule.id)


def test_a_file_that_changed_since_it_was_read_still_shows_every_rule(monkeypatch):
    monkeypatch.setattr("ceapp.rulebook.page.requirement_lines", lambda _text: (1,))
    page = rules_page(catalog.load("us-ca-lcsw"), date(2026, 11, 22))

    assert len(page.rows) == len(catalog.load("us-ca-lcsw").requirements)
    assert {row.line for row in page.rows} == {0}


def test_a_credentials_page_says_what_begins_and_ends_when(client):
    page = text_of(client.get("/rules/us-ca-lcsw"))

    assert "July 1, 2023 Begins to bind. Telehealth: at least 3 hours." in page


def test_what_is_to_come_is_marked():
    kansas = catalog.load("us-ks-lscsw")
    ends = min(rule.renewing_until for rule in kansas.requirements if rule.renewing_until)
    topics = catalog.topics()

    assert all(not e.coming for e in history(kansas, topics, date(2099, 1, 1)))
    before = history(kansas, topics, ends)
    assert any(event.coming and event.kind == "ends" for event in before)
    assert [event.day for event in before] == sorted((e.day for e in before), reverse=True)


def test_a_correction_is_shown_with_its_source(client, monkeypatch):
    change = Change(
        date(2026, 12, 1), ("us-ca-lcsw",), "36.", "30.", "The code", "https://law.example/1"
    )
    monkeypatch.setattr(catalog, "changes", lambda: (change,))

    page = client.get("/rules/us-ca-lcsw").get_data(as_text=True)
    assert "Corrected here. 36. Before: 30." in page
    assert '<a href="https://law.example/1" rel="noreferrer">The code</a>' in page
    assert "Corrected here." not in client.get("/rules/us-ca-lmft").get_data(as_text=True)


def test_a_broken_list_of_changes_hides_no_rules(client, monkeypatch):
    def broken():
        raise BrokenRuleFile(catalog.path_of("us-ca-lcsw"), ())

    monkeypatch.setattr(catalog, "changes", broken)
    assert client.get("/rules/us-ca-lcsw").status_code == 200


def test_a_topic_page_says_which_boards_ask_how_much_and_how_often(client):
    page = text_of(client.get("/rules/topics/suicide-prevention"))

    assert re.search(r"Suicide.*: \d+ of 212 licenses ask for it, most often", page)
    assert "California LCSW 6 once At least 6 hours on suicide" in page
    assert "Washington LICSW" in page
    assert "How much, how often" in page


def test_a_topic_page_can_be_narrowed_and_says_when_nothing_is_left(client):
    page = client.get("/rules/topics/suicide-prevention?state=us-ca&profession=counseling")
    linked = set(re.findall(r'href="/rules/(us-[a-z-]+)#', page.get_data(as_text=True)))
    assert linked == {"us-ca-lpcc"}

    empty = text_of(client.get("/rules/topics/suicide-prevention?state=us-zz"))
    assert "No board of this choice asks for it by name." in empty


def test_every_topic_has_a_page_and_those_asked_for_are_listed(client):
    listed = client.get("/rules/topics").get_data(as_text=True)
    for slug in catalog.topics().labels:
        answer = client.get(f"/rules/topics/{slug}")
        assert answer.status_code == 200, slug
        asked = "no board asks for it" not in text_of(answer)
        assert (f'href="/rules/topics/{slug}"' in listed) is asked, slug
    assert client.get("/rules/topics/no-such-topic").status_code == 404


def test_topic_pages_are_linked_from_rules_and_from_the_library(client):
    link = 'href="/rules/topics/suicide-prevention"'
    for path in ("/rules/us-ca-lcsw", "/library/topics/suicide-prevention", "/rules?q=suicide"):
        assert link in client.get(path).get_data(as_text=True), path


def test_a_search_finds_words_of_rules_and_links_to_the_rule(client):
    page = client.get("/rules?q=california+suicide")

    assert "0 licenses found, and 3 whose rules speak of it" in text_of(page)
    assert 'href="/rules/us-ca-lcsw#rule-suicide"' in page.get_data(as_text=True)
