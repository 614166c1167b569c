"""Fill a text of the catalogues: every value said in the person's language, and escaped."""

from __future__ import annotations

import html
from collections.abc import Mapping
from string import Formatter
from typing import Any

from babel.lists import format_list

from handlers.texts.catalogues import Texts, texts
from handlers.texts.words import SAYINGS

Line = tuple[str, Mapping[str, Any]]
"""A text not yet in any language: its key and arguments, which the outbox can keep."""
WORD, WORDS, GROUNDS, TONGUE = "word", "words", "grounds", "tongue"
TEXT, TEXTS, LINES, PARAGRAPHS = "text", "texts", "lines", "paragraphs"
OWN_FORMS = frozenset({WORD, WORDS, GROUNDS, TONGUE, TEXT, TEXTS, LINES, PARAGRAPHS})
"""Forms that look something up in the catalogues; the others are `words.SAYINGS`."""
JOINTS = {TEXT: "", TEXTS: ", ", LINES: "\n", PARAGRAPHS: "\n\n"}


class Html(str):
    """Text for Telegram's HTML parse mode, safe as it stands: it is not escaped again."""

    __slots__ = ()


class Filling(Formatter):
    """
    Puts values into `{name:form}`.

    `word` looks the value up as `word.<value>`, `words` a list of them; `grounds` lists
    alternatives, each of one word or of several joined by `+`; `tongue` takes the words of a
    policy that stand there in both languages. `text` is a Line, `texts` and
    `lines` are several of them, joined by commas or by ends of lines.
    """

    def __init__(self, language: Texts, *, escape: bool) -> None:
        super().__init__()
        self.language = language
        self.escape = escape

    def format_field(self, value: Any, format_spec: str) -> str:
        """Say one value in the form that the text asks for."""
        if isinstance(value, Html):
            return value
        if format_spec in JOINTS:
            lines = [value] if format_spec == TEXT else value
            return JOINTS[format_spec].join(self.fill(key, named) for key, named in lines)
        said = self.say(value, format_spec)
        return html.escape(said, quote=False) if self.escape else said

    def fill(self, key: str, arguments: Mapping[str, Any]) -> str:
        """Fill the text of a key."""
        template = self.language.template(key, arguments)
        return self.vformat(template, (), dict(arguments))

    def say(self, value: Any, form: str) -> str:
        """Say it, not yet escaped."""
        if form in OWN_FORMS:
            return self.word(value, form)
        if form not in SAYINGS:
            known = sorted({*SAYINGS, *OWN_FORMS})
            raise ValueError(f"a text asks for the form {form!r}; there are {known}")
        return SAYINGS[form](value, self.language.locale)

    def word(self, value: Any, form: str) -> str:
        """Look up a word of the law, or several."""
        locale = self.language.locale
        if form == TONGUE:
            return str(value[locale])
        if form == WORD:
            return self.language.template(f"word.{value}", {})
        if form == WORDS:
            return format_list([self.word(item, WORD) for item in value], locale=locale)
        grounds = [self.word(ground.split("+"), WORDS) for ground in value]
        return format_list(grounds, style="or", locale=locale)


def message(key: str, locale: str, **arguments: Any) -> Html:
    """
    Give a message as HTML in a language (`it` or `en`; anything else is `it`).

    Arguments may be what the outbox keeps; all are escaped but for Html. Raises UnknownTextError
    for a key and KeyError for an argument that is not there.
    """
    return Html(Filling(texts(locale), escape=True).fill(key, arguments))


def label(key: str, locale: str, **arguments: Any) -> str:
    """Give the same as plain text: for buttons, toasts, descriptions of commands, and logs."""
    return Filling(texts(locale), escape=False).fill(key, arguments)
