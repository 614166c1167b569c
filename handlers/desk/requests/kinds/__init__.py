"""The kinds of requests: all that is special to one of them, and nothing of their common life."""
