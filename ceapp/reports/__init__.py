"""Papers to hand in: the audit packet of a renewal, its files, and the transcript."""
