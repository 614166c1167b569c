"""Deciding about what others asked for."""
