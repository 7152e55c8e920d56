"""The log of courses and other activities."""
