"""Moving a day of agile or remote work, by the employee or by the manager."""
