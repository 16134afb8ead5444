"""The rules of the population register, in plain Python: the clock and all identifiers are arguments."""
