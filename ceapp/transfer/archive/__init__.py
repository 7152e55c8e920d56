"""Everything of a person as one ZIP: written, described by a schema, and read back."""
