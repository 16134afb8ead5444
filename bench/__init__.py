"""Measurements, each beside the limit that it is to be compared with, in one run on one machine."""
