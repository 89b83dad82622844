"""Measurements, in a database of their own: `make bench`."""
