"""One digest a day, and a word when a band begins."""
