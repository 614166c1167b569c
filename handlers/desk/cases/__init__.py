"""One person before the law: days, permits and moves as the rules judge them."""
