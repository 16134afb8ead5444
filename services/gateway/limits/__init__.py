"""How much one caller may ask, so that all others are served."""
