"""The use cases; no Telegram."""
