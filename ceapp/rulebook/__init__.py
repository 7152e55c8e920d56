"""The public pages that show each board's rules in plain words."""
