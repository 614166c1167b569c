"""Alembic revisions; `storage.core.schema` runs them."""
