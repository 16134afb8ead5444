"""What every service stands on; it knows no citizen, tax or permit."""
