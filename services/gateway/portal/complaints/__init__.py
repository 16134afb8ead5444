"""Pages of complaints and of citizens' reports: writing one, following it, and answering it."""
