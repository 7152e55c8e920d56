"""Finding and loading rule files: cheap lists, named faults, and the others unharmed."""

import shutil
import subprocess
import sys

import pytest

from ceapp.boards import catalog
from ceapp.boards.catalog import BrokenRuleFile, Catalog, UnknownCredential
from ceapp.rules.requirement import Confidence
from ceapp.rules.vocabulary import Profession

OURS = catalog.path_of("us-ca-lcsw").parents[1]
LISTS = ("topics", "circumstances", "approvals", "jurisdictions")


@pytest.fixture
def folder(tmp_path):
    """A folder with the lists and two of California's credentials, to be broken at will."""
    for name in LISTS:
        shutil.copy(OURS / f"{name}.toml", tmp_path)
    (tmp_path / "us_ca").mkdir()
    for name in ("lcsw", "lmft"):
        shutil.copy(OURS / "us_ca" / f"{name}.toml", tmp_path / "us_ca")
    return tmp_path


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_listing_carries_what_a_list_shows(folder):
    lcsw = Catalog(folder).listing()[0]

    assert lcsw.id == "us-ca-lcsw"
    assert lcsw.name == "California LCSW"
    assert lcsw.title == "Licensed Clinical Social Worker"
    assert lcsw.profession is Profession.SOCIAL_WORK
    assert lcsw.board == "California Board of Behavioral Sciences"
    assert lcsw.confidence is Confidence.HIGH


def test_the_listing_runs_by_jurisdiction_and_profession():
    listing = catalog.listing()

    assert [item.jurisdiction_name for item in listing] == sorted(
        item.jurisdiction_name for item in listing
    )
    california = [item.abbreviation for item in listing if item.jurisdiction == "us-ca"]
    assert california == ["LCSW", "LPCC", "LMFT", "PSY"]


def test_the_listing_reads_no_file_to_its_end(folder, monkeypatch):
    monkeypatch.setattr("ceapp.boards.catalog.read_credential", lambda *_, **__: pytest.fail())
    path = folder / "us_ca" / "lcsw.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\nthis is no TOML\n", encoding="utf-8")

    assert [item.id for item in Catalog(folder).listing()] == ["us-ca-lcsw", "us-ca-lmft"]


def test_a_head_written_in_another_order_is_listed_too(folder):
    change(folder / "us_ca" / "lcsw.toml", "\nboard =", "\n\nboard =")

    assert [item.id for item in Catalog(folder).listing()] == ["us-ca-lcsw", "us-ca-lmft"]


def test_a_credential_is_read_once(folder):
    ours = Catalog(folder)
    first = ours.load("us-ca-lcsw")
    (folder / "us_ca" / "lcsw.toml").write_text("", encoding="utf-8")

    assert ours.load("us-ca-lcsw") is first


@pytest.mark.parametrize(
    "wrong", ["us-ca-lcws", "us-ca-", "us-xx-lcsw", "../us_ca/lcsw", "", "LCSW"]
)
def test_an_unknown_credential_is_said_to_be_unknown(wrong):
    with pytest.raises(UnknownCredential, match="There is no credential"):
        catalog.load(wrong)


def test_an_unknown_credential_comes_with_ids_that_look_like_it():
    with pytest.raises(UnknownCredential) as caught:
        catalog.load("us-ca-lcws")

    assert "us-ca-lcsw" in caught.value.near
    assert "Did you mean us-ca-lcsw" in str(caught.value)


def test_a_broken_file_is_named_with_key_and_cure_and_the_others_load(folder):
    change(folder / "us_ca" / "lcsw.toml", 'topics = ["law-and-ethics"]', 'topics = ["law-ethics"]')
    ours = Catalog(folder)

    with pytest.raises(BrokenRuleFile) as caught:
        ours.load("us-ca-lcsw")

    assert str(caught.value) == (
        f"{folder}/us_ca/lcsw.toml: requirement[2].topics: There is no topic “law-ethics”. "
        "Did you mean “law-and-ethics”?"
    )
    assert ours.load("us-ca-lmft").abbreviation == "LMFT"
    assert [item.id for item in ours.listing()] == ["us-ca-lmft"]


def test_a_file_with_a_broken_head_is_left_out_of_the_list(folder):
    change(folder / "us_ca" / "lcsw.toml", 'profession = "social-work"', "profession = social")
    ours = Catalog(folder)

    assert [item.id for item in ours.listing()] == ["us-ca-lmft"]
    assert [broken.path.name for broken in ours.mistakes()] == ["lcsw.toml"]


def test_a_file_that_holds_another_credential_is_named(folder):
    shutil.copy(folder / "us_ca" / "lcsw.toml", folder / "us_ca" / "lpcc.toml")

    with pytest.raises(BrokenRuleFile, match="“us-ca-lcsw” does not belong in this file"):
        Catalog(folder).load("us-ca-lpcc")
    assert len(Catalog(folder).listing()) == 2


def test_a_file_that_is_no_text_is_named(folder):
    (folder / "us_ca" / "lcsw.toml").write_bytes(b"\xff\xfe\x00")
    ours = Catalog(folder)

    with pytest.raises(BrokenRuleFile, match="Save it as a plain text file in UTF-8"):
        ours.load("us-ca-lcsw")
    assert [item.id for item in ours.listing()] == ["us-ca-lmft"]


@pytest.mark.parametrize(
    ("name", "text", "answer"),
    [
        (
            "topics",
            '[ethics]\nlabel = "Ethics"\nbroader = ["law"]\n',
            "topics.toml: ethics.broader: There is no topic “law”. Use one of: ethics.",
        ),
        (
            "circumstances",
            '[supervisor]\nlabel = "you supervise"\n',
            'circumstances.toml: supervisor.question: It is missing. Add question = "…".',
        ),
        (
            "approvals",
            'apa = "APA"\n',
            "approvals.toml: apa: It must be a table. Write [apa] on a line of its own.",
        ),
        (
            "jurisdictions",
            "us-ca = 1\n",
            (
                "jurisdictions.toml: us-ca: It must be a text that is not empty. "
                'Write it in quotes: "…".'
            ),
        ),
    ],
)
def test_a_broken_list_is_named_with_key_and_cure(folder, name, text, answer):
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")

    assert [str(broken) for broken in Catalog(folder).mistakes()] == [f"{folder}/{answer}"]


def test_reading_rules_loads_neither_the_web_nor_the_database():
    code = (
        "import sys; from ceapp.boards import catalog; catalog.load('us-ca-lcsw');"
        "print([name for name in ('flask', 'sqlalchemy', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
