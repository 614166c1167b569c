"""What YAML reads otherwise than people write it: told, never guessed."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from rules.policy.locate import Path

_BOOLEAN, _NUMBERS = "tag:yaml.org,2002:bool", ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
Surprise = tuple[Path, int, str]


def surprises(node: yaml.Node | None, path: Path = ()) -> Iterator[Surprise]:
    """
    Find keys that stand twice, keys read as true or false (`on`), numbers in base sixty (10:00).

    Yields:
        (path, line, message); the parser itself would take each of them without a word.

    """
    if isinstance(node, yaml.MappingNode):
        yield from _keys(node, path)
        for key, value in node.value:
            yield from surprises(value, (*path, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for position, item in enumerate(node.value):
            yield from surprises(item, (*path, position))
    elif isinstance(node, yaml.ScalarNode) and node.tag in _NUMBERS and ":" in node.value:
        message = f"{node.value} without quotes is read as a number in base sixty: write "
        yield path, _line(node), f'{message}a time as "{node.value}", a number of hours as 1.5'


def _keys(node: yaml.MappingNode, path: Path) -> Iterator[Surprise]:
    seen: set[str] = set()
    for key, _ in node.value:
        name = str(key.value)
        if name in seen:
            yield (*path, name), _line(key), "stands twice: keep one of the two"
        seen.add(name)
        if key.tag == _BOOLEAN:
            message = (
                f'{name} without quotes is read as true or false: write it in quotes, "{name}"'
            )
            yield (*path, name), _line(key), message


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
