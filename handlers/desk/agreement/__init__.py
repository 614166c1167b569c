"""What one's individual agreement says."""
