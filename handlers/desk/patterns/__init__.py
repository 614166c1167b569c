"""The same weekdays every week, as a pattern with its exceptions."""
