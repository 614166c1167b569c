"""The texts of the shipped policies, for tests that change a line of them."""

from importlib import resources

from rules.policy.library import shipped

BODIES = tuple(sorted(shipped()))
LAYERS = ("law", "funzioni-locali")
"""The files below every body's own."""


def shipped_text(name: str) -> str:
    """The text of one shipped policy file."""
    return (resources.files("rules") / "policies" / f"{name}.toml").read_text("utf-8")
