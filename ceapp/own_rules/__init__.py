"""A person's own rules: for a board that we do not carry, or a copy of ours, changed."""
