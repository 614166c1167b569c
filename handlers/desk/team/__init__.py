"""Who of an office is where: today, in a month; how many must be in; weeks on call."""
