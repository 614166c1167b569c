"""Plain words, answered by the feature that they are about."""
