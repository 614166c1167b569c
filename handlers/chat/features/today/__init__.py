"""Where I work today, and when I am free."""
