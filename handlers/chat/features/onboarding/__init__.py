"""Coming to the desk by an invitation, and leaving it."""
