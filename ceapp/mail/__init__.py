"""Mail: what one is, and how it leaves; this package knows no feature."""
