"""The life of a client: it asks for a sandbox, asks for production, changes its credentials, and is revoked."""
