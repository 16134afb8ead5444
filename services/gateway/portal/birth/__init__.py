"""The birth report as questions: one a page, kept as a draft until it is sent."""
