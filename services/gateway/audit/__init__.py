"""The log that nobody can alter unnoticed: entries in a Merkle tree (RFC 9162) under signed checkpoints (C2SP)."""
