"""Articles by topic, and why one is suggested."""
