"""
Change the law a little, again and again, and tell which changes nobody notices.

`python -m tests.mutants --every 10` takes one change in ten; `--only barred` those of files that
are so named. What was judged is kept in a folder and not judged again as long as neither the file
nor the tests change: a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from tests.mutants.operators import Mutant, mutants_of
from tests.mutants.report import Kept, report
from tests.mutants.run import Bench

ROOT = Path(__file__).parents[2]
CASEBOOKS = (ROOT / "tests" / "casebook", ROOT.parent / "shared" / "casebook-2")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; always 0: a score is told, not demanded."""
    asked = _asked(arguments)
    begun = monotonic()
    sources = _sources(asked.only)
    mutants = [one for file, source in sources.items() for one in mutants_of(source, file)]
    sample = _sample(mutants, asked.every, asked.seed)
    _say(f"{len(mutants)} changes in {len(sources)} files, {len(sample)} of them to be judged")
    bench = Bench(ROOT, [folder for folder in asked.casebook if folder.is_dir()], asked.folder)
    kept = Kept(asked.folder, bench.mark)
    left = [one for one in sample if kept.of(one) is None]
    end = begun + 60 * asked.minutes
    for mutant, outcome in bench.judge(left, sources, jobs=asked.jobs, end=end):
        kept.add(mutant, outcome)
    for line in report(sample, kept):
        _say(line)
    _say(f"{monotonic() - begun:.0f} seconds")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="judge one change in so many")
    parser.add_argument("--seed", type=int, default=1, help="which of them")
    parser.add_argument("--only", nargs="*", default=[], help="files whose path holds a word")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time")
    parser.add_argument("--minutes", type=float, default=24 * 60, help="stop after so many")
    parser.add_argument("--casebook", type=Path, nargs="*", default=CASEBOOKS, help="folders")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "mutants")
    return parser.parse_args(arguments)


def _sources(words: Sequence[str]) -> dict[str, str]:
    files = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "rules").rglob("*.py"))
    wanted = [file for file in files if not words or any(word in file for word in words)]
    return {file: (ROOT / file).read_text("utf-8") for file in wanted}


def _sample(mutants: list[Mutant], every: int, seed: int) -> list[Mutant]:
    """Take one in so many, chosen by the seed, in an order that is the same each time."""
    chosen = random.Random(seed).sample(mutants, -(-len(mutants) // every))
    return sorted(chosen, key=mutants.index) if every > 1 else mutants


if __name__ == "__main__":
    raise SystemExit(main())
