"""The rules of local tax, without database, broker or framework."""
