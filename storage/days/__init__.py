"""What a day is: absences and closures, the office on a day, the facts that the rules count."""
