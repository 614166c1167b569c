"""One folder per feature: what is said and pressed in chat, over a use case of the desk."""
