"""Permits: asking, communicating, deciding, taking back, and what is left of each kind."""
