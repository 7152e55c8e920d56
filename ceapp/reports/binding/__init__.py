"""Binding strangers' files into one PDF, in a process of its own with limits on it."""
