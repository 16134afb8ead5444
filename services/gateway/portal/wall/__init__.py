"""The wallboard: the city's day in numbers, readable from four metres."""
