"""What was granted is looked at again when its ground goes."""
