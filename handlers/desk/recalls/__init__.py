"""Calling people to the office on a day that they would work elsewhere."""
