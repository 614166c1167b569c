"""The one gate through which every message passes that is not an answer to its own recipient."""
