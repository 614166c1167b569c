"""One folder per feature: chat.py speaks Telegram, actions.py is the use case."""
