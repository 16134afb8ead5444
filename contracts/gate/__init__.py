"""The gate: refuses a change of what is published that would break who sends or reads by it."""
