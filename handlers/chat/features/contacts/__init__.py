"""Reaching a colleague."""
