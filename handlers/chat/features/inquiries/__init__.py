"""Who decides, where requests stand, why a day cannot be had."""
