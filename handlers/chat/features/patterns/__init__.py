"""The same days every week."""
