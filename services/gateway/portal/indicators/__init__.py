"""The page of programme indicators, and its table."""
