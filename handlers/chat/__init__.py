"""What people see: the door, keyboards, calendar and forms, and the features."""
