"""Leave and sickness that meet a day away from the office."""
