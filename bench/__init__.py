"""Measurements: `make bench` prints figures and ratios taken in one run."""
