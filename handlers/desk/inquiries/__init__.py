"""What people ask about their requests: who decides, where they stand, why not."""
