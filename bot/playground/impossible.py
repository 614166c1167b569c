"""What a person cannot do: as the playground says it, and as a test hears it."""


class Impossible(Exception):  # noqa: N818  (it is what a person cannot do, not a failure)
    """A person cannot do this, for the reason given."""


class PlaygroundError(Exception):
    """The playground refused what a test asked of it; the message says why."""
