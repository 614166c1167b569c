"""The individual agreements."""
