"""A person's licenses: which credential, until when, under which circumstances."""
