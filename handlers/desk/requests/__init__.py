"""What people ask and somebody decides: one life for days, permits and patterns."""
