"""Certificates: files that are stored first, then read, then confirmed as courses."""
