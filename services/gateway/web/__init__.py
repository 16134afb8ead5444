"""HTTP as every door of the gateway speaks it."""
