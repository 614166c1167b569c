"""What is none of the desk's business, and what it changes for a day that is booked."""
