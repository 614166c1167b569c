"""What people ask of each other: days, permits, patterns, recalls, contacts, reports."""
