"""Who of the office is in."""
