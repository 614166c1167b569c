"""The command line: `sportello COMMAND`; a command's module is imported when it is asked for."""

from bot.cli.entry import main

__all__ = ["main"]
