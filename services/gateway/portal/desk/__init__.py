"""The officers' desk: what waits, a file beside the register, and the decision."""
