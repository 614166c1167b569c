"""How Telegram reads a text: markup, entities, trimming."""
