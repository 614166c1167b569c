"""What a person cannot do."""


class Impossible(Exception):  # noqa: N818  (it is what a person cannot do, not a failure)
    """A person cannot do this, for the reason given."""
