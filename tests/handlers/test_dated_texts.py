"""What may be read on another day than it was written on says days by their dates."""

import re

import pytest

from handlers.texts.catalogues import texts

RELATIVE = {
    "it": r"\b(oggi|domani|dopodomani|ieri|stasera|stanotte|stamattina|fra \{count\} giorn\w|"
    r"quest[ao] (settimana|mese|mattina|sera|notte)|(settimana|mese) prossim[ao])\b",
    "en": r"\b(today|tomorrow|yesterday|tonight|in \{count\} days?|"
    r"(this|next) (week|month|morning|evening|night))\b",
}
ANSWERED_AT_ONCE = (
    *("agreement.ends.", "agreement.span.", "booking.sent.", "changes.asked.", "command."),
    *("contacts.place.", "contacts.tomorrow", "contacts.answer.", "day.", "delegations."),
    *("digest.settings", "digest.on", "digest.left", "elsewhere.", "first_step.", "form.why."),
    *("inquiries.", "menu.", "patterns.", "permits.event.", "permits.route.", "permits.sent."),
    *("permits.unread.", "permits.choose.", "phrases.", "recalls.nobody", "team.", "today."),
)
"""How the texts begin that answer what somebody does: they are read at that moment."""
DROPPED_AT_MIDNIGHT = (
    *("digest.today", "digest.on_call", "digest.agreement", "digest.agreement.tacit"),
    *("digest.agreement.today", "digest.agreement.tacit.today", "digest.today.bands"),
    *("digest.today.am", "digest.today.pm", "digest.today.am.bands", "digest.today.pm.bands"),
    *("recalls.remind.morning", "recalls.unconfirmed.morning"),
)
"""What is of no use after its day (`good_until`), and is not sent then."""
OF_AN_OLDER_RELEASE = ("contacts.answered.tomorrow",)
"""What is written no more, and may still wait."""


def templates(locale: str) -> list[tuple[str, str]]:
    """Every text in both numbers."""
    language = texts(locale)
    return [
        (key, language.template(key, {language.counted.get(key, ""): count}))
        for key in language.keys
        for count in (1, 2)
    ]


@pytest.mark.parametrize("locale", RELATIVE)
def test_no_text_that_waits_in_the_outbox_says_today_or_tomorrow(locale: str) -> None:
    relative = {
        key for key, text in templates(locale) if re.search(RELATIVE[locale], text, re.IGNORECASE)
    }
    undated = {key for key in relative if not key.startswith(ANSWERED_AT_ONCE)}

    assert undated <= {*DROPPED_AT_MIDNIGHT, *OF_AN_OLDER_RELEASE}
