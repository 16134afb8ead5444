"""Pages of the survey of satisfaction."""
