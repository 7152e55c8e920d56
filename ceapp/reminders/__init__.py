"""Reminders: mails that say what a license still lacks, in time, and once."""
