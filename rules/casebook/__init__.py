"""Regulations as questions and answers: case files read, answered, compared."""
