"""Four floors, each knowing only those below it: chat, desk, reading, texts."""
