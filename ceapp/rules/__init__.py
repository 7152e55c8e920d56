"""The heart: what a board asks, what a course is worth, and what is still missing.

Pure Python over the standard library. No web, no database, no clock, no files:
today's date is an argument, and every answer is a value with its reasons.
"""
