"""
Run benchmarks: `python -m bench` runs all, `python -m bench decisions policies` those named.

Each benchmark is a module of this folder with `run() -> Iterable[str]`, the lines that it prints.
"""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

NOT_BENCHMARKS = {"__main__", "measure"}


def names() -> list[str]:
    """List the benchmarks that there are."""
    modules = pkgutil.iter_modules([str(Path(__file__).parent)])
    return sorted(module.name for module in modules if _is_one(module))


def _is_one(module: pkgutil.ModuleInfo) -> bool:
    return not module.ispkg and module.name not in NOT_BENCHMARKS


def main(wanted: Sequence[str]) -> int:
    """Run those wanted, or all; 2 if one does not exist."""
    if unknown := sorted(set(wanted) - set(names())):
        print(f"no benchmark {', '.join(unknown)}: choose of {', '.join(names())}")
        return 2
    for name in wanted or names():
        print(f"== {name}")
        for line in import_module(f"bench.{name}").run():
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
