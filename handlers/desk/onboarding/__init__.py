"""Invitations, and leaving the desk."""
