"""Tax officers' desk: what waits, a request, an objection or a proposal, an object's years, and what is ordered."""
