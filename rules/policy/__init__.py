"""Policies: what a regulation says, as data, in versions with the day each holds from."""
