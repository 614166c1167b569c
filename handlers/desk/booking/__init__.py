"""Days of agile and remote work: asking, seeing, taking back."""
