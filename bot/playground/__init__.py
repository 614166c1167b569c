"""A stand-in for Telegram on loopback: the Bot API, the people's side, and a page."""

from bot.playground.client import PlaygroundClient
from bot.playground.demo import DemoHooks
from bot.playground.flood import FloodMode
from bot.playground.impossible import PlaygroundError
from bot.playground.limits import Limits
from bot.playground.person import Person
from bot.playground.seen import SeenMessage
from bot.playground.server import Playground

__all__ = [
    "DemoHooks",
    "FloodMode",
    "Limits",
    "Person",
    "Playground",
    "PlaygroundClient",
    "PlaygroundError",
    "SeenMessage",
]
