"""No cell of the index is ever taken for a formula."""

from __future__ import annotations

import pytest

from ceapp.reports.index_csv import harmless


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", '=cmd|"/c calc"!A0']
)
def test_what_a_spreadsheet_would_run_becomes_text(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Ethics", "3", "", "a=b", "Law - and ethics", "2026-03-14"])
def test_plain_words_stay_as_they_are(cell):
    assert harmless(cell) == cell
