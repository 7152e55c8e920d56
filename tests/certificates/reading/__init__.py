"""Tests of reading certificates."""
