"""Alembic revisions; `storage.schema` runs them."""
