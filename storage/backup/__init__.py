"""Copies of the whole store that are taken while the desk runs, and put back."""
