"""The rules of issuing a birth deed, in plain Python: they read no clock, no file and no database."""
