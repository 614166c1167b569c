"""Calling people to the office."""
