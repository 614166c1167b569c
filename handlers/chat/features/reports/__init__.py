"""Reports on agile work."""
