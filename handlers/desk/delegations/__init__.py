"""Naming somebody who decides in a manager's name for some days."""
