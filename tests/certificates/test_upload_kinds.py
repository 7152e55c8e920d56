"""Forty kinds of files that nobody should have to fear: kept safely, or refused in words."""

from __future__ import annotations

import resource
from functools import partial
from io import BytesIO

import pytest
from PIL import Image

from ceapp.certificates import actions
from ceapp.certificates.actions import Outcome
from ceapp.certificates.models import Certificate, State
from ceapp.certificates.places import reading_of
from ceapp.certificates.reading.child_process import read_in_child
from ceapp.certificates.reading.pictures import page_picture
from ceapp.db import db
from tests.certificates import hostile
from tests.certificates.making import pdf
from tests.factories import NOW

SECONDS = 6  # for reading one of these; the server allows more
REFUSED = {*hostile.OTHERS, "begins late", "page in front", "another kind of picture"}
read_briefly = partial(read_in_child, seconds=SECONDS)


@pytest.fixture(autouse=True)
def no_text_recognition(monkeypatch, tmp_path):
    """Leave text recognition out: opening these files is the danger, and it would take minutes."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.parametrize("kind", hostile.KINDS)
def test_a_file_of_any_kind_is_kept_safely_or_refused_in_words(signed_in, person, kind):
    content = hostile.KINDS[kind]()
    sent = actions.store(person.id, f"{kind}.pdf", content, now=NOW)
    assert sent.outcome == (Outcome.REFUSED if kind in REFUSED else Outcome.STORED)
    if sent.outcome == Outcome.REFUSED:
        assert f"“{sent.name}”" in sent.why_not
        assert db.session.scalars(db.select(Certificate)).all() == []
        return
    row_id = sent.certificate.id
    row = actions.read(person.id, row_id, reader=read_briefly)
    reading = reading_of(row)
    assert row.state == State.READ
    assert reading.courses or reading.problem or reading.kind == "other"
    assert signed_in.get(f"/certificates/{row_id}/check/1").status_code == 200
    answer = signed_in.get(f"/certificates/{row_id}/file")
    assert answer.data == content
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("kind", hostile.NAMES)
def test_a_file_of_any_name_is_kept_under_a_harmless_one(signed_in, person, kind):
    sent = actions.store(person.id, hostile.NAMES[kind], pdf(), now=NOW)
    assert sent.outcome == Outcome.STORED
    assert not set(sent.name) & set("\0\r\n/\\\u202e")
    assert sent.name in signed_in.get("/certificates").get_data(as_text=True).replace(
        "&#39;", "'"
    ).replace("&#34;", '"')
    name = signed_in.get(f"/certificates/{sent.certificate.id}/file").headers["Content-Disposition"]
    assert name.isascii()
    assert name.isprintable()
    assert name.count('"') == 2


@pytest.mark.parametrize("kind", ["photo with its place", "photo on its side"])
def test_what_a_photo_says_of_its_place_is_not_in_our_picture_of_it(kind):
    shown = page_picture(hostile.KINDS[kind](), 0)
    assert not Image.open(BytesIO(shown)).getexif()


def test_reading_all_this_leaves_the_server_small():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for kind in ("bomb in a bomb in a bomb", "text bomb", "60,000 by 60,000"):
        read_in_child(hostile.KINDS[kind](), seconds=SECONDS)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 50 * 1024
