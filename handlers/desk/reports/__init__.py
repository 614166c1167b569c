"""Reports on agile work: what is due and what was handed in."""
