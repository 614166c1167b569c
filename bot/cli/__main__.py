"""`python -m bot.cli` is the same as `sportello`."""

from bot.cli.entry import main

main()
