"""What the desk keeps of its own doings: audit chain, outbox, updates, dialogues."""
