"""Files from outside, inspected before anything is kept."""
