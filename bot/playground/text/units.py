"""Lengths and offsets as Telegram counts them: in UTF-16 units."""


def utf16_length(text: str) -> int:
    """Count UTF-16 units; an emoji beyond the basic plane counts 2."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def utf16_offsets(text: str) -> list[int]:
    """Give the UTF-16 offset of each character, and of the end."""
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + (2 if ord(character) > 0xFFFF else 1))
    return offsets
