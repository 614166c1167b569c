"""What people fill in: fields as data, and the form that somebody has open."""
