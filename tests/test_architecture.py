"""What the house forbids, checked on the source itself."""

import ast
from pathlib import Path

import pytest

from handlers.chat import registry

ROOT = Path(__file__).parent.parent
LAYERS = ("rules", "storage", "handlers", "bot")
TELEGRAM_ALLOWED = ("keyboards.py", "door.py", "updates.py")


def imported_packages(path: Path) -> set[str]:
    """The top-level packages that a file imports, wherever in the file it does."""
    packages: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            packages |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            packages.add(node.module.split(".")[0])
    return packages


def sources(layer: str) -> list[Path]:
    return sorted((ROOT / layer).rglob("*.py"))


@pytest.mark.parametrize("layer", LAYERS)
def test_no_layer_imports_one_above_it(layer: str) -> None:
    above = set(LAYERS[LAYERS.index(layer) + 1 :])

    culprits = {str(p): imported_packages(p) & above for p in sources(layer)}

    assert {name: found for name, found in culprits.items() if found} == {}


def test_only_the_door_and_the_keyboards_know_telegram() -> None:
    culprits = [
        str(path)
        for path in sources("handlers")
        if path.name not in TELEGRAM_ALLOWED and "telegram" in imported_packages(path)
    ]

    assert culprits == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common"])
def test_no_module_has_a_name_that_says_nothing(name: str) -> None:
    culprits = [str(p) for layer in LAYERS for p in sources(layer) if p.stem == name]

    assert culprits == []


def test_every_feature_is_found_by_its_table() -> None:
    folders = {path.parent.name for path in (ROOT / "handlers/chat/features").glob("*/chat.py")}

    assert {feature.name for feature in registry.features()} >= folders
