"""Awkward files: each is read, or refused with a sentence that says where and why."""

from __future__ import annotations

import pytest
from sqlalchemy import func

from ceapp.courses.models import Course
from ceapp.db import db
from ceapp.transfer.models import ImportDraft
from tests import pages
from tests.transfer.awkward import CORPUS
from tests.transfer.making import upload


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.name)
def test_an_awkward_file_is_read_or_refused_in_words(signed_in, file):
    page = upload(signed_in, file.content, file.name)
    words = pages.text_of(page)
    for sentence in file.says:
        assert sentence in words
    for sentence in file.never:
        assert sentence not in words
    if file.new is None:
        assert page.status_code == 422
        assert f"“{file.name}”" in words or "Row " in words
        assert db.session.scalar(db.select(func.count()).select_from(ImportDraft)) == 0
    else:
        assert page.status_code == 200
        assert words.split(" of ")[0].endswith(f" {file.new}"), words[:400]
    assert db.session.scalar(db.select(func.count(Course.id))) == 0


def test_a_request_of_two_hundred_megabytes_for_a_sheet_is_refused_in_words(signed_in):
    page = upload(signed_in, b"a,b\n" * 50_000_000, "log.csv")
    assert page.status_code == 422
    assert "“log.csv” is larger than 10 MB" in pages.text_of(page)


def test_the_corpus_is_as_large_as_it_says():
    assert len({file.name for file in CORPUS}) == len(CORPUS) >= 40
