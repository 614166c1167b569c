"""May I reach a colleague now, and a message passed on when they may be reached."""
