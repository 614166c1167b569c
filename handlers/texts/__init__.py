"""What people read: two catalogues, and the one renderer of messages and reasons."""

from handlers.texts.catalogues import LOCALES, UnknownTextError
from handlers.texts.messages import Html, label, message
from handlers.texts.reasons import articles, reason

__all__ = ["LOCALES", "Html", "UnknownTextError", "articles", "label", "message", "reason"]
