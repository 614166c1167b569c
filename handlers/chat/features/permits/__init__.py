"""Hours or days off."""
