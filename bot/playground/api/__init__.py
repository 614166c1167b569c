"""Telegram's side: the methods of the Bot API."""
