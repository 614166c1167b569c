"""What people read: two catalogues, and the one renderer of messages and reasons."""

from handlers.texts.catalogues import LOCALES, UnknownTextError
from handlers.texts.fitting import LONGEST, message_within, visible_length
from handlers.texts.messages import Html, Line, label, message
from handlers.texts.reasons import articles, line_of, reason

__all__ = [
    "LOCALES",
    "LONGEST",
    "Html",
    "Line",
    "UnknownTextError",
    "articles",
    "label",
    "line_of",
    "message",
    "message_within",
    "reason",
    "visible_length",
]
