"""Days whose ground has gone: told once, and taken back by a press where the act is silent."""
