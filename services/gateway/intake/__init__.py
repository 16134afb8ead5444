"""What comes in: checked, written down once, and told."""
