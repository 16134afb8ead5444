"""A role that its holder lets somebody else act in for some days."""
