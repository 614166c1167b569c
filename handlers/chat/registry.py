"""The features of the desk, in the order in which they hear updates."""

FEATURES = (
    "onboarding",
    "eligibility",
    "booking",
    "changes",
    "patterns",
    "permits",
    "approvals",
    "recalls",
    "contacts",
    "delegations",
    "digest",
    "reports",
    "today",
    "team",
    "phrases",
    "menu",
)
"""Each is `handlers.<name>.chat` with `register(application, desk)`; menu hears the rest."""
