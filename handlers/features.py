"""The features of the desk, in the order in which they hear updates."""

FEATURES = (
    "onboarding",
    "eligibility",
    "booking",
    "approvals",
    "permits",
    "recalls",
    "delegations",
    "today",
    "team",
    "phrases",
    "changes",
    "patterns",
    "approvals",
    "delegations",
    "today",
    "menu",
)
"""Each is `handlers.<name>.chat` with `register(application, desk)`; menu hears the rest."""
