"""Renewing as an act: a period is closed, kept as it was, and the next one begins."""
