"""Who decides in whose place."""
