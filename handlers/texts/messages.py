"""Fill a text of the catalogues: every value said in the person's language, and escaped."""

from __future__ import annotations

import html
from string import Formatter
from typing import Any

from babel.lists import format_list

from handlers.texts.catalogues import Texts, texts
from handlers.texts.words import SAYINGS

WORD, WORDS, GROUNDS = "word", "words", "grounds"


class Html(str):
    """Text for Telegram's HTML parse mode, safe as it stands: it is not escaped again."""

    __slots__ = ()


class Filling(Formatter):
    """
    Puts values into `{name:form}`, said in the forms of `words.SAYINGS`.

    `{name:word}` looks the value up as `word.<value>`, `{name:words}` a list of them;
    `{name:grounds}` lists alternatives, each of one word or of several joined by `+`.
    """

    def __init__(self, language: Texts, *, escape: bool) -> None:
        super().__init__()
        self.language = language
        self.escape = escape

    def format_field(self, value: Any, format_spec: str) -> str:
        """Say one value in the form that the text asks for."""
        if isinstance(value, Html):
            return value
        said = self.say(value, format_spec)
        return html.escape(said, quote=False) if self.escape else said

    def say(self, value: Any, form: str) -> str:
        """Say it, not yet escaped."""
        if form in (WORD, WORDS, GROUNDS):
            return self.word(value, form)
        if form not in SAYINGS:
            raise ValueError(f"a text asks for the form {form!r}; there are {sorted(SAYINGS)}")
        return SAYINGS[form](value, self.language.locale)

    def word(self, value: Any, form: str) -> str:
        """Look up a word of the law, or several."""
        locale = self.language.locale
        if form == WORD:
            return self.language.template(f"word.{value}", {})
        if form == WORDS:
            return format_list([self.word(item, WORD) for item in value], locale=locale)
        grounds = [self.word(ground.split("+"), WORDS) for ground in value]
        return format_list(grounds, style="or", locale=locale)


def fill(key: str, locale: str, arguments: dict[str, Any], *, escape: bool) -> str:
    """Fill the text of a key; raise UnknownTextError or KeyError for what is not there."""
    language = texts(locale)
    template = language.template(key, arguments)
    return Filling(language, escape=escape).vformat(template, (), arguments)


def message(key: str, locale: str, **arguments: Any) -> Html:
    """
    Give a message as HTML in a language (`it` or `en`; anything else is `it`).

    Arguments may be what the outbox keeps as JSON: days and moments in ISO. All are escaped,
    but for Html.
    """
    return Html(fill(key, locale, arguments, escape=True))


def label(key: str, locale: str, **arguments: Any) -> str:
    """Give the same as plain text: for buttons, toasts, descriptions of commands, and logs."""
    return fill(key, locale, arguments, escape=False)
