"""One's individual agreement."""
