"""Identities and examples of the synthetic city; nothing of it works unless TERPADU_DEMO=1."""
