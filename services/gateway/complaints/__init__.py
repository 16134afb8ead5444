"""Complaints about a decision, and citizens' reports of the city's state: kept, handled, answered."""
