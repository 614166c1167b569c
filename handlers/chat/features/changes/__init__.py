"""Moving a day."""
