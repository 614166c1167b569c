"""A calendar to ask for days, and the days asked for."""
