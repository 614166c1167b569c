"""Whether somebody may work away from the office at all."""
