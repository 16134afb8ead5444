"""Signed exchange (RFC 9421): either side can prove later what was asked and what was answered."""
