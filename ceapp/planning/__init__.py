"""Choosing among courses before paying: what each would count for, and what all leave."""
