"""Cut long texts into messages that Telegram takes."""

from __future__ import annotations

from handlers.texts import Html


def pages(text: str, limit: int) -> list[Html]:
    """
    Cut a text at the ends of its lines into parts of at most `limit` characters.

    Our markup never crosses the end of a line, so each part is whole.
    """
    found: list[str] = []
    for line in text.split("\n"):
        longer = f"{found[-1]}\n{line}" if found else line
        if found and len(longer) <= limit:
            found[-1] = longer
        else:
            found.append(line)
    return [Html(page) for page in found if page.strip()]
